"""What calamine leaves out of an old xls: error cells, formulas never computed, hidden rows and columns.

The records are those of BIFF8 ([MS-XLS] 2.4). Only the marks are read here, no values; a file that does not follow the format
simply gives none.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

import olefile

_BOF, _EOF, _BOUNDSHEET, _ROW, _COLINFO, _BOOLERR, _FORMULA = 0x809, 0x0A, 0x85, 0x208, 0x7D, 0x205, 0x06


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """`unreadable` holds 0-based columns by 1-based row."""

    unreadable: Mapping[int, frozenset[int]] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


def xls_marks(stream: BinaryIO) -> Mapping[str, SheetMarks]:
    """Return the marks by sheet name; empty where the file is none of BIFF8."""
    content = _workbook_stream(stream)
    if content is None:
        return {}
    starts: dict[int, str] = {}
    marks: dict[str, SheetMarks] = {}
    for position, kind, body in _records(content, 0):
        if kind == _BOUNDSHEET and len(body) >= 8:
            starts[struct.unpack_from("<I", body)[0]] = _sheet_name(body[6:])
        elif kind == _EOF and position:
            break
    for start, name in starts.items():
        marks[name] = _marks(content, start)
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
    length, wide = body[0], body[1] & 1
    return body[2 : 2 + length * 2].decode("utf-16-le", "replace") if wide else body[2 : 2 + length].decode("latin-1")


def _marks(content: bytes, start: int) -> SheetMarks:
    unreadable: dict[int, set[int]] = {}
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    depth = 0
    for _, kind, body in _records(content, start):
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
    )


def _without_value(body: bytes) -> bool:
    """Whether a FORMULA record's result is an error (its value bytes end in FF FF and begin with 2)."""
    return len(body) >= 14 and body[12:14] == b"\xff\xff" and body[6] == 2
