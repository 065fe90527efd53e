"""Which column of a layout each word of a row belongs to, and how ill rows and columns go together."""

from __future__ import annotations

import re

from parsers.headings import Heading
from parsers.readers.amount_shapes import is_money
from parsers.readers.columns_of_words import Layout
from parsers.readers.heading_sense import DATES, MONEY, named
from parsers.readers.words import TextLine, Word, text_of

_DATE = re.compile(
    r"\d{1,4}[-./年]\s?\d{1,2}(?:[-./月]\s?\d{1,4}日?)?|\d{1,2}[-. /]{0,2}[^\W\d_]{3,9}\.?,?(?:[-. /]?\d{2,4})?|[A-Z][a-z]{2,8}\.? \d{1,2}(?:,? \d{2,4})?|20\d{6}"
)
_NOTHING = re.compile(r"[-–—_./*]{0,3}|nil|[A-Z]{3}|[$€£¥₹]|元", re.IGNORECASE)
_MARK = re.compile(r"CR|DR|[CDSH]|借|贷|貸|平", re.IGNORECASE)


def placed(words: list[Word], layout: Layout) -> list[tuple[int, Word]]:
    """Give each word of a line its column; fused words are cut at the border, overflowing text stays where it began."""
    result: list[tuple[int, Word]] = []
    before: tuple[int, Word] | None = None
    queue = list(words)
    while queue:
        word = queue.pop(0)
        column = layout.column_at(word.middle)
        halves = _halves(word, layout)
        if halves is not None:
            word = halves[0]
            queue.insert(0, halves[1])
            column = layout.column_at(word.middle)
        elif before is not None and column > before[0] and not layout.ruled_at(column - 1, word):
            gap = word.x0 - before[1].x1
            left = layout.lefts.get(column)
            aligned = left is not None and abs(word.x0 - left) < 2.5
            if (
                gap < 0.4 * word.size
                and not aligned
                and not is_money(word.text, whole=layout.whole)
                and not _spread(word, layout)
            ):
                column = before[0]
        before = (column, word)
        result.append(before)
    return result


def _spread(word: Word, layout: Layout) -> bool:
    """Whether a money column's own band of numbers holds the word (a part of an amount, "CR", a currency sign)."""
    return any(
        (band.x0 - 1 <= word.x0 and word.x1 <= band.x1 + 1)
        or (abs(word.x1 - band.x1) < 3 and is_money(word.text, whole=layout.whole))
        for band in layout.bands.values()
    )


def _halves(word: Word, layout: Layout) -> tuple[Word, Word] | None:
    for index, border in enumerate(layout.borders):
        if word.x0 + 2 < border < word.x1 - 2:
            halves = word.cut(border)
            if halves is None:
                continue
            ruled = layout.ruled_at(index, word)
            if ruled or is_money(halves[0].text) or is_money(halves[1].text):
                if is_money(word.text, whole=layout.whole) and not ruled:
                    return None  # one number that is wider than its column
                return halves
    return None


def fits(line: TextLine, layout: Layout) -> int:
    """Return how many columns of dates and of money hold just a date or an amount on this line, as a row's do."""
    cells: dict[int, list[Word]] = {}
    for column, word in placed(line.words, layout):
        cells.setdefault(column, []).append(word)
    return sum(
        1
        for column, words in cells.items()
        if (layout.cells[column].heading in MONEY and is_money(text_of(words), whole=layout.whole))
        or (layout.cells[column].heading in DATES and _DATE.fullmatch(text_of(words)))
    )


def strain(layout: Layout, body: list[TextLine]) -> float:
    """Return how much in the rows goes against the headings over them; 0 where each column holds what it is said to hold.

    Counted by cells, so that two layouts of the same rows can be compared: text under a heading of money, several amounts in one
    cell, an amount among words, a date that shares its column.
    """
    heads = [cell.heading for cell in layout.cells]
    total = sum(0.0 if named(cell.text) is not None else 0.4 if cell.heading else 1.0 for cell in layout.cells)
    total += sum(0.5 for index, head in enumerate(heads) if head is not None and head in heads[:index])
    filled = [0] * len(heads)
    dated = False
    for line in body:
        cells: list[list[Word]] = [[] for _ in heads]
        for column, word in placed(line.words, layout):
            cells[column].append(word)
        for index, words in enumerate(cells):
            if words:
                filled[index] += 1
                text = text_of(words)
                dated = dated or (heads[index] in DATES and _DATE.fullmatch(text) is not None)
                total += _misfit(heads[index], text, words, whole=layout.whole)
    if not any(head in MONEY for head in heads):
        total += len(body)
    if not dated:
        total += 0.5 * len(body)
    return total + sum(1.0 for index, count in enumerate(filled) if count == 0 and heads[index] not in MONEY)


def _misfit(head: Heading | None, text: str, words: list[Word], *, whole: bool) -> float:
    if head in MONEY or head in _COUNTED:
        if is_money(text, whole=True) or _NOTHING.fullmatch(text) or _MARK.fullmatch(text):
            return 0.0
        return 1.0 if head in MONEY else 0.4
    if head in DATES:
        return 0.0 if _DATE.fullmatch(text) or not any(char.isdigit() for char in text) else 0.8
    if is_money(text, whole=whole) and not text.isdigit():
        return 0.8 if head is not None else 0.4
    amount_at_end = len(words) > 1 and is_money(words[-1].text) and words[-1].x0 - words[-2].x1 > 0.5 * words[-1].size
    date_before = len(words) > 1 and head is not Heading.DESCRIPTION and _DATE.fullmatch(words[0].text) is not None
    return (0.6 if amount_at_end else 0.0) + (0.6 if date_before and any(c.isdigit() for c in words[0].text) else 0.0)


_COUNTED = frozenset({Heading.TAX, Heading.NET, Heading.RATE, Heading.PRICE, Heading.QUANTITY, Heading.DAYS})
