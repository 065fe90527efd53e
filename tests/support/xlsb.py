"""A small writer of xlsb ([MS-XLSB]), for the tests: no free program here makes one. Rows of texts, numbers, formulas, errors and blanks."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_ERRORS = {"#NULL!": 0x00, "#DIV/0!": 0x07, "#VALUE!": 0x0F, "#REF!": 0x17, "#NAME?": 0x1D, "#NUM!": 0x24, "#N/A": 0x2A}
_MAIN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with the value that its program computed: a number, or the name of an error."""

    value: float | str


@dataclass(frozen=True, slots=True)
class Formatted:
    """A number under a number format."""

    value: float
    code: str


Content = str | float | int | None | Formula | Formatted
"""A text that begins with # and is the name of an error is one."""


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet. Rows and columns are 0-based; a merged block gives first row, last row, first column, last column."""

    name: str
    rows: Sequence[Sequence[Content]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: Sequence[int] = ()
    merged: Sequence[tuple[int, int, int, int]] = ()


@dataclass(slots=True)
class _Book:
    texts: dict[str, int] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=lambda: {"General": 0})  # by code the number of its style


def xlsb(*pages: Page, since_1904: bool = False) -> bytes:
    """Return the workbook."""
    book = _Book()
    sheets = [_sheet(page, book) for page in pages]
    names = [f"worksheets/sheet{number}.bin" for number in range(1, len(sheets) + 1)]
    workbook = _record(131) + _record(153, struct.pack("<III", int(since_1904), 0, 0)) + _record(143)
    for number, page in enumerate(pages, 1):
        workbook += _record(
            156, struct.pack("<II", int(page.hidden), number) + _wide(f"rId{number}") + _wide(page.name)
        )
    workbook += _record(144) + _record(132)
    related = [
        *((f"rId{number}", "worksheet", name) for number, name in enumerate(names, 1)),
        ("rIdS", "styles", "styles.bin"),
        ("rIdT", "sharedStrings", "sharedStrings.bin"),
    ]
    parts: Mapping[str, bytes] = {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>',
        "_rels/.rels": _relations([("rId1", "officeDocument", "xl/workbook.bin")]),
        "xl/_rels/workbook.bin.rels": _relations(related),
        "xl/workbook.bin": workbook,
        "xl/styles.bin": _styles(book),
        "xl/sharedStrings.bin": _strings(book),
        **{f"xl/{name}": sheet for name, sheet in zip(names, sheets, strict=True)},
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _relations(entries: Sequence[tuple[str, str, str]]) -> bytes:
    inside = "".join(f'<Relationship Id="{key}" Type="{_MAIN}/{kind}" Target="{part}"/>' for key, kind, part in entries)
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'.encode()


def _record(kind: int, body: bytes = b"") -> bytes:
    head = bytes((kind,)) if kind < 128 else bytes((kind & 0x7F | 0x80, kind >> 7))
    size = len(body)
    while True:
        head += bytes((size & 0x7F | (0x80 if size > 127 else 0),))
        size >>= 7
        if not size:
            return head + body


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _sheet(page: Page, book: _Book) -> bytes:
    width = max((len(row) for row in page.rows), default=1)
    body = _record(129) + _record(148, struct.pack("<IIII", 0, max(len(page.rows) - 1, 0), 0, width - 1))
    if page.hidden_columns:
        body += _record(390)
        for column in page.hidden_columns:
            body += _record(60, struct.pack("<IIIIH", column, column, 2304, 0, 1))
        body += _record(391)
    body += _record(145)
    for number, row in enumerate(page.rows):
        hidden = 0x10 if number in page.hidden_rows else 0
        body += _record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, hidden, 0, 0))
        for column, content in enumerate(row):
            if content is not None:
                body += _cell(column, content, book)
    body += _record(146)
    if page.merged:
        body += _record(177, struct.pack("<I", len(page.merged)))
        for block in page.merged:
            body += _record(176, struct.pack("<IIII", *block))
        body += _record(178)
    return body + _record(130)


def _cell(column: int, content: str | float | Formula | Formatted, book: _Book) -> bytes:
    style = 0
    if isinstance(content, Formatted):
        style, content = book.codes.setdefault(content.code, len(book.codes)), content.value
    place = struct.pack("<II", column, style)
    if isinstance(content, Formula):
        parsed = struct.pack("<HIBHI", 0, 3, 0x1E, 1, 0)  # the formula =1; nobody computes it again
        if isinstance(content.value, str):
            return _record(11, place + bytes((_ERRORS[content.value],)) + parsed)
        return _record(9, place + struct.pack("<d", content.value) + parsed)
    if isinstance(content, str):
        if content in _ERRORS:
            return _record(3, place + bytes((_ERRORS[content],)))
        return _record(7, place + struct.pack("<I", book.texts.setdefault(content, len(book.texts))))
    if isinstance(content, int):
        return _record(2, place + struct.pack("<i", content << 2 | 2))  # a whole number of 30 bits
    cents = round(content * 100)
    if cents / 100 == content and abs(cents) < 1 << 29:
        return _record(2, place + struct.pack("<i", cents << 2 | 3))  # hundredths, as Excel packs most amounts
    return _record(5, place + struct.pack("<d", content))


def _strings(book: _Book) -> bytes:
    body = _record(159, struct.pack("<II", len(book.texts), len(book.texts)))
    for text in book.texts:
        body += _record(19, b"\0" + _wide(text))
    return body + _record(160)


def _styles(book: _Book) -> bytes:
    own = [code for code in book.codes if code != "General"]
    body = _record(278) + _record(615, struct.pack("<I", len(own)))
    for number, code in enumerate(own, 164):
        body += _record(44, struct.pack("<H", number) + _wide(code))
    body += _record(616) + _record(617, struct.pack("<I", len(book.codes)))
    for number in [0, *range(164, 164 + len(own))]:
        body += _record(47, struct.pack("<HHHHHBBHBB", 0, number, 0, 0, 0, 0, 0, 0, 0, 0))
    return body + _record(618) + _record(279)
