"""The parts of an xlsx that its sheets lean on: the list of sheets, shared strings and number formats."""

from __future__ import annotations

import posixpath
import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from lxml import etree

from parsers.sheets.container import Container
from parsers.sheets.model import SheetsRefused
from parsers.sheets.number_formats import GENERAL, NumberFormat, number_format
from parsers.sheets.numbers import count_written

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def elements(stream: IO[bytes], *tags: str, events: tuple[str, ...] = ("end",)) -> Iterator[tuple[str, Any]]:
    """Yield (event, element) for the local names `tags`, in any namespace; no entity, DTD or network is ever followed.

    Raises SheetsRefused(broken_file) where the XML, or the zip below it, is damaged.
    """
    wanted = [f"{{*}}{tag}" for tag in tags]
    try:
        yield from etree.iterparse(
            stream,
            events=events,
            tag=wanted,
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            remove_comments=True,
            remove_pis=True,
        )
    except (etree.XMLSyntaxError, OSError, EOFError, ValueError) as error:
        raise SheetsRefused("broken_file", "A sheet of the workbook is damaged.") from error
    except Exception as error:
        if type(error).__name__ in {"error", "BadZipFile", "LZMAError"}:  # zlib.error has no better base
            raise SheetsRefused("broken_file", "A sheet of the workbook is damaged.") from error
        raise


def release(element: Any) -> None:
    """Free an element that was read, and those before it, so that a million rows take the memory of one."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def unescaped(text: str) -> str:
    """Return text with Excel's _x000D_ escapes as the characters that they stand for."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def string_of(element: Any) -> str:
    """Return the text of an <si> or <is>: its <t> and the <t> of its runs, without phonetic readings."""
    if len(element) == 1 and element[0].tag == f"{element.tag[:-2]}t":  # by far the most
        return unescaped(element[0].text or "")
    parts: list[str] = []
    for child in element:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if name == "t":
            parts.append(child.text or "")
        elif name == "r":
            parts += [
                piece.text or ""
                for piece in child
                if isinstance(piece.tag, str) and etree.QName(piece).localname == "t"
            ]
    return unescaped("".join(parts))


class SharedStrings:
    """The shared strings in one block of bytes: a million of them take little more than their letters."""

    def __init__(self, container: Container, name: str | None) -> None:
        self._letters = bytearray()
        self._ends = array("Q")
        if name is None or name not in container:
            return
        with container.open(name) as stream:
            for _, element in elements(stream, "si"):
                self._letters += string_of(element).encode("utf-8", "surrogatepass")
                self._ends.append(len(self._letters))
                release(element)

    def __getitem__(self, index: int) -> str:
        """Raises SheetsRefused(broken_file) for an index that the table does not hold."""
        if not 0 <= index < len(self._ends):
            raise SheetsRefused("broken_file", "A cell of the workbook refers to a text that it does not hold.")
        start = self._ends[index - 1] if index else 0
        return self._letters[start : self._ends[index]].decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class SheetPart:
    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class WorkbookPart:
    sheets: tuple[SheetPart, ...]
    strings: str | None
    styles: str | None
    since_1904: bool
    never_computed: bool  # written by a program that leaves the computing of formulas to the next reader


def workbook_part(container: Container) -> WorkbookPart:
    """Return the list of sheets in their order, and where the other parts lie."""
    workbook = _office_document(container)
    relations = relations_of(container, workbook)
    sheets: list[SheetPart] = []
    since_1904 = never_computed = False
    with container.open(workbook) as stream:
        for _, element in elements(stream, "sheet", "workbookPr", "calcPr"):
            name = etree.QName(element).localname
            if name == "workbookPr":
                since_1904 = element.get("date1904") in {"1", "true"}
            elif name == "calcPr":
                never_computed = element.get("fullCalcOnLoad") in {"1", "true"}
            else:
                kind, part = relations.get(element.get(_RELATION) or element.get(_STRICT_RELATION) or "", ("", ""))
                if kind == "worksheet":
                    sheets.append(
                        SheetPart(element.get("name", ""), part, element.get("state", "visible") != "visible")
                    )
    if not sheets:
        raise SheetsRefused("empty", "The workbook holds no sheet with cells.")
    found = dict(relations.values())
    return WorkbookPart(tuple(sheets), found.get("sharedStrings"), found.get("styles"), since_1904, never_computed)


def _office_document(container: Container) -> str:
    if "_rels/.rels" in container:
        for kind, part in relations_of(container, "").values():
            if kind == "officeDocument":
                return part
    return "xl/workbook.xml"


def relations_of(container: Container, part: str) -> dict[str, tuple[str, str]]:
    """Return by id: the last word of the relation's type, and the part that it leads to."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, tuple[str, str]] = {}
    if path not in container:
        return found
    with container.open(path) as stream:
        for _, element in elements(stream, "Relationship"):
            if element.get("TargetMode") == "External":
                continue
            target = element.get("Target", "").replace("\\", "/")
            resolved = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
            found[element.get("Id", "")] = (element.get("Type", "").rpartition("/")[2], resolved)
    return found


def cell_formats(container: Container, name: str | None) -> list[NumberFormat]:
    """Return the number format of each cell style, by the index that cells name."""
    if name is None or name not in container:
        return [GENERAL]
    codes: dict[int, str] = {}
    identifiers: list[int] = []
    with container.open(name) as stream:
        for _, element in elements(stream, "numFmt", "cellXfs"):
            if etree.QName(element).localname == "numFmt":
                codes[count_written(element.get("numFmtId"), 0)] = element.get("formatCode", "")
            else:
                identifiers = [count_written(xf.get("numFmtId"), 0) for xf in element if isinstance(xf.tag, str)]
    return [number_format(identifier, codes.get(identifier)) for identifier in identifiers] or [GENERAL]
