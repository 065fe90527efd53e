"""What kind of file holds the rows, told by its first bytes and never by its name."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import BinaryIO

import olefile

from parsers.sheets.apostrophes import as_typed
from parsers.sheets.calamine_book import calamine_sheets
from parsers.sheets.container import Container
from parsers.sheets.delimited import delimited_sheet
from parsers.sheets.locked import unlocked
from parsers.sheets.markup import html_sheets, is_spreadsheet_xml, spreadsheet_xml_sheets
from parsers.sheets.model import CUSTOMERS, Limits, Sheet, SheetRow, SheetsRefused
from parsers.sheets.ods import ods_sheets
from parsers.sheets.xls_marks import xls_marks
from parsers.sheets.xlsb import xlsb_sheets
from parsers.sheets.xlsx import xlsx_sheets

_HEAD = 4096
_TAGS = (b"<html", b"<table", b"<!doctype html", b"<body", b"<head", b"<meta")
_FIRST_TAGS = (b"<style", b"<script", b"<div", b"<center", b"<font", b"<p>", b"<h1", b"<h2", b"<h3", b"<tr")
"""A page without a frame may begin with these, and its table stand far below."""
_OTHER_FILES = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"II*\0",
    b"MM\0*",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"{\\rtf",
)


class Kind(StrEnum):
    """What the first bytes say."""

    EMPTY = "empty"
    ZIP = "zip"  # xlsx, xlsb, ods, or another zipped document
    OLE = "ole"  # xls, or a locked workbook
    SPREADSHEET_XML = "spreadsheet_xml"
    HTML = "html"
    TEXT = "text"
    OTHER = "other"


def kind_of(head: bytes) -> Kind:
    """Return the kind by the first bytes (a few kilobytes)."""
    if not head.strip(b"\0 \t\r\n"):
        return Kind.EMPTY
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.ZIP
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Kind.OLE
    if head.startswith(_OTHER_FILES):
        return Kind.OTHER
    letters = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").replace(b"\0", b"")
    if letters.startswith(b"<"):
        if is_spreadsheet_xml(head):
            return Kind.SPREADSHEET_XML
        lower = letters.lower()
        return Kind.HTML if lower.startswith(_FIRST_TAGS) or any(tag in lower for tag in _TAGS) else Kind.OTHER
    return Kind.TEXT


def open_sheets(stream: BinaryIO, *, passwords: Sequence[str] = (), limits: Limits = CUSTOMERS) -> tuple[Sheet, ...]:
    """Return the sheets of any file that has rows, in its own order; the rows themselves stream.

    `stream` must be seekable and stay open while rows are read. Raises SheetsRefused with a Problem's code: empty, locked,
    broken_file, unsupported, too_large; so may the rows where the damage lies further down.
    """
    return tuple(
        replace(sheet, rows=partial(_as_typed, sheet)) for sheet in _sheets(stream, passwords=passwords, limits=limits)
    )


def _as_typed(sheet: Sheet) -> Generator[SheetRow, None, None]:
    return as_typed(sheet.rows())


def _sheets(stream: BinaryIO, *, passwords: Sequence[str], limits: Limits) -> tuple[Sheet, ...]:
    stream.seek(0)
    kind = kind_of(stream.read(_HEAD))
    stream.seek(0)
    match kind:
        case Kind.EMPTY:
            raise SheetsRefused("empty", "The file is empty.")
        case Kind.ZIP:
            return _zipped(stream, limits)
        case Kind.OLE:
            return _ole(stream, passwords, limits)
        case Kind.SPREADSHEET_XML:
            return spreadsheet_xml_sheets(stream)
        case Kind.HTML:
            return html_sheets(stream)
        case Kind.TEXT:
            return (delimited_sheet(stream),)
        case _:
            raise SheetsRefused("unsupported", "The file is no workbook and no table of text.")


def _zipped(stream: BinaryIO, limits: Limits) -> tuple[Sheet, ...]:
    container = Container(stream, limits)
    names = container.names()
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise SheetsRefused("unsupported", "The file is a text document or a presentation, no workbook.")
    if "content.xml" in container:
        return _open_document(container)
    if "xl/workbook.bin" in container:
        return xlsb_sheets(container)
    if any(name.startswith("xl/") for name in names) or "[content_types].xml" in container:
        return xlsx_sheets(stream, limits)
    raise SheetsRefused("unsupported", "The file is an archive, no workbook.")


def _open_document(container: Container) -> tuple[Sheet, ...]:
    if "mimetype" in container:
        with container.open("mimetype") as stream:
            if b"spreadsheet" not in stream.read(200):
                raise SheetsRefused("unsupported", "The file is a text document or a presentation, no workbook.")
    return ods_sheets(container)


def _ole(stream: BinaryIO, passwords: Sequence[str], limits: Limits) -> tuple[Sheet, ...]:
    try:
        with olefile.OleFileIO(stream) as container:
            streams = {"/".join(path) for path in container.listdir()}
    except (OSError, ValueError, IndexError) as error:
        raise SheetsRefused("broken_file", "The workbook is cut short or damaged.") from error
    stream.seek(0)
    if "EncryptedPackage" in streams:
        return _sheets(unlocked(stream, passwords), passwords=(), limits=limits)
    if not {"Workbook", "Book"} & streams:
        raise SheetsRefused("unsupported", "The file is an old Office document, but no workbook.")
    try:
        return calamine_sheets(stream, xls_marks(stream))
    except SheetsRefused as refused:
        if refused.code != "locked":
            raise
    plain = unlocked(stream, passwords)
    return calamine_sheets(plain, xls_marks(plain))
