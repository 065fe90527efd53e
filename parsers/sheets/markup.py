"""Tables in HTML and in the XML of Excel 2003: what many accounting systems write into a file that they name .xls."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Generator
from decimal import Decimal
from functools import partial
from typing import Any, BinaryIO

from lxml import etree, html

from parsers.dates import read_date
from parsers.sheets.encodings import encoding_of
from parsers.sheets.model import Sheet, SheetRow, SheetsRefused, Value
from parsers.sheets.numbers import count_written, exact_number, rounded
from parsers.sheets.xlsx_parts import elements, release

_MOST_COLUMNS = 1_000
_MOST_NESTED = 200
_INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "code",
        "em",
        "font",
        "i",
        "img",
        "label",
        "mark",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "tt",
        "u",
    }
)
_SILENT = frozenset({"script", "style", "head", "title", "template", "noscript", "datalist"})
_PARTING = frozenset({"p", "div", "li", "table", "tr", "td", "th"})
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.IGNORECASE)
_CHINESE = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|opacity\s*:\s*0(?![.\d]*[1-9])"
    r"|(?<![\w-])font-size\s*:\s*0(?![.\d]*[1-9])",
    re.IGNORECASE,
)
_FIGURES_AND_SIGNS = re.compile(r"[-\u2212+(]?[^\w%]{0,3}[0-9][0-9.,'\s]*[^\w%]{0,3}")
_COMMENT_IN_STYLE = re.compile(r"/\*.*?\*/", re.DOTALL)
_SELECTOR = re.compile(r"[a-z0-9*]*([.#][\w-]+)", re.IGNORECASE)


def is_spreadsheet_xml(head: bytes) -> bool:
    """Whether the first bytes are those of Excel's XML of 2003, in UTF-8 or UTF-16."""
    return b"urn:schemas-microsoft-com:office:spreadsheet" in head.replace(b"\0", b"") and b"<html" not in head.lower()


def html_sheets(stream: BinaryIO) -> tuple[Sheet, ...]:
    """Return one sheet for each table of data. Raises SheetsRefused: empty (no table), broken_file."""
    sheets = tuple(
        Sheet(name=f"table {number}", rows=partial(_html_rows, table), hidden=_is_hidden(table))
        for number, table in enumerate(_tables_of_data(_page(stream)), 1)
    )
    if not sheets:
        raise SheetsRefused("empty", "The page holds no table.")
    return sheets


def html_lines(stream: BinaryIO) -> tuple[tuple[int, str], ...]:
    """Return the text around the tables of data, block by block, each with its line in the source."""
    root = _page(stream)
    tables = set(_tables_of_data(root))
    found: list[tuple[int, str]] = []
    parts: list[str] = []

    def end_block(line: int) -> None:
        text = " ".join("".join(parts).split())
        parts.clear()
        if text:
            found.append((line, text))

    def walk(element: Any) -> None:
        if not isinstance(element.tag, str) or element.tag in _SILENT or element in tables or _is_hidden(element):
            return
        block = element.tag not in _INLINE
        if block:
            end_block(element.sourceline or 0)
        parts.append(element.text or "")
        for child in element:
            walk(child)
            parts.append(child.tail or "")
        if block:
            end_block(element.sourceline or 0)

    walk(root)
    return tuple(found)


def _page(stream: BinaryIO) -> Any:
    stream.seek(0)
    content = stream.read()
    text = content.decode(_encoding(stream, content), "replace").replace("\0", "")
    try:
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text.removeprefix("\ufeff")))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise SheetsRefused("broken_file", "The page cannot be read.") from error
    if _depth_over(root, _MOST_NESTED):
        raise SheetsRefused("broken_file", "The page is nested too deeply.")
    _mark_hidden(root)
    return root


def _mark_hidden(root: Any) -> None:
    """Mark what the page's own style sheet hides by class or id, as an attribute on the elements themselves."""
    hidden = {name for style in root.iter("style") for name in _hidden_by(style.text or "")}
    if not hidden:
        return
    for element in root.iter(etree.Element):
        names = {f".{name}" for name in (element.get("class") or "").split()} | {f"#{element.get('id')}"}
        if names & hidden:
            element.set("hidden", "")


