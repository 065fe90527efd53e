"""Whether rows look like movements of an account, whatever their columns are called: a date and an amount in the same row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from parsers.statements.fact_words import ANY_DATE, MONEY_SHAPE
from parsers.table import Cell, Row


def hold_movements(rows: Iterable[Row]) -> bool:
    """Whether at least two rows have a date and an amount."""
    return sum(any(map(_is_date, row.cells)) and any(map(_is_amount, row.cells)) for row in rows) >= 2


def _is_date(cell: Cell) -> bool:
    return isinstance(cell.value, dt.date) or ANY_DATE.fullmatch(cell.text.strip()) is not None


def _is_amount(cell: Cell) -> bool:
    text = cell.text.strip()
    if isinstance(cell.value, Decimal):
        return cell.value != cell.value.to_integral_value()
    return MONEY_SHAPE.fullmatch(text) is not None and ("." in text or "," in text) and not ANY_DATE.fullmatch(text)
