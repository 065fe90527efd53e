"""Tables that a program wrote without headings: the columns whose running balance adds up over every row name themselves.

Only a sheet or a text with delimiters is looked at, only where no heading stands anywhere in it, and only arithmetic names money: of which
side the columns are is not said, merely which raises the balance.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from parsers.dates import DateOrder, read_date
from parsers.money import decimal_mark_of, read_amount
from parsers.table import Cell, Reading, Row, Table

_LEAST_ROWS = 4
"""Three balances that follow are no accident."""
_MOST_COLUMNS = 24
_LONGEST_REFERENCE = 30


@dataclass(frozen=True, slots=True)
class _Money:
    """Columns such that each balance is the one before, plus what raises it, less what lowers it (or plus one signed amount)."""

    raises: int
    lowers: int | None
    balance: int


def with_headings(reading: Reading) -> Reading:
    """Return the reading with a row of headings above each table whose columns name themselves; as it is where none does."""
    tables = tuple(_headed(table) if table.page is None else table for table in reading.tables)
    return reading if tables == reading.tables else replace(reading, tables=tables)


def _headed(table: Table) -> Table:
    width = len(table.rows[0].cells) if table.rows else 0
    dated = [index for index in range(width) if sum(_is_date(row.cells[index]) for row in table.rows) >= _LEAST_ROWS]
    if len(dated) != 1 or width > _MOST_COLUMNS:
        return table  # two dates: which is the day of posting, no arithmetic tells
    first, last = _ends([_is_date(row.cells[dated[0]]) for row in table.rows])
    rows = [row for row in table.rows[first : last + 1] if _is_date(row.cells[dated[0]])]
    figures = {
        index: numbers
        for index in range(width)
        if index != dated[0] and (numbers := _numbers([row.cells[index] for row in rows])) is not None
    }
    money = _adding_up(figures)
    if money is None:
        return table
    begin = first
    while begin and table.rows[begin - 1].cells[money.balance].text.strip():
        begin -= 1  # an opening balance stands right above the first movement
    names = {dated[0]: "Date", money.raises: "Charges", money.balance: "Balance"}
    names |= {money.lowers: "Payments"} if money.lowers is not None else {money.raises: "Amount"}
    names |= _worded([index for index in range(width) if index not in names and index not in figures], rows)
    heading = Row(tuple(Cell(names.get(index, ""), cell.place) for index, cell in enumerate(table.rows[begin].cells)))
    return replace(table, rows=(*table.rows[:begin], heading, *table.rows[begin:]))


def _is_date(cell: Cell) -> bool:
    return isinstance(cell.value, date) or any(
        read_date(cell.text.strip(), order) is not None for order in (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST)
    )


def _ends(dated: Sequence[bool]) -> tuple[int, int]:
    return dated.index(True), len(dated) - 1 - dated[::-1].index(True)


def _numbers(cells: Sequence[Cell]) -> list[Decimal | None] | None:
    """Return a column's amounts, None for an empty cell; None where any cell holds something else, or all are empty."""
    mark = decimal_mark_of(cell.text for cell in cells if cell.value is None)
    found: list[Decimal | None] = []
    for cell in cells:
        text = cell.text.strip()
        if isinstance(cell.value, Decimal) or not text:
            found.append(cell.value if isinstance(cell.value, Decimal) else None)
            continue
        amount = None if cell.unreadable else read_amount(text, mark, in_column=True)
        if amount is None or amount.mark is not None:
            return None
        found.append(amount.value)
    return found if any(found) else None


def _adding_up(figures: dict[int, list[Decimal | None]]) -> _Money | None:
    """Return the columns that add up over every row; None where none do, or more than one choice does."""
    found: list[_Money] = []
    for balance, printed in figures.items():
        balances = [number for number in printed if number is not None]
        if len(balances) != len(printed) or not any(_has_cents(number) for number in balances):
            continue  # a column of whole numbers counts goods as well as money
        steps = [after - before for before, after in itertools.pairwise(balances)]
        others = {
            index: [number or Decimal(0) for number in numbers[1:]]
            for index, numbers in figures.items()
            if index != balance
        }
        found.extend(_Money(index, None, balance) for index, numbers in others.items() if numbers == steps)
        found.extend(
            _Money(one, other, balance)
            for one, other in itertools.permutations(others, 2)
            if any(others[other]) and [a - b for a, b in zip(others[one], others[other], strict=True)] == steps
        )
    return found[0] if len(found) == 1 else None


def _has_cents(number: Decimal) -> bool:
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent < 0


def _worded(columns: Sequence[int], rows: Sequence[Row]) -> dict[int, str]:
    """Name the column of numbers of documents, and the one with most words."""
    named: dict[int, str] = {}
    texts = {index: [text for row in rows if (text := row.cells[index].text.strip())] for index in columns}
    for index, column in texts.items():
        numbered = [
            text
            for text in column
            if any(map(str.isdigit, text)) and len(text) <= _LONGEST_REFERENCE and len(text.split()) < 3
        ]
        if "Reference" not in named.values() and column and len(numbered) == len(column) and len(set(column)) > 1:
            named[index] = "Reference"
    rest = {index: sum(map(len, column)) for index, column in texts.items() if index not in named and column}
    if rest:
        named[max(rest, key=lambda index: rest[index])] = "Description"
    return named
