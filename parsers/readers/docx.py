"""Word documents: their tables, rows set with tabs, and the other text, read from the document's own XML.

Not through a library for editing Word files: those step over content controls, tracked insertions and text boxes, in which
whole rows of a statement may stand. What a person would not see printed (deleted, hidden) is left out.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from parsers.document import Document, Place, Problem
from parsers.readers.base import Access
from parsers.readers.pasted_pictures import large_pictures
from parsers.sheets.container import Container
from parsers.sheets.locked import unlocked
from parsers.sheets.model import Limits, SheetsRefused, column_name
from parsers.table import Cell, Reading, Row, Table

_LIMITS = Limits(member_bytes=60_000_000, total_bytes=200_000_000)
_MOST_CELLS = 200_000
_DEEPEST = 60
_MOST_COLUMNS = 300
_BODY = "word/document.xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # the stream of a document since 2007 that is locked with a password
_NOT_SHOWN = frozenset({"del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sectPr", "Fallback", "rt"})


@dataclass(slots=True)
class _Slot:
    """One cell of a table's grid."""

    text: str
    merged: bool = False


@dataclass(slots=True)
class _Grid:
    """One table: rows of slots, and whether the row is hidden. `after` counts the lines that stand before it."""

    rows: list[tuple[list[_Slot], bool]] = field(default_factory=list)
    after: int = 0


@dataclass(slots=True)
class _Seen:
    """What the walk has found so far, in reading order; a line is its number and its text."""

    grids: list[_Grid] = field(default_factory=list)
    lines: list[tuple[int, str]] = field(default_factory=list)
    tabbed: list[list[str]] = field(default_factory=list)  # paragraphs in a row whose parts are set with tabs
    paragraphs: int = 0
    cells: int = 0

    def end_tabbed(self) -> None:
        """Take paragraphs that were set with tabs as a table, where there are several; else as text."""
        if len(self.tabbed) > 1:
            self.take(_Grid([([_Slot(text) for text in parts], False) for parts in self.tabbed]))
        else:
            self.lines.extend((self.paragraphs, text) for parts in self.tabbed for text in parts if text)
        self.tabbed = []

    def take(self, grid: _Grid) -> None:
        """Keep a table; its rows are counted with the lines, so that what stands before and behind it is known."""
        grid.after = self.paragraphs
        self.paragraphs += len(grid.rows)
        self.grids.append(grid)

    def count(self, cells: int) -> None:
        self.cells += cells
        if self.cells > _MOST_CELLS:
            raise SheetsRefused("too_large", "The document holds far more cells than a statement has.")


class Docx:
    """Word documents since 2007."""

    name = "docx"
    cost = 1

    def able(self, document: Document) -> bool:
        if document.content.startswith(_OLE):
            return _LOCKED in document.content
        return _is_word(document.content)

    def read(self, document: Document, access: Access) -> Reading:
        content = document.content
        if content.startswith(_OLE):
            try:
                content = unlocked(io.BytesIO(content), access.passwords).read()
            except SheetsRefused:
                content = b""
            if not _is_word(content):
                return Reading(self.name)  # a locked workbook, or one to be asked about: its own reader says so
        place = Place(document=document.sha256, reader=self.name)
        seen = _Seen()
        try:
            container = Container(io.BytesIO(content), _LIMITS)
            names = sorted(container.names())
            for part in [name for name in names if name.startswith("word/header")]:
                _walk(_root(container, part), seen)
            _walk(_root(container, _BODY), seen)
            for part in [name for name in names if name.startswith("word/footer")]:
                _walk(_root(container, part), seen)
        except SheetsRefused as refused:
            message = refused.message.replace("workbook", "document")
            return Reading(self.name, problems=(Problem(code=refused.code, message=message, place=place),))
        seen.end_tabbed()
        tables = tuple(_table(grid, f"table {number}", place) for number, grid in enumerate(seen.grids, 1) if grid.rows)
        lines = tuple(Cell(text, _at_line(place, line)) for line, text in seen.lines)
        if not tables and not lines:
            pictures = any(name.startswith("word/media/") for name in names)
            return Reading(self.name, problems=(_nothing(place, pictures=pictures),))
        if not tables and large_pictures(content):
            message = "The document holds a picture large enough to be the statement, and no table."
            return Reading(self.name, lines=lines, problems=(Problem(code="image_only", message=message, place=place),))
        return Reading(self.name, tables, lines)