def _hidden_by(sheet: str) -> Generator[str, None, None]:
    """Yield the classes (".a") and ids ("#a") that rules for all media hide. Rules inside @media are for some only."""
    depth = start = 0
    selectors = ""
    for match in re.finditer(r"[{}]", sheet := _COMMENT_IN_STYLE.sub("", sheet)):
        if match[0] == "{":
            if depth == 0:
                selectors = sheet[start : match.start()]
            depth += 1
        else:
            depth -= 1
            inside = sheet[start : match.start()]
            if depth == 0 and "@" not in selectors and _UNSEEN.search(inside.rpartition("{")[2]):
                found = (_SELECTOR.fullmatch(selector.strip()) for selector in selectors.split(","))
                yield from (selector[1] for selector in found if selector is not None)
            depth = max(depth, 0)
        start = match.end() if depth == 0 else start


def _depth_over(root: Any, most: int) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > most:
            return True
    return False


def _tables_of_data(root: Any) -> list[Any]:
    """Return the tables that hold no other table with columns of its own: those that do, or are mere frames, lay out the page.

    A table inside a table of data that merely wraps a figure or a few lines belongs to the cell that it stands in.
    """
    with_columns = {table for table in root.iter("table") if _has_columns(table)}
    layout = {around for table in with_columns for around in table.iterancestors("table")}
    layout |= {
        table for table in root.iter("table") if table not in with_columns and table.find(".//table") is not None
    }
    return [
        table
        for table in root.iter("table")
        if table not in layout and all(around in layout for around in table.iterancestors("table"))
    ]


def _has_columns(table: Any) -> bool:
    rows = list(_own_rows(table))
    return len(rows) > 1 and any(len(_own_cells(row)) > 1 for row in rows)


def _own_rows(table: Any) -> Generator[Any, None, None]:
    """Yield the rows of a table, not those of a table inside it."""
    for row in table.iter("tr"):
        if next(row.iterancestors("table"), None) is table:
            yield row


def _own_cells(row: Any) -> list[Any]:
    return list(row.iterchildren("td", "th"))


def _encoding(stream: BinaryIO, content: bytes) -> str:
    """Return the declared encoding where it decodes the page, else what the bytes say."""
    found = encoding_of(stream)
    declared = _DECLARED.search(content[:4096])
    if declared and not (found or "").startswith("utf-"):
        name = declared[1].decode("ascii").lower()
        name = _CHINESE.get(name, name)
        try:
            content.decode(name)
        except (LookupError, UnicodeDecodeError):
            return found or "utf-8"
        return name
    return found or "utf-8"


def _is_hidden(element: Any) -> bool:
    return bool(_UNSEEN.search(element.get("style") or "")) or element.get("hidden") is not None


def _html_rows(table: Any) -> Generator[SheetRow, None, None]:
    """Yield the rows; a cell over several rows or columns gives its text once, in its first place."""
    below: dict[int, int] = {}  # column -> rows that a cell from above still covers
    for number, row in enumerate(_own_rows(table), 1):
        texts: list[str] = []
        values: dict[int, Value] = {}
        column = 0
        for cell in row.iterchildren("td", "th"):
            while below.get(column, 0):
                column += 1
            across = min(_span(cell.get("colspan")), _MOST_COLUMNS)
            down = _span(cell.get("rowspan"))
            if column + across > _MOST_COLUMNS:
                break
            texts.extend([""] * (column + across - len(texts)))
            texts[column] = " ".join(_text_of(cell).split())
            exact = _exact(cell, texts[column])
            if exact is not None:
                values[column] = exact
            for covered in range(column, column + across):
                below[covered] = max(below.get(covered, 0), down)
            column += across
        below = {covered: rows - 1 for covered, rows in below.items() if rows > 1}
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            yield SheetRow(number, texts, values, hidden=_is_hidden(row))


def _exact(cell: Any, shown: str) -> Decimal | None:
    """Return the number that a workbook saved as a page keeps beside the one it shows rounded (x:num of Excel, sdval of LibreOffice).

    Only where what is shown is that number with fewer decimals: a date's number, or one that was shown as a word, is none.
    """
    written = cell.get("x:num") or cell.get("sdval")
    number = exact_number(written) if written else None
    exponent = number.as_tuple().exponent if number is not None else 0
    if number is None or not isinstance(exponent, int) or _FIGURES_AND_SIGNS.fullmatch(shown) is None:
        return None
    digits = "".join(char for char in shown if char.isdigit())
    return number if digits in {_digits(rounded(number, places)) for places in range(-exponent)} else None


