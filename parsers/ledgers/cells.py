"""One cell of a ledger becomes an exact amount or a date, or a sentence why not."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from parsers.dates import DateOrder, read_date
from parsers.money import Mark, is_blank, read_amount, refusal_of
from parsers.sheets.model import SheetRow

MOST_DECIMALS = 4
_NO_DATE = re.compile(
    r"0+[-./]0+[-./]0+|0{8}|(?:0001|1753)-01-01(?:[T ].*)?|0?1[./]0?1[./](?:0001|1753)"
)  # how systems print none
_SHORTENED = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+[0-9]+")


class CellRefused(Exception):
    """A cell cannot be read exactly. `reason` is the end of a sentence that begins with the row."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def text_at(row: SheetRow, column: int | None) -> str:
    """Return a cell's text without blanks around it, "" where the row ends before or the export has no such column."""
    return row.texts[column].strip() if column is not None and column < len(row.texts) else ""


def amount_at(
    row: SheetRow, column: int | None, title: str, decimal_mark: str | None, side: Mark | None = None
) -> Decimal | None:
    """Return the amount of a cell, None where nothing stands there. `side` is the side of the column itself.

    A credit mark makes an amount negative in a column without side. Raises CellRefused where it cannot be read exactly.
    """
    if column is None or column >= len(row.texts):
        return None
    text = row.texts[column]
    if column in row.unreadable:
        shown = f" ({text})" if text else ""
        raise CellRefused(f"{title} holds an error or a formula without a result{shown}")
    value = row.values.get(column)
    if value is None:
        if not text or is_blank(text):
            return None
        amount = read_amount(text, decimal_mark, in_column=True)
        if amount is None:
            raise CellRefused(f"{title} holds {text!r}, and {refusal_of(text, decimal_mark, in_column=True)}")
        if amount.mark is None or amount.mark is side or amount.mark is Mark.LEVEL:
            value = amount.value
        elif side is None:
            value = amount.debit_positive
            if value is None:
                raise CellRefused(f"{title} holds {text!r}, whose sign could mean either side")
        else:
            raise CellRefused(f"{title} holds {text!r}, which names the other side")
    if not isinstance(value, Decimal):
        raise CellRefused(f"{title} holds the date {text}")
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > MOST_DECIMALS and value != round(value, MOST_DECIMALS):
        raise CellRefused(f"{title} holds {value}, which has more decimals than money; round it in the export")
    return value


def date_at(
    row: SheetRow, column: int | None, title: str, order: DateOrder | None, year: int | None = None
) -> dt.date | None:
    """Return the date of a cell, None where nothing stands there. Raises CellRefused."""
    if column is None or column >= len(row.texts):
        return None
    text = row.texts[column]
    if not text and column not in row.unreadable:
        return None
    value = row.values.get(column)
    if isinstance(value, dt.date):
        return value
    if column in row.unreadable:
        raise CellRefused(f"{title} holds an error or a formula without a result")
    if is_blank(text) or _NO_DATE.fullmatch(text.strip()):
        return None
    date = read_date(text, order, year=year)
    if date is None:
        either = order is None and read_date(text, DateOrder.DAY_FIRST, year=year) is not None
        why = (
            "no row tells whether the day or the month comes first; export dates as 2026-03-01"
            if either
            else (
                "the cell is a number, not a date; format the column as dates"
                if isinstance(value, Decimal)
                else "that is no date"
            )
        )
        raise CellRefused(f"{title} holds {text!r}, and {why}")
    return date


def reference_at(row: SheetRow, column: int, title: str) -> str:
    """Return a document number as it stands. Raises CellRefused where a spreadsheet has lost its last digits."""
    text = text_at(row, column)
    if column in row.unreadable or _SHORTENED.fullmatch(text):
        raise CellRefused(f"{title} holds {text!r}: a spreadsheet has shortened the number; export it as text")
    return text
