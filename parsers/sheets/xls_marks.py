"""What calamine leaves out of an old xls: error cells, formulas never computed, hidden rows and columns, what formats show.

The records are those of BIFF8 ([MS-XLS] 2.4). Only the marks are read here, no values; a file that does not follow the format
simply gives none.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from typing import BinaryIO

import olefile

from parsers.sheets.marks import SheetMarks
from parsers.sheets.number_formats import NumberFormat, number_format

_BOF, _EOF, _BOUNDSHEET, _ROW, _COLINFO, _BOOLERR, _FORMULA = 0x809, 0x0A, 0x85, 0x208, 0x7D, 0x205, 0x06
_FORMAT, _XF, _DATE_1904, _NUMBER, _RK, _MULRK = 0x41E, 0xE0, 0x22, 0x203, 0x27E, 0xBD


def xls_marks(stream: BinaryIO) -> Mapping[str, SheetMarks]:
    """Return the marks by sheet name; empty where the file is none of BIFF8."""
    content = _workbook_stream(stream)
    if content is None:
        return {}
    starts: dict[int, str] = {}
    marks: dict[str, SheetMarks] = {}
    codes: dict[int, str] = {}
    identifiers: list[int] = []
    since_1904 = False
    for position, kind, body in _records(content, 0):
        if kind == _FORMAT and len(body) > 5:
            codes[struct.unpack_from("<H", body)[0]] = _text(body[2:], struct.unpack_from("<H", body, 2)[0], 2)
        elif kind == _DATE_1904 and body:
            since_1904 = bool(body[0] & 1)
        elif kind == _XF and len(body) >= 4:
            identifiers.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _BOUNDSHEET and len(body) >= 8:
            starts[struct.unpack_from("<I", body)[0]] = _sheet_name(body[6:])
        elif kind == _EOF and position:
            break
    formats = [number_format(identifier, codes.get(identifier)) for identifier in identifiers]
    for start, name in starts.items():
        marks[name] = _marks(content, start, formats, since_1904=since_1904)
    return marks


def _workbook_stream(stream: BinaryIO) -> bytes | None:
    stream.seek(0)
    try:
        with olefile.OleFileIO(stream) as container:
            for name in ("Workbook", "Book"):
                if container.exists(name):
                    return bytes(container.openstream(name).read())
    except (OSError, ValueError, IndexError, struct.error):
        return None
    return None


def _records(content: bytes, start: int) -> Iterator[tuple[int, int, bytes]]:
    position = start
    while position + 4 <= len(content):
        kind, size = struct.unpack_from("<HH", content, position)
        yield position, kind, content[position + 4 : position + 4 + size]
        position += 4 + size


def _sheet_name(body: bytes) -> str:
    return _text(body, body[0], 1)


def _text(body: bytes, length: int, start: int) -> str:
    """Return a text of so many letters whose byte of flags stands at `start`."""
    wide, first = body[start] & 1, start + 1
    if wide:
        return body[first : first + length * 2].decode("utf-16-le", "replace")
    return body[first : first + length].decode("latin-1")


def _marks(content: bytes, start: int, formats: list[NumberFormat], *, since_1904: bool) -> SheetMarks:
    unreadable: dict[int, set[int]] = {}
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    shown: dict[int, dict[int, NumberFormat]] = {}
    depth = 0
    for _, kind, body in _records(content, start):
        for row, column, style in _styles(kind, body):
            if style < len(formats) and formats[style].tells_more:
                shown.setdefault(row + 1, {})[column] = formats[style]
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                break
        elif kind == _ROW and len(body) >= 16:
            if struct.unpack_from("<H", body, 12)[0] & 0x20:
                hidden_rows.add(struct.unpack_from("<H", body)[0] + 1)
        elif kind == _COLINFO and len(body) >= 10:
            first, last = struct.unpack_from("<HH", body)
            if struct.unpack_from("<H", body, 8)[0] & 1:
                hidden_columns.update(range(first, min(last, 255) + 1))
        elif (kind == _BOOLERR and len(body) >= 8 and body[7]) or (kind == _FORMULA and _without_value(body)):
            row, column = struct.unpack_from("<HH", body)
            unreadable.setdefault(row + 1, set()).add(column)
    return SheetMarks(
        {row: frozenset(columns) for row, columns in unreadable.items()},
        frozenset(hidden_rows),
        frozenset(hidden_columns),
        formats=shown,
        since_1904=since_1904,
    )


def _styles(kind: int, body: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield the 0-based row and column of each number that a record holds, and the number of its style."""
    if kind in {_NUMBER, _RK, _FORMULA} and len(body) >= 6:
        yield struct.unpack_from("<HHH", body)
    elif kind == _MULRK and len(body) >= 6:
        row, first = struct.unpack_from("<HH", body)
        for offset in range((len(body) - 6) // 6):
            yield row, first + offset, struct.unpack_from("<H", body, 4 + 6 * offset)[0]


def _without_value(body: bytes) -> bool:
    """Whether a FORMULA record's result is an error (its value bytes end in FF FF and begin with 2)."""
    return len(body) >= 14 and body[12:14] == b"\xff\xff" and body[6] == 2
