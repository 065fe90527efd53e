"""An account drawn as a T: on the left what it is debited with, on the right what it is credited with, each with dates of its own.

Such a row holds two movements side by side. Each half becomes a row of its own, under one date, one text and both amount columns, so
that the rest need not know.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.headings import Heading
from parsers.statements.columns import OWN_DATES, Column, is_money
from parsers.table import Cell, Row

_LEFT = {Heading.DEBIT, Heading.INCREASE}
_RIGHT = {Heading.CREDIT, Heading.DECREASE}


def one_sided(
    columns: tuple[Column, ...], rows: Sequence[Row], parts: Sequence[int]
) -> tuple[tuple[Column, ...], list[Row], list[int]] | None:
    """Return columns, rows and parts with the halves one below the other; None where the table is no T."""
    middle = _middle(columns)
    if middle is None:
        return None
    left, right = columns[:middle], columns[middle:]
    # the right half under the left one's columns: the same kinds of text in the same order, its amount in a column at the end
    end = len(left)
    under = [end if is_money(column.heading) else _like(left, column) for column in right]
    amount = right[_amount(right)]
    merged = (
        *(replace(column, heading=Heading.DEBIT) if is_money(column.heading) else column for column in left),
        Column(end, amount.text, Heading.CREDIT, amount.currency),
    )
    made: list[Row] = []
    made_parts: list[int] = []
    for row, part in zip(rows, parts, strict=True):
        blank = Cell("", row.cells[0].place)
        first = [*row.cells[:middle], blank]
        second = [blank] * (end + 1)
        for cell, index in zip(row.cells[middle:], under, strict=True):
            if index is not None and cell.text.strip():
                second[index] = cell
        told = [
            index for index, cell in enumerate(row.cells) if cell.text.strip() and not is_money(columns[index].heading)
        ]
        if not told:  # the sums of both sides
            both = [*row.cells[:middle], row.cells[amount.index]]
            made.append(replace(row, cells=tuple(both)))
            made_parts.append(part)
            continue
        for cells in (first, second):
            if any(cell.text.strip() for cell in cells):
                made.append(replace(row, cells=tuple(cells)))
                made_parts.append(part)
    return merged, made, made_parts


def _middle(columns: tuple[Column, ...]) -> int | None:
    """Return where the right half begins: both halves have a date and one amount, and say the same besides."""
    dates = [column.index for column in columns if column.heading in OWN_DATES]
    if len(dates) != 2 or any(column.heading is Heading.BALANCE for column in columns):
        return None
    middle = dates[1] - dates[0]
    left, right = columns[:middle], columns[middle:]
    if dates[0] != 0 or len(left) < 3 or [is_money(c.heading) for c in left].count(True) != 1:
        return None
    if [is_money(c.heading) for c in right].count(True) != 1:
        return None
    if left[_amount(left)].heading not in _LEFT or right[_amount(right)].heading not in _RIGHT:
        return None
    words = [{c.heading for c in half if not is_money(c.heading) and c.heading is not None} for half in (left, right)]
    return middle if words[1] <= words[0] and len(words[1]) >= 2 else None


def _amount(half: Sequence[Column]) -> int:
    return next(number for number, column in enumerate(half) if is_money(column.heading))


def _like(left: tuple[Column, ...], column: Column) -> int | None:
    return next((other.index for other in left if other.heading is column.heading), None)