def _digits(number: Decimal) -> str:
    return f"{abs(number):f}".replace(".", "")


def _text_of(cell: Any) -> str:
    """Return what a person sees of a cell: blocks and breaks divide words, hidden parts and scripts are left out."""
    parts: list[str] = []
    walk = etree.iterwalk(cell, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event in {"comment", "pi"}:
            parts.append(element.tail or "")
        elif event == "start":
            if element is not cell and (element.tag in _SILENT or _is_hidden(element)):
                walk.skip_subtree()
                continue
            parts.append((" " if element.tag in _PARTING or element.tag == "br" else "") + (element.text or ""))
        elif element is not cell:
            parts.append((" " if element.tag in _PARTING else "") + (element.tail or ""))
    return "".join(parts)


def _span(text: str | None) -> int:
    return max(1, count_written(text, 1, digits=5))


def spreadsheet_xml_sheets(stream: BinaryIO) -> tuple[Sheet, ...]:
    """Return the worksheets of an Excel 2003 XML. Raises SheetsRefused: empty, broken_file."""
    names: list[tuple[str, bool]] = []
    stream.seek(0)
    for event, element in elements(stream, "Worksheet", "Visible", events=("start", "end")):
        name = etree.QName(element).localname
        if name == "Worksheet" and event == "start":
            names.append((_attribute(element, "Name"), False))
        elif name == "Visible" and event == "end" and names and (element.text or "").startswith("SheetHidden"):
            names[-1] = (names[-1][0], True)
    if not names:
        raise SheetsRefused("empty", "The workbook holds no sheet.")
    return tuple(
        Sheet(name=name, rows=partial(_spreadsheet_xml_rows, stream, position), hidden=hidden)
        for position, (name, hidden) in enumerate(names)
    )


def _attribute(element: Any, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if etree.QName(key).localname == name), "")


def _spreadsheet_xml_rows(stream: BinaryIO, position: int) -> Generator[SheetRow, None, None]:
    stream.seek(0)
    sheet, number = -1, 0
    for event, element in elements(stream, "Worksheet", "Row", events=("start", "end")):
        if etree.QName(element).localname == "Worksheet":
            sheet, number = (sheet + 1, 0) if event == "start" else (sheet, 0)
            continue
        if event == "start":
            continue
        index = _attribute(element, "Index")
        number = count_written(index, number + 1)
        row = _spreadsheet_xml_row(element, number) if sheet == position else None
        release(element)
        if row is not None:
            yield row


def _spreadsheet_xml_row(element: Any, number: int) -> SheetRow | None:
    texts: list[str] = []
    values: dict[int, Value] = {}
    unreadable: set[int] = set()
    column = 0
    for cell in element:
        if not isinstance(cell.tag, str) or etree.QName(cell).localname != "Cell":
            continue
        index = _attribute(cell, "Index")
        column = max(column, count_written(index, column + 1) - 1)
        if column >= _MOST_COLUMNS:
            break
        data = next(
            (child for child in cell if isinstance(child.tag, str) and etree.QName(child).localname == "Data"), None
        )
        texts.extend([""] * (column + 1 - len(texts)))
        if data is not None:
            text, value, readable = _data(_attribute(data, "Type"), "".join(data.itertext()))
            texts[column] = text
            if value is not None:
                values[column] = value
            if not readable:
                unreadable.add(column)
        elif _attribute(cell, "Formula"):
            unreadable.add(column)
        across = _attribute(cell, "MergeAcross")
        column += 1 + count_written(across, 0, digits=3)
    while texts and not texts[-1] and len(texts) - 1 not in unreadable:
        texts.pop()
    return (
        SheetRow(number, texts, values, frozenset(unreadable), _attribute(element, "Hidden") == "1") if texts else None
    )


def _data(kind: str, text: str) -> tuple[str, Value | None, bool]:
    if kind == "Number":
        number = exact_number(text)
        return (text, None, False) if number is None else (f"{number:f}", number, True)
    if kind == "DateTime":
        date: dt.date | None = read_date(text)
        return (date.isoformat() if date else text), date, date is not None
    return text, None, kind != "Error"
