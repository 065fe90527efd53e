"""xlsb, one row at a time, straight from its records ([MS-XLSB] 2.1 and 2.4).

The library that also reads it takes whole numbers for no dates, says nothing of errors, hidden rows and formats, and ends the whole
process at a damaged count; here each of these is told, and what does not follow the format is passed over or refused.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Generator, Iterator
from decimal import Decimal
from functools import partial

from parsers.dates import from_serial
from parsers.sheets.container import Container
from parsers.sheets.model import MergedRange, Sheet, SheetRow, SheetsRefused, Value
from parsers.sheets.number_formats import GENERAL, NumberFormat, number_format
from parsers.sheets.numbers import exact_number, plain
from parsers.sheets.xlsx_parts import relations_of

_WORKBOOK = "xl/workbook.bin"
_ROW, _BLANK, _RK, _ERROR, _TRUTH, _REAL, _TEXT, _SHARED, _F_TEXT, _F_NUMBER, _F_TRUTH, _F_ERROR = range(12)
_RICH = 62  # a text of several fonts inside its cell
_SHARED_ITEM, _COLUMNS, _MERGED, _SHEET, _PROPERTIES = 19, 60, 176, 156, 153
_FORMAT, _STYLE, _STYLES, _STYLES_END = 44, 47, 617, 618
_HIDDEN_ROW = 0x10  # of a row's second byte of flags: fDyZero
_LAST_COLUMN, _LAST_ROW = 16_383, 1_048_575
_MOST_MERGED = 100_000


def xlsb_sheets(container: Container) -> tuple[Sheet, ...]:
    """Return the sheets in their order. Raises SheetsRefused: broken_file, empty."""
    relations = relations_of(container, _WORKBOOK)
    parts = dict(relations.values())
    since_1904 = False
    listed: list[tuple[str, bool, str]] = []
    for kind, body in _records(container, _WORKBOOK):
        if kind == _PROPERTIES and body:
            since_1904 = bool(body[0] & 1)
        elif kind == _SHEET and len(body) > 12:
            identifier, after = _text(body, 8)
            kind_of_part, part = relations.get(identifier, ("", ""))
            if kind_of_part == "worksheet":
                listed.append((_text(body, after)[0], body[0] != 0, part))
    if not listed:
        raise SheetsRefused("empty", "The workbook holds no sheet with cells.")
    book = _Book(container, parts.get("sharedStrings"), parts.get("styles"), since_1904=since_1904)
    return tuple(
        Sheet(
            name=name,
            rows=partial(book.rows, part),
            hidden=hidden,
            hidden_columns=partial(_hidden_columns, container, part),
            merged=partial(_merged, container, part),
        )
        for name, hidden, part in listed
    )


class _Book:
    def __init__(self, container: Container, strings: str | None, styles: str | None, *, since_1904: bool) -> None:
        self._container = container
        self._parts = (strings, styles)
        self._since_1904 = since_1904
        self._strings: list[str] | None = None
        self._formats: list[NumberFormat] = []

    def rows(self, part: str) -> Generator[SheetRow, None, None]:
        """Yield the rows that hold anything, in their order."""
        if self._strings is None:
            strings, styles = self._parts
            self._strings = [
                _text(body, 1)[0] for kind, body in _records(self._container, strings) if kind == _SHARED_ITEM
            ]
            self._formats = _formats(self._container, styles)
        row: SheetRow | None = None
        for kind, body in _records(self._container, part):
            if kind == _ROW and len(body) >= 12:
                if row is not None and row.texts:
                    yield row
                number = struct.unpack_from("<I", body)[0]
                if number > _LAST_ROW:
                    raise SheetsRefused("broken_file", "A sheet of the workbook is damaged.")
                row = SheetRow(number + 1, [], {}, frozenset(), bool(body[11] & _HIDDEN_ROW), currencies={})
            elif row is not None and (kind <= _F_ERROR or kind == _RICH) and len(body) >= 8:
                self._put(row, kind, body)
        if row is not None and row.texts:
            yield row

    def _put(self, row: SheetRow, kind: int, body: bytes) -> None:
        """Put a cell into its row."""
        column, style = struct.unpack_from("<II", body)
        if column > _LAST_COLUMN:
            return
        shown = self._formats[style & 0xFFFFFF] if style & 0xFFFFFF < len(self._formats) else GENERAL
        text, value, readable = self._cell(kind, body, shown)
        if not text and readable:
            return
        assert isinstance(row.texts, list)
        assert isinstance(row.values, dict)
        assert isinstance(row.currencies, dict)
        row.texts.extend([""] * (column + 1 - len(row.texts)))
        row.texts[column] = text
        if value is not None:
            row.values[column] = value
            if shown.currency and isinstance(value, Decimal):
                row.currencies[column] = shown.currency
        if not readable:
            row.unreadable |= {column}

    def _cell(self, kind: int, body: bytes, shown: NumberFormat) -> tuple[str, Value | None, bool]:
        """Return the text, the typed value, and whether the cell could be read."""
        match kind:
            case 2:  # _RK
                return self._number(_packed(body), shown)
            case 5 | 9 if len(body) >= 16:  # _REAL, _F_NUMBER
                return self._number(exact_number(repr(struct.unpack_from("<d", body, 8)[0])), shown)
            case 7 if len(body) >= 12:  # _SHARED
                index = struct.unpack_from("<I", body, 8)[0]
                if self._strings is None or index >= len(self._strings):
                    raise SheetsRefused("broken_file", "A cell of the workbook refers to a text that it does not hold.")
                return self._strings[index], None, True
            case 6 | 8:  # _TEXT, _F_TEXT
                return _text(body, 8)[0], None, True
            case 62:  # _RICH
                return _text(body, 9)[0], None, True
            case 4 | 10 if len(body) >= 9:  # _TRUTH, _F_TRUTH
                return ("TRUE" if body[8] else "FALSE"), None, True
            case 1:  # _BLANK
                return "", None, True
            case _:
                return "", None, False

    def _number(self, number: Decimal | None, shown: NumberFormat) -> tuple[str, Value | None, bool]:
        if number is None:
            return "", None, False
        if shown.date:
            date = from_serial(number, since_1904=self._since_1904)
            if date is None:
                return (f"{number:f}" if number else ""), None, not number
            return date.isoformat(), date, True
        if shown.time:
            minutes = int(number % 1 * 1440 + Decimal("0.5"))
            return f"{minutes // 60:02}:{minutes % 60:02}", None, True
        marked = shown.marked(number)
        return (marked, None, True) if marked else (shown.shown(number), number, True)


def _packed(body: bytes) -> Decimal | None:
    """Return a number of 30 bits: whole, or the upper half of a float; of hundredths where its first bit says so."""
    if len(body) < 12:
        return None
    raw = struct.unpack_from("<I", body, 8)[0]
    if raw & 2:
        number: Decimal | None = Decimal(struct.unpack_from("<i", body, 8)[0] >> 2)
    else:
        number = exact_number(repr(struct.unpack("<d", bytes(4) + struct.pack("<I", raw & 0xFFFFFFFC))[0]))
    if number is None or not raw & 1:
        return number
    return plain(number / 100)


def _records(container: Container, part: str | None) -> Iterator[tuple[int, bytes]]:
    """Yield the kind and body of each record; the kind and the size are written in groups of seven bits.

    Raises SheetsRefused(broken_file) where the part ends inside a record, or the zip below it is damaged.
    """
    if part is None or part not in container:
        return
    with container.open(part) as stream:

        def counted(longest: int) -> int | None:
            number = 0
            for index in range(longest):
                byte = _read(stream.read, 1)
                if not byte:
                    return None
                number |= (byte[0] & 0x7F) << 7 * index
                if not byte[0] & 0x80:
                    break
            return number

        while (kind := counted(2)) is not None:
            size = counted(4)
            body = _read(stream.read, size) if size else b""
            if size is None or len(body) < size:
                raise SheetsRefused("broken_file", "A part of the workbook is cut short.")
            yield kind, body


def _read(read: Callable[[int], bytes], size: int) -> bytes:
    try:
        return read(size)
    except Exception as error:  # zlib.error and zipfile.BadZipFile share no base
        raise SheetsRefused("broken_file", "A part of the workbook is damaged.") from error


def _text(body: bytes, at: int) -> tuple[str, int]:
    """Return a text that its count of letters leads, and the place behind it."""
    if at + 4 > len(body):
        return "", len(body)
    end = at + 4 + struct.unpack_from("<I", body, at)[0] * 2
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


def _formats(container: Container, part: str | None) -> list[NumberFormat]:
    codes: dict[int, str] = {}
    identifiers: list[int] = []
    of_cells = False
    for kind, body in _records(container, part):
        if kind == _FORMAT and len(body) > 6:
            codes[struct.unpack_from("<H", body)[0]] = _text(body, 2)[0]
        elif kind in {_STYLES, _STYLES_END}:
            of_cells = kind == _STYLES
        elif kind == _STYLE and of_cells and len(body) >= 4:
            identifiers.append(struct.unpack_from("<H", body, 2)[0])
    return [number_format(identifier, codes.get(identifier)) for identifier in identifiers]


def _hidden_columns(container: Container, part: str) -> frozenset[int]:
    hidden: set[int] = set()
    for kind, body in _records(container, part):
        if kind == _COLUMNS and len(body) >= 18 and struct.unpack_from("<H", body, 16)[0] & 1:
            first, last = struct.unpack_from("<II", body)
            hidden.update(range(first, min(last, _LAST_COLUMN) + 1))
        elif kind == _ROW:
            break
    return frozenset(hidden)


def _merged(container: Container, part: str) -> tuple[MergedRange, ...]:
    found: list[MergedRange] = []
    for kind, body in _records(container, part):
        if kind == _MERGED and len(body) >= 16 and len(found) < _MOST_MERGED:
            top, bottom, left, right = struct.unpack_from("<IIII", body)
            found.append(MergedRange(top + 1, left, bottom + 1, right))
    return tuple(found)