def _is_word(content: bytes) -> bool:
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(name.replace("\\", "/").lower().startswith("word/") for name in archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def _nothing(place: Place, *, pictures: bool) -> Problem:
    if pictures:
        return Problem(
            code="image_only", message="The document holds pictures and no text: it was scanned.", place=place
        )
    return Problem(code="empty", message="The document holds no text.", place=place)


def _root(container: Container, part: str) -> Any:
    """Return a part's root element. Raises SheetsRefused. No entity, DTD or network is ever followed."""
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        with container.open(part) as stream:
            return etree.parse(stream, parser).getroot()
    except (etree.XMLSyntaxError, OSError, EOFError, ValueError) as error:
        raise SheetsRefused("broken_file", "A part of the document is damaged.") from error
    except Exception as error:
        if type(error).__name__ in {"error", "BadZipFile", "LZMAError"}:  # zlib.error has no better base
            raise SheetsRefused("broken_file", "A part of the document is damaged.") from error
        raise


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _value(element: Any, *path: str) -> str | None:
    """Return the attribute `val` of a property below, "" where the property stands without one, None where it lacks."""
    for step in path:
        element = next((child for child in element if _name(child) == step), None)
        if element is None:
            return None
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == "val"), "")


def _is_on(element: Any, *path: str) -> bool:
    value = _value(element, *path)
    return value is not None and value not in {"0", "false", "off", "none"}


def _walk(element: Any, seen: _Seen, depth: int = 0) -> None:
    """Take the blocks below an element: tables and paragraphs, through whatever lies around them."""
    if depth > _DEEPEST:
        raise SheetsRefused("broken_file", "The document is nested too deeply.")
    for child in element:
        match _name(child):
            case "tbl":
                seen.end_tabbed()
                _walk_table(child, seen, depth + 1)
            case "p":
                _walk_paragraph(child, seen, depth + 1)
            case name if name not in _NOT_SHOWN:
                _walk(child, seen, depth + 1)


def _walk_paragraph(paragraph: Any, seen: _Seen, depth: int) -> None:
    boxes: list[Any] = []
    # a line broken within a paragraph is a line: an address and the customer's number beneath it
    for line in _text(paragraph, boxes, depth).split("\n"):
        seen.paragraphs += 1
        parts = [" ".join(part.split()) for part in line.split("\t")]
        while parts and not parts[-1]:
            parts.pop()
        seen.count(len(parts))
        if len(parts) >= 3:
            seen.tabbed.append(parts)
        else:
            seen.end_tabbed()
            seen.lines.extend((seen.paragraphs, part) for part in parts if part)
    for box in boxes:
        _walk(box, seen, depth + 1)


def _text(element: Any, boxes: list[Any], depth: int) -> str:
    """Return the shown text below an element, a tab where one stands; text boxes met on the way are put into `boxes`."""
    if depth > _DEEPEST:
        raise SheetsRefused("broken_file", "The document is nested too deeply.")
    parts: list[str] = []
    for child in element:
        match _name(child):
            case "t":
                parts.append(child.text or "")
            case "tab" | "ptab":
                parts.append("\t")
            case "br" | "cr":
                parts.append("\n")
            case "noBreakHyphen":
                parts.append("-")
            case "txbxContent":
                boxes.append(child)
            case "r" if _is_on(child, "rPr", "vanish") or _is_on(child, "rPr", "webHidden"):
                continue
            case name if name and name not in _NOT_SHOWN:
                parts.append(_text(child, boxes, depth + 1))
    return "".join(parts)


