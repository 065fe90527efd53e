"""Groups within a list: a title on a row of its own, and under its lines a sum that names it again ("Summe Rechnung", "Total FC")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.spelling import pattern_spelling
from parsers.statements.labels import Label, fold
from parsers.statements.seen_row import RowKind, SeenRow

_SUM = pattern_spelling(r"(?:sub\s*-?\s*|grand\s+)?totals?|(?:zwischen)?summe|gesamt|sous\s*-?\s*total|合计|小计|总计")
_LONGEST = 40


def name_group_sums(rows: Sequence[SeenRow]) -> None:
    """Call a row without date and number a subtotal where all its words are a title seen above and a word for sums."""
    titles: set[str] = set()
    for row in rows:
        words = [part for parts in row.texts.values() for part in parts]
        text = fold(" ".join(words))
        if not row.money and len(words) == 1 and len(text) <= _LONGEST and not any(char.isdigit() for char in text):
            titles.add(text)
        elif row.kind is RowKind.LINE and row.money and not row.date_text and _names(text, titles):
            row.kind, row.label = RowKind.LABEL, Label.SUBTOTAL


def _names(text: str, titles: set[str]) -> bool:
    return any(
        re.fullmatch(rf"(?:{_SUM})\s*:?\s*{re.escape(title)}|{re.escape(title)}\s*:?\s*(?:{_SUM})", text)
        for title in titles
    )
