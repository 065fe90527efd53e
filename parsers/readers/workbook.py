"""Workbooks: xlsx, xls, xlsb, ods, and the HTML or XML that some systems name .xls. Content decides, not the name."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import olefile

from parsers.document import Document, Place, Problem
from parsers.readers.base import Access
from parsers.readers.pasted_pictures import large_pictures
from parsers.readers.sheet_tables import sheets_read
from parsers.sheets.markup import html_lines
from parsers.sheets.opening import Kind, kind_of
from parsers.table import Cell, Reading

_LEAST_CELLS = 12
"""Fewer are not even the headings of a statement and one row."""


class WorkbookReader:
    """Reads every sheet; numbers and dates keep their type, hidden rows and sheets are marked."""

    name = "workbook"
    cost = 1

    def able(self, document: Document) -> bool:
        kind = kind_of(document.content[:4096])
        if kind is Kind.ZIP:
            return _may_be_zipped_workbook(document.content)
        if kind is Kind.OLE:
            return _may_be_old_workbook(document.content)
        return kind in {Kind.HTML, Kind.SPREADSHEET_XML}

    def read(self, document: Document, access: Access) -> Reading:
        reading = sheets_read(document, self.name, access.passwords)
        if _hardly_filled(reading) and large_pictures(document.content):
            message = "The workbook holds a picture large enough to be the statement, and hardly any filled cell."
            place = Place(document=document.sha256, reader=self.name)
            pasted = Problem(code="image_only", message=message, place=place)
            return replace(reading, problems=(*(p for p in reading.problems if p.code != "empty"), pasted))
        if kind_of(document.content[:4096]) is not Kind.HTML or any(
            problem.code == "broken_file" for problem in reading.problems
        ):
            return reading
        place = Place(document=document.sha256, reader=self.name)
        lines = tuple(Cell(text, replace(place, line=line)) for line, text in html_lines(io.BytesIO(document.content)))
        return replace(reading, lines=lines, problems=() if lines and not reading.tables else reading.problems)


def _hardly_filled(reading: Reading) -> bool:
    """Whether no table can stand in the cells: a title perhaps, and a name."""
    if any(problem.code != "empty" for problem in reading.problems):
        return False
    return sum(bool(cell.text) for table in reading.tables for row in table.rows for cell in row.cells) < _LEAST_CELLS


def _may_be_zipped_workbook(content: bytes) -> bool:
    """Whether the zip holds a workbook's parts; a zip that is damaged may have been one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [name.replace("\\", "/").lower() for name in archive.namelist()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return True
    return any(name.startswith("xl/") for name in names) or ("content.xml" in names and "styles.xml" in names)


def _may_be_old_workbook(content: bytes) -> bool:
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as container:
            streams = {"/".join(path) for path in container.listdir()}
    except (OSError, ValueError, IndexError):
        return True
    return bool({"Workbook", "Book", "EncryptedPackage"} & streams)


READER = WorkbookReader()
