"""xls through calamine, which is told nothing but bytes; what it leaves out is looked up beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator, Mapping
from decimal import Decimal
from functools import partial
from typing import BinaryIO

import python_calamine

from parsers.dates import from_serial
from parsers.sheets.marks import SheetMarks
from parsers.sheets.model import MergedRange, Sheet, SheetRow, SheetsRefused, Value
from parsers.sheets.number_formats import NumberFormat
from parsers.sheets.numbers import exact_number

_NONE = SheetMarks()


def calamine_sheets(stream: BinaryIO, marks: Mapping[str, SheetMarks] | None = None) -> tuple[Sheet, ...]:
    """Return the sheets in their order. `marks` holds, by sheet, what calamine does not tell (errors, hidden rows).

    Raises SheetsRefused: broken_file, locked, empty.
    """
    stream.seek(0)
    book = _opened(stream)
    visible = python_calamine.SheetVisibleEnum.Visible
    sheets = [
        Sheet(
            name=entry.name,
            rows=partial(_rows, book, entry.name, (marks or {}).get(entry.name, _NONE)),
            hidden=entry.visible is not visible and entry.visible != visible,
            hidden_columns=partial(_hidden_columns, (marks or {}).get(entry.name, _NONE)),
            merged=partial(_merged, book, entry.name),
        )
        for entry in book.sheets_metadata
        if entry.typ == python_calamine.SheetTypeEnum.WorkSheet
    ]
    if not sheets:
        raise SheetsRefused("empty", "The workbook holds no sheet with cells.")
    return tuple(sheets)


def _opened(stream: BinaryIO) -> python_calamine.CalamineWorkbook:
    try:
        return python_calamine.CalamineWorkbook.from_filelike(stream)
    except python_calamine.PasswordError as error:
        raise SheetsRefused("locked", "The file is locked with a password.") from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise SheetsRefused("broken_file", "The workbook is damaged or of an unknown kind.") from error
    except BaseException as error:
        raise _own(error) from error


def _own(error: BaseException) -> BaseException:
    """A panic of the foreign library is their broken file, not our end; everything else passes."""
    if type(error).__name__ == "PanicException":
        return SheetsRefused("broken_file", "The workbook is damaged.")
    return error


def _sheet(book: python_calamine.CalamineWorkbook, name: str) -> python_calamine.CalamineSheet:
    try:
        return book.get_sheet_by_name(name)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise SheetsRefused("broken_file", "A sheet of the workbook is damaged.") from error
    except BaseException as error:
        raise _own(error) from error


def _rows(book: python_calamine.CalamineWorkbook, name: str, marks: SheetMarks) -> Generator[SheetRow, None, None]:
    sheet = _sheet(book, name)
    if sheet.start is None:
        return
    first_row, first_column = sheet.start
    for index, cells in enumerate(sheet.iter_rows()):
        number = first_row + index + 1
        texts: list[str] = [""] * first_column
        values: dict[int, Value] = {}
        unreadable: set[int] = set(marks.unreadable.get(number, ()))
        formats = marks.formats.get(number, {})
        currencies: dict[int, str] = {}
        for column, cell in enumerate(cells, first_column):
            text, value, readable = _cell(cell)
            if column in formats and isinstance(value, Decimal):
                text, value = _formatted(text, value, formats[column], since_1904=marks.since_1904)
                if value is not None and formats[column].currency:
                    currencies[column] = formats[column].currency
            texts.append(text)
            if value is not None:
                values[column] = value
            if not readable:
                unreadable.add(column)
        while texts and not texts[-1] and len(texts) - 1 not in unreadable:
            texts.pop()
        texts.extend([""] * (max(unreadable, default=-1) + 1 - len(texts)))
        if texts:
            for column in unreadable:
                values.pop(column, None)
            hidden = number in marks.hidden_rows
            yield SheetRow(number, texts, values, frozenset(unreadable), hidden, currencies=currencies)


def _cell(cell: float | str | bool | dt.time | dt.date | dt.timedelta) -> tuple[str, Value | None, bool]:
    if isinstance(cell, str):
        return cell, None, True
    if isinstance(cell, bool):
        return ("TRUE" if cell else "FALSE"), None, True
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat(), cell.date(), True
    if isinstance(cell, dt.date):
        return cell.isoformat(), cell, True
    if isinstance(cell, (dt.time, dt.timedelta)):
        return str(cell), None, True
    number = Decimal(cell) if isinstance(cell, int) else exact_number(repr(cell))
    return (repr(cell), None, False) if number is None else (f"{number:f}", number, True)


def _formatted(text: str, number: Decimal, shown: NumberFormat, *, since_1904: bool) -> tuple[str, Value | None]:
    """Return a number's text and value as its format means it."""
    if shown.date:
        date = from_serial(number, since_1904=since_1904)
        return (text, number) if date is None else (date.isoformat(), date)
    marked = shown.marked(number)
    return (marked, None) if marked else (text, number)


def _hidden_columns(marks: SheetMarks) -> frozenset[int]:
    return marks.hidden_columns


def _merged(book: python_calamine.CalamineWorkbook, name: str) -> tuple[MergedRange, ...]:
    ranges = _sheet(book, name).merged_cell_ranges or []
    return tuple(MergedRange(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in ranges)
