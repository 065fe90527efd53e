"""xlsx, one row at a time, straight from the sheet's XML (ECMA-376 part 1, 18.3).

The usual libraries give an empty text for errors and for formulas that were never computed, hide whether a row was hidden, and
hold a whole sheet in memory; here each of these is told, and a million rows pass in the memory of one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator, Sequence
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any, BinaryIO

from lxml import etree

from parsers.dates import from_serial, read_date
from parsers.sheets.container import Container
from parsers.sheets.model import Limits, MergedRange, Sheet, SheetRow, Value
from parsers.sheets.number_formats import GENERAL, NumberFormat
from parsers.sheets.numbers import count_written, exact_number
from parsers.sheets.xlsx_parts import (
    SharedStrings,
    SheetPart,
    WorkbookPart,
    cell_formats,
    elements,
    release,
    string_of,
    unescaped,
    workbook_part,
)

_MOST_COLUMNS = 16_384


def xlsx_sheets(stream: BinaryIO, limits: Limits) -> tuple[Sheet, ...]:
    """Return the sheets in their order. Raises SheetsRefused: broken_file, locked, too_large, empty."""
    container = Container(stream, limits)
    part = workbook_part(container)
    book = _Book(container, part)
    return tuple(
        Sheet(
            name=sheet.name,
            rows=partial(book.rows, sheet),
            hidden=sheet.hidden,
            hidden_columns=partial(book.hidden_columns, sheet),
            merged=partial(book.merged, sheet),
        )
        for sheet in part.sheets
    )


class _Book:
    def __init__(self, container: Container, part: WorkbookPart) -> None:
        self._container = container
        self._part = part
        self._strings: SharedStrings | None = None
        self._formats: list[NumberFormat] = []
        self._with_currency = False

    def rows(self, sheet: SheetPart) -> Generator[SheetRow, None, None]:
        """Yield the rows that hold anything, in their order."""
        if self._strings is None:
            self._strings = SharedStrings(self._container, self._part.strings)
            self._formats = cell_formats(self._container, self._part.styles)
            self._with_currency = any(each.currency for each in self._formats)
        number = 0
        with self._container.open(sheet.part) as stream:
            for _, element in elements(stream, "row"):
                number = count_written(element.get("r"), 0) or number + 1
                row = self._row(element, number)
                release(element)
                if row is not None:
                    yield row

    def hidden_columns(self, sheet: SheetPart) -> frozenset[int]:
        hidden: set[int] = set()
        with self._container.open(sheet.part) as stream:
            for _, element in elements(stream, "col", "sheetData", events=("start",)):
                if etree.QName(element).localname == "sheetData":
                    break
                if element.get("hidden") in {"1", "true"}:
                    first, last = count_written(element.get("min"), 0), count_written(element.get("max"), 0)
                    hidden.update(range(max(first, 1) - 1, min(last, _MOST_COLUMNS)))
        return frozenset(hidden)

    def merged(self, sheet: SheetPart) -> Sequence[MergedRange]:
        found: list[MergedRange] = []
        with self._container.open(sheet.part) as stream:
            for _, element in elements(stream, "row", "mergeCell"):
                if etree.QName(element).localname == "row":
                    release(element)
                    continue
                first, _, last = element.get("ref", "").partition(":")
                top, left = _position(first)
                bottom, right = _position(last or first)
                if top and bottom:
                    found.append(MergedRange(top, left, bottom, right))
        return found

    def _row(self, element: Any, number: int) -> SheetRow | None:
        namespace = element.tag[: -len("row")]
        names = (f"{namespace}v", f"{namespace}f", f"{namespace}is")
        texts: list[str] = []
        values: dict[int, Value] = {}
        unreadable: set[int] = set()
        currencies: dict[int, str] = {}
        column = -1
        for cell in element:
            if not isinstance(cell.tag, str):
                continue
            reference = cell.get("r")
            column = _column(reference.rstrip("0123456789")) if reference else column + 1
            if not 0 <= column < _MOST_COLUMNS:
                continue
            text, value, readable = self._cell(cell, names)
            if not text and readable:
                continue
            if column >= len(texts):
                texts.extend([""] * (column + 1 - len(texts)))
            texts[column] = text
            if value is not None:
                values[column] = value
                if self._with_currency and (currency := self._format(cell).currency):
                    currencies[column] = currency
            if not readable:
                unreadable.add(column)
        if not texts:
            return None
        hidden = element.get("hidden") in {"1", "true"}
        return SheetRow(number, texts, values, frozenset(unreadable), hidden, currencies=currencies)

    def _cell(self, cell: Any, names: tuple[str, str, str]) -> tuple[str, Value | None, bool]:
        """Return the text, the typed value, and whether the cell could be read."""
        kind = cell.get("t", "n")
        written: str | None = None
        formula = False
        for child in cell:
            tag = child.tag
            if tag == names[0]:
                written = child.text or ""
            elif tag == names[1]:
                formula = True
            elif tag == names[2]:
                return string_of(child), None, True
        if written is None or (not written and kind != "str"):
            return "", None, not formula
        if kind == "s":
            assert self._strings is not None
            index = count_written(written.strip(), -1)
            return (self._strings[index] if index >= 0 else ""), None, index >= 0
        if kind == "str":
            return unescaped(written), None, True
        if kind == "b":
            return ("TRUE" if written.strip() == "1" else "FALSE"), None, True
        if kind == "e":
            return written, None, False
        if kind == "d":
            date = read_date(written)
            return (date.isoformat() if date else written), date, date is not None
        return self._number(cell, written.strip(), formula=formula)

    def _number(self, cell: Any, written: str, *, formula: bool) -> tuple[str, Value | None, bool]:
        number = exact_number(written)
        if number is None:
            return written, None, False
        if formula and not number and self._part.never_computed:
            return "", None, False  # such programs write 0 for "not computed"
        shown = self._format(cell)
        if shown.date:
            return self._date(number, written)
        if shown.time:
            return _time(number), None, True
        marked = shown.marked(number)
        if marked:
            return marked, None, True  # no typed value: taken as it is, a credit would read as a debit
        return shown.shown(number), number, True

    def _format(self, cell: Any) -> NumberFormat:
        style = count_written(cell.get("s"), 0)
        return self._formats[style] if 0 <= style < len(self._formats) else GENERAL

    def _date(self, number: Decimal, written: str) -> tuple[str, dt.date | None, bool]:
        date = from_serial(number, since_1904=self._part.since_1904)
        if date is None:
            return ("" if not number else written), None, not number  # a date cell with 0 shows as 1900-01-00: nothing
        return date.isoformat(), date, True


def _time(number: Decimal) -> str:
    minutes = int(number % 1 * 1440 + Decimal("0.5"))
    return f"{minutes // 60:02}:{minutes % 60:02}"


@lru_cache(maxsize=16_384)
def _column(letters: str) -> int:
    return _position(f"{letters}1")[1]


def _position(reference: str) -> tuple[int, int]:
    """Return the 1-based row and 0-based column of "B17"; (0, -1) where it is none."""
    column = 0
    for index, char in enumerate(reference):
        if "A" <= char <= "Z":
            column = column * 26 + ord(char) - 64
        elif char != "$":
            rest = reference[index:].replace("$", "")
            return (count_written(rest, 0), column - 1) if column and index < 5 else (0, -1)
    return 0, -1