def _walk_table(table: Any, seen: _Seen, depth: int) -> None:
    grid = _Grid()
    inner: list[Any] = []
    open_above: set[int] = set()  # columns in which a cell may go on downwards
    for row in _below(table, "tr", depth):
        if _value(row, "trPr", "del") is not None:
            continue
        slots: list[_Slot] = [_Slot("") for _ in range(_number(_value(row, "trPr", "gridBefore"), 0))]
        for cell in _below(row, "tc", depth):
            across = _number(_value(cell, "tcPr", "gridSpan"), 1)
            down = _value(cell, "tcPr", "vMerge")
            goes_on = down is not None and down != "restart" and len(slots) in open_above
            if len(slots) + across > _MOST_COLUMNS:
                break
            (open_above.add if down is not None else open_above.discard)(len(slots))
            text = "" if goes_on else _cell_text(cell, inner, seen, depth + 1)
            slots.append(_Slot(text, goes_on))
            slots.extend(_Slot("", merged=True) for _ in range(across - 1))
        seen.count(len(slots))
        if any(slot.text for slot in slots):
            grid.rows.append((slots, _is_on(row, "trPr", "hidden")))
    seen.take(grid)
    for nested in inner:
        _walk_table(nested, seen, depth + 1)


def _below(element: Any, wanted: str, depth: int) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, also those inside content controls and tracked insertions."""
    if depth > _DEEPEST:
        raise SheetsRefused("broken_file", "The document is nested too deeply.")
    for child in element:
        name = _name(child)
        if name == wanted:
            yield child
        elif name in {"sdt", "sdtContent", "customXml", "ins", "moveTo"}:
            yield from _below(child, wanted, depth + 1)


def _cell_text(cell: Any, inner: list[Any], seen: _Seen, depth: int) -> str:
    """Return a cell's text, its paragraphs parted by blanks. A table inside that has columns of its own goes into `inner`."""
    if depth > _DEEPEST:
        raise SheetsRefused("broken_file", "The document is nested too deeply.")
    parts: list[str] = []
    for child in cell:
        match _name(child):
            case "p":
                boxes: list[Any] = []
                parts.append(_text(child, boxes, depth + 1))
                parts.extend(_cell_text(box, inner, seen, depth + 1) for box in boxes)
            case "tbl" if _has_columns(child, depth):
                inner.append(child)
            case name if name not in _NOT_SHOWN and name != "tcPr":
                parts.append(_cell_text(child, inner, seen, depth + 1))
    return " ".join(" ".join(parts).split())


def _has_columns(table: Any, depth: int) -> bool:
    rows = list(_below(table, "tr", depth + 1))
    return len(rows) > 1 and any(sum(1 for _ in _below(row, "tc", depth + 1)) > 1 for row in rows)


def _number(text: str | None, default: int) -> int:
    """Return a span of columns; whatever is no number, or beyond any table, is what it would be without."""
    return min(int(text), _MOST_COLUMNS) if text and text.isascii() and text.isdigit() and len(text) < 6 else default


def _table(grid: _Grid, name: str, place: Place) -> Table:
    width = max(len(slots) for slots, _ in grid.rows)
    rows = []
    for number, (slots, hidden) in enumerate(grid.rows, 1):
        filled = [*slots, *(_Slot("") for _ in range(width - len(slots)))]
        cells = tuple(
            Cell(
                slot.text,
                _at_cell(place, name, f"{column_name(column)}{number}", grid.after + number),
                merged=slot.merged,
            )
            for column, slot in enumerate(filled)
        )
        rows.append(Row(cells, hidden))
    return Table(tuple(rows), place.reader, sheet=name)


def _at_cell(place: Place, table: str, cell: str, line: int) -> Place:
    return Place(document=place.document, reader=place.reader, sheet=table, cell=cell, line=line)


def _at_line(place: Place, line: int) -> Place:
    return Place(document=place.document, reader=place.reader, line=line)


READER = Docx()
