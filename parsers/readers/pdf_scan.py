"""Scans and photos: pages of a PDF that are pictures, and files that are pictures. Needs the optional extra `ocr`.

Words read from a picture go the way of all words on paper, so that columns and rows are found as on digital paper; pages of the same
file that carry text of their own are read as text. What the recogniser was not sure of is handed on with its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pypdfium2

from parsers.document import Box, Document, Place, Problem
from parsers.readers.base import Access
from parsers.readers.grid import reading_of
from parsers.readers.pdf_words import is_pdf, open_pdf
from parsers.readers.pdfium_page import seen_page
from parsers.readers.words import PageWords, Word
from parsers.scans import engine
from parsers.scans.page import ScannedPage, scanned_page
from parsers.scans.pdf_pages import drawn, is_scanned
from parsers.scans.pictures import PagePicture, is_picture, pages_of_picture
from parsers.scans.registering import laid_over
from parsers.table import Cell, Reading

MAX_SCANNED_PAGES = 20
"""Reading a picture takes seconds a page."""
_LEAST_WORDS = 12
"""Fewer words are no page of a statement that could be read, but a photo of something else, or too poor a picture."""
_FAINT_SHARE = 0.4


class PdfScan:
    """Pictures of pages, in a PDF or as they are."""

    name = "pdf_scan"
    cost = 15

    def able(self, document: Document) -> bool:
        return is_pdf(document) or is_picture(document.content)

    def read(self, document: Document, access: Access) -> Reading:
        """Return a reading without anything in it where no page is a picture."""
        pages = _Pages(document, self.name)
        if is_pdf(document):
            opened = open_pdf(document, access)
            if isinstance(opened, Problem):
                return Reading(self.name)  # the reader of text has said so already
            try:
                pages.read_pdf(opened)
            finally:
                opened.close()
        else:
            return pictures_read(document, self.name, pages_of_picture(document.content))
        return pages.reading() if pages.scanned else Reading(self.name)


def pictures_read(document: Document, reader: str, pictures: Iterable[PagePicture | Problem]) -> Reading:
    """Return what stands in pictures that are pages of a document, one after the other."""
    pages = _Pages(document, reader)
    for number, picture in enumerate(pictures, start=1):
        pages.read_picture(number, picture)
    return pages.reading() if pages.scanned else Reading(reader, problems=tuple(pages.problems))


class _Pages:
    """The pages of one document so far."""

    def __init__(self, document: Document, reader: str) -> None:
        self._document = document
        self._reader = reader
        self.words: list[PageWords] = []
        self.faint: list[Cell] = []
        self.problems: list[Problem] = []
        self.scanned = 0
        self._last_with_figures: PageWords | None = None

    def reading(self) -> Reading:
        """Return what was read so far."""
        made = reading_of(self.words, self._reader, self._document.sha256, self.problems)
        return replace(made, scanned=True, faint=tuple(self.faint))

    def read_pdf(self, pdf: Any) -> None:
        if not any(scanned for _, scanned, _ in _looked_at(pdf)):
            return
        for number, scanned, words in _looked_at(pdf):
            if not scanned:
                if words is not None:
                    self.words.append(words)
                continue
            page = pdf[number - 1]
            try:
                self.read_picture(number, drawn(page) if self._may_read(number) else None)
            except pypdfium2.PdfiumError:
                self._tell("broken_file", f"Page {number} is damaged and cannot be drawn.", number)
            finally:
                page.close()

    def read_picture(self, number: int, picture: PagePicture | Problem | None) -> None:
        """Read one picture. None: it is not to be read."""
        if isinstance(picture, Problem):
            place = self._place(number, None)
            self.problems.append(replace(picture, place=place))
            return
        if picture is None or not self._may_read(number):
            return
        self.scanned += 1
        read = scanned_page(picture.picture, number, picture.points)
        if read.too_large:
            self._tell("too_large", f"Page {number} holds more text than a page does.", number)
            return
        self.words.append(laid_over(read.page, self._last_with_figures))
        self._last_with_figures = self.words[-1]
        self._judge(read, number)

    def _may_read(self, number: int) -> bool:
        if not engine.installed():
            if not any(problem.code == "ocr_not_installed" for problem in self.problems):
                self._tell(
                    "image_only", f"Page {number} is a picture without text: it was scanned or photographed.", number
                )
                self._tell(
                    "ocr_not_installed",
                    "Pictures of pages cannot be read here: the optional part ocr of this program is not installed.",
                    number,
                )
            self.scanned = max(1, self.scanned)
            return False
        if self.scanned >= MAX_SCANNED_PAGES:
            if not any(problem.code == "too_large" for problem in self.problems):
                self._tell(
                    "too_large", f"More than {MAX_SCANNED_PAGES} pages are pictures; the rest is not read.", number
                )
            return False
        return True

    def _judge(self, read: ScannedPage, number: int) -> None:
        words = read.page.words
        if len(words) < _LEAST_WORDS or len(read.faint) > _FAINT_SHARE * len(words):
            self._tell("image_only", f"Page {number} is a picture in which hardly any text can be read.", number)
        moved = self.words[-1].words
        by_box = {_box(word): place for word, place in zip(words, moved, strict=True)}
        self.faint.extend(
            Cell(by_box[box].text, self._place(number, _box(by_box[box]))) for box in read.faint if box in by_box
        )

    def _tell(self, code: str, message: str, number: int) -> None:
        self.problems.append(Problem(code=code, message=message, place=self._place(number, None)))

    def _place(self, number: int, box: Box | None) -> Place:
        return Place(document=self._document.sha256, reader=self._reader, page=number, box=box)


def _looked_at(pdf: Any) -> Iterator[tuple[int, bool, PageWords | None]]:
    """Yield each page's number, whether it is a picture, and its words where it is not. Damaged pages are left out here."""
    for index in range(len(pdf)):
        try:
            page = pdf[index]
        except pypdfium2.PdfiumError:
            continue
        try:
            seen = seen_page(page, index + 1)
            yield index + 1, is_scanned(page, seen), seen.page
        except pypdfium2.PdfiumError:
            continue
        finally:
            page.close()


def _box(word: Word) -> Box:
    return (round(word.x0, 1), round(word.top, 1), round(word.x1, 1), round(word.bottom, 1))


READER = PdfScan()
