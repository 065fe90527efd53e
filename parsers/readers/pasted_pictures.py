"""A scan or a screen shot of a statement pasted into a Word document or a workbook: its pictures are read as pages. Needs the extra `ocr`.

Only where nothing else in the file could be the statement; a letterhead's logo is too small to be looked at.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace

from parsers.document import Document, Problem
from parsers.readers.base import Access
from parsers.readers.pdf_scan import MAX_SCANNED_PAGES, pictures_read
from parsers.scans.pictures import PagePicture, pages_of_picture, size_of
from parsers.sheets.container import Container
from parsers.sheets.model import Limits, SheetsRefused
from parsers.table import Reading

_LIMITS = Limits(member_bytes=60_000_000, total_bytes=200_000_000)
_MEDIA = re.compile(r"(?:word|xl)/media/[^/]+")
_NUMBER = re.compile(r"[0-9]+")
_LEAST_SIDES = (400, 700)
"""Pixels of the shorter and the longer side: a letterhead's logo is flat, and a list of some rows is not."""


class PastedPictures:
    """Pictures inside zipped documents."""

    name = "pasted_pictures"
    cost = 16

    def able(self, document: Document) -> bool:
        return document.content.startswith(b"PK\x03\x04") and bool(large_pictures(document.content))

    def read(self, document: Document, access: Access) -> Reading:
        del access  # a locked document shows no members
        found = pictures_read(document, self.name, _pages(document.content))
        # each picture that is no page (a logo, a stamp) says so; where a page was found that is beside the matter
        if found.scanned and found.tables:
            kept = tuple(problem for problem in found.problems if problem.code != "image_only")
            return replace(found, problems=kept)
        return found


def large_pictures(content: bytes) -> tuple[str, ...]:
    """Return the names of the pictures in a zipped document that are large enough to be a page, in the order of their numbers."""
    try:
        container = Container(io.BytesIO(content), _LIMITS)
        return tuple(sorted(filter(lambda name: _is_page(container, name), container.names()), key=_order))
    except SheetsRefused:
        return ()


def _is_page(container: Container, name: str) -> bool:
    if _MEDIA.fullmatch(name) is None:
        return False
    try:
        with container.open(name) as member:
            sides = sorted(size_of(member.read()))
    except (OSError, EOFError, ValueError, zlib.error, zipfile.BadZipFile):
        return False  # damaged
    return sides[0] >= _LEAST_SIDES[0] and sides[1] >= _LEAST_SIDES[1]


def _order(name: str) -> tuple[int, str]:
    number = _NUMBER.search(name.rpartition("/")[2])
    return (int(number[0]) if number else 0, name)


def _pages(content: bytes) -> Iterator[PagePicture | Problem]:
    container = Container(io.BytesIO(content), _LIMITS)
    for name in large_pictures(content)[: MAX_SCANNED_PAGES + 1]:
        with container.open(name) as member:
            yield from pages_of_picture(member.read())


READER = PastedPictures()
