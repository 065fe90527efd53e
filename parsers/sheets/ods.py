"""OpenDocument sheets, one row at a time (ODF 1.3 part 3, chapter 9), with hidden parts and errors told."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from lxml import etree

from parsers.dates import read_date
from parsers.sheets.container import Container
from parsers.sheets.model import MergedRange, Sheet, SheetRow, SheetsRefused, Value
from parsers.sheets.numbers import count_written, exact_number
from parsers.sheets.xlsx_parts import elements, release

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_MOST_COLUMNS = 16_384
_MOST_REPEATS = 10_000


def ods_sheets(container: Container) -> tuple[Sheet, ...]:
    """Return the sheets in their order. Raises SheetsRefused: locked, broken_file, empty."""
    if "meta-inf/manifest.xml" in container:
        with container.open("meta-inf/manifest.xml") as manifest:
            if any(True for _ in elements(manifest, "encryption-data")):
                raise SheetsRefused("locked", "The workbook is locked with a password.")
    unseen: set[str] = set()
    sheets: list[Sheet] = []
    with container.open("content.xml") as stream:
        for event, element in elements(stream, "table-properties", "table", "table-row", events=("start", "end")):
            name = etree.QName(element).localname
            if name == "table-properties" and element.get(f"{_TABLE}display") == "false":
                unseen.add(element.getparent().get(f"{_STYLE}name", ""))
            elif name == "table" and event == "start":
                position = len(sheets)
                sheets.append(
                    Sheet(
                        name=element.get(f"{_TABLE}name", ""),
                        rows=partial(_rows, container, position),
                        hidden=element.get(f"{_TABLE}style-name", "") in unseen,
                        hidden_columns=partial(_hidden_columns, container, position),
                        merged=partial(_merged, container, position),
                    )
                )
            elif name == "table-row" and event == "end":
                release(element)
    if not sheets:
        raise SheetsRefused("empty", "The workbook holds no sheet with cells.")
    return tuple(sheets)


def _within(container: Container, position: int, tag: str) -> Iterator[Any]:
    """Yield the elements of one sheet."""
    sheet = -1
    with container.open("content.xml") as stream:
        for event, element in elements(stream, "table", "table-row", tag, events=("start", "end")):
            name = etree.QName(element).localname
            if name == "table":
                sheet += event == "start"
            elif event == "end":
                if name == tag and sheet == position:
                    yield element
                if name == "table-row":
                    release(element)
            if sheet > position:
                break


def _rows(container: Container, position: int) -> Generator[SheetRow, None, None]:
    number = 0
    for element in _within(container, position, "table-row"):
        repeated = _count(element, "number-rows-repeated")
        row = _row(element, number + 1)
        if row is not None:
            for offset in range(min(repeated, _MOST_REPEATS)):
                yield replace(row, number=row.number + offset)
        number += repeated


def _row(element: Any, number: int) -> SheetRow | None:
    texts: list[str] = []
    values: dict[int, Value] = {}
    unreadable: set[int] = set()
    currencies: dict[int, str] = {}
    column = 0
    for cell in element:
        if cell.tag not in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
            continue
        repeated = _count(cell, "number-columns-repeated")
        text, value, readable = ("", None, True) if cell.tag.endswith("covered-table-cell") else _cell(cell)
        if text or not readable:
            for there in range(column, min(column + repeated, _MOST_COLUMNS)):
                texts.extend([""] * (there + 1 - len(texts)))
                texts[there] = text
                if value is not None:
                    values[there] = value
                    if currency := cell.get(f"{_OFFICE}currency"):
                        currencies[there] = currency
                if not readable:
                    unreadable.add(there)
        column += repeated
    if not texts:
        return None
    hidden = element.get(f"{_TABLE}visibility", "visible") != "visible"
    return SheetRow(number, texts, values, frozenset(unreadable), hidden, currencies=currencies)


def _cell(cell: Any) -> tuple[str, Value | None, bool]:
    kind = cell.get(f"{_OFFICE}value-type", "")
    shown = "\n".join(_paragraph(child) for child in cell if child.tag == f"{_TEXT}p")
    if cell.get(f"{_CALC}value-type") == "error" or (cell.get(f"{_TABLE}formula") and not kind):
        return shown, None, False
    if kind in {"float", "currency", "percentage"}:
        number = exact_number(cell.get(f"{_OFFICE}value", ""))
        if number is None:
            return shown, None, False
        as_shown = kind == "percentage" or re.fullmatch("0[0-9]+", shown)
        return (shown if as_shown else f"{number:f}"), number, True
    if kind == "date":
        date = read_date(cell.get(f"{_OFFICE}date-value", ""))
        return (date.isoformat() if date else shown), date, date is not None
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value", shown).upper(), None, True
    return cell.get(f"{_OFFICE}string-value", shown), None, True


def _paragraph(element: Any) -> str:
    """Return a paragraph's text; blanks, tabs and breaks are elements of their own, and a note is not the cell's text."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{_TEXT}s":
            parts.append(" " * max(1, count_written(child.get(f"{_TEXT}c"), 1, digits=3)))
        elif child.tag in {f"{_TEXT}tab", f"{_TEXT}line-break"}:
            parts.append(" ")
        elif isinstance(child.tag, str) and child.tag != f"{_OFFICE}annotation":
            parts.append(_paragraph(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _hidden_columns(container: Container, position: int) -> frozenset[int]:
    hidden: set[int] = set()
    column = 0
    for element in _within(container, position, "table-column"):
        repeated = _count(element, "number-columns-repeated")
        if element.get(f"{_TABLE}visibility", "visible") != "visible":
            hidden.update(range(column, min(column + repeated, _MOST_COLUMNS)))
        column += repeated
    return frozenset(hidden)


def _merged(container: Container, position: int) -> tuple[MergedRange, ...]:
    found: list[MergedRange] = []
    number = 1
    for row in _within(container, position, "table-row"):
        column = 0
        for cell in row:
            across, down = _count(cell, "number-columns-spanned"), _count(cell, "number-rows-spanned")
            if across > 1 or down > 1:
                found.append(MergedRange(number, column, number + down - 1, column + across - 1))
            column += _count(cell, "number-columns-repeated")
        number += _count(row, "number-rows-repeated")
    return tuple(found)


def _count(element: Any, name: str) -> int:
    return max(1, count_written(element.get(f"{_TABLE}{name}"), 1))
