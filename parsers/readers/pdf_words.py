"""The first reader of PDFs: pdfium's letters with their boxes, grouped into words, lines and columns by this program itself.

It costs milliseconds a page, so it always runs first; the others run only where its reading is not proven.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pypdfium2

from parsers.document import Document, Place, Problem
from parsers.readers.base import Access
from parsers.readers.grid import reading_of
from parsers.readers.pdfium_page import SeenPage, seen_page
from parsers.readers.words import PageWords
from parsers.table import Reading

MAX_PAGES = 200
MAX_LETTERS_IN_ALL = 1_500_000


class PdfWords:
    """PDF by character boxes."""

    name = "pdf_words"
    cost = 10

    def able(self, document: Document) -> bool:
        return is_pdf(document)

    def read(self, document: Document, access: Access) -> Reading:
        opened = open_pdf(document, access)
        if isinstance(opened, Problem):
            return Reading(self.name, problems=(opened,))
        try:
            pages, problems = pages_of(opened, document, self.name)
        finally:
            opened.close()
        return reading_of(pages, self.name, document.sha256, problems)


def pages_of(pdf: Any, document: Document, reader: str) -> tuple[list[PageWords], list[Problem]]:
    """Return the words of all pages of an open document, and what was odd about them."""
    pages: list[PageWords] = []
    problems: list[Problem] = []
    letters = hidden = images = 0
    for seen in _seen(pdf, document, problems, reader):
        letters, hidden, images = letters + seen.letters, hidden + seen.hidden, images + seen.images
        pages.append(seen.page)
        if letters > MAX_LETTERS_IN_ALL:
            problems.append(Problem(code="too_large", message="The file holds more text than a statement does."))
            break
    if not any(page.words for page in pages) and not problems:
        problems.append(_nothing_to_read(images=images, hidden=hidden))
    return pages, problems


def is_pdf(document: Document) -> bool:
    """Whether the file says that it is a PDF: the mark may stand within the first kilobyte (PDF 1.7, appendix H)."""
    return b"%PDF-" in document.content[:1024]


def open_pdf(document: Document, access: Access) -> Any:
    """Return the open `pypdfium2.PdfDocument`, or the `Problem` that kept it shut. Passwords are tried in order."""
    opened = opened_with(document, access)
    return opened if isinstance(opened, Problem) else opened[0]


def opened_with(document: Document, access: Access) -> tuple[Any, str | None] | Problem:
    """Return the open document and the password that opened it (None where none is needed), or the `Problem`."""
    if not document.content.strip():
        return Problem(code="empty", message="The file is empty.")
    for password in (None, *access.passwords):
        try:
            pdf = pypdfium2.PdfDocument(document.content, password=password)
        except pypdfium2.PdfiumError as error:
            if "password" not in str(error).lower():
                return Problem(code="broken_file", message="The PDF is damaged and cannot be opened.")
            continue
        if len(pdf) == 0:
            pdf.close()
            return Problem(code="empty", message="The PDF has no pages.")
        if len(pdf) > MAX_PAGES:
            count = len(pdf)
            pdf.close()
            return Problem(
                code="too_large",
                message=f"The PDF has {count} pages; more than {MAX_PAGES} are not read.",
                facts={"pages": str(count)},
            )
        return pdf, password
    tried = "none of the passwords kept opens it" if access.passwords else "no password is kept for its sender"
    return Problem(code="locked", message=f"The PDF is locked and {tried}.")


def _seen(pdf: Any, document: Document, problems: list[Problem], reader: str) -> Iterator[SeenPage]:
    for index in range(len(pdf)):
        place = Place(document=document.sha256, reader=reader, page=index + 1)
        try:
            with closing(pdf[index]) as page:
                seen = seen_page(page, index + 1)
        except pypdfium2.PdfiumError:
            problems.append(
                Problem(code="broken_file", message=f"Page {index + 1} is damaged and cannot be read.", place=place)
            )
            continue
        if seen.too_large:
            problems.append(
                Problem(code="too_large", message=f"Page {index + 1} holds more text than a page does.", place=place)
            )
        elif seen.is_picture:
            problems.append(
                Problem(
                    code="image_only",
                    message=f"Page {index + 1} is a picture without text: it was scanned or photographed.",
                    place=place,
                )
            )
        yield seen


def _nothing_to_read(*, images: int, hidden: int) -> Problem:
    if images or hidden:
        return Problem(code="image_only", message="The PDF holds pictures and no visible text: it was scanned.")
    return Problem(code="empty", message="The PDF holds no text.")


READER = PdfWords()
