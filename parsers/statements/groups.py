"""Groups within a list: a title on a row of its own, and under its lines a sum that names it again ("Summe Rechnung", "Total FC")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from parsers.spelling import pattern_spelling
from parsers.statements.joined_rows import is_dated
from parsers.statements.labels import Label, fold
from parsers.statements.seen_row import RowKind, SeenRow

_SUM = pattern_spelling(r"(?:sub\s*-?\s*|grand\s+)?totals?|(?:zwischen)?summe|gesamt|sous\s*-?\s*total|合计|小计|总计")
_LONGEST = 40


def name_group_sums(rows: Sequence[SeenRow], beside: Iterable[str]) -> None:
    """Call a row without date and number a subtotal where all its words are a title and a word for sums.

    `beside` is the text around the table: in a sheet a title that stands alone in its row is taken for such.
    """
    titles = {text for text in map(fold, beside) if _is_title(text)}
    for row in rows:
        words = [part for parts in row.texts.values() for part in parts]
        text = fold(" ".join(words))
        if not row.money and len(words) == 1 and _is_title(text):
            titles.add(text)
        elif row.kind is RowKind.LINE and row.money and not is_dated(row.date_text) and _names(text, titles):
            row.kind, row.label = RowKind.LABEL, Label.SUBTOTAL


def _is_title(text: str) -> bool:
    return 0 < len(text) <= _LONGEST and not any(char.isdigit() for char in text)


def _names(text: str, titles: set[str]) -> bool:
    return any(
        re.fullmatch(rf"(?:{_SUM})\s*:?\s*{re.escape(title)}|{re.escape(title)}\s*:?\s*(?:{_SUM})", text)
        for title in titles
    )
