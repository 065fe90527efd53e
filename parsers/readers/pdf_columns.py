"""The first reader's letters once more, with each table's columns told in the other way where there are two.

Runs only where the first division into columns does not prove, and gives nothing where there was but one way.
"""

from __future__ import annotations

from parsers.document import Document, Problem
from parsers.readers.base import Access
from parsers.readers.grid import reading_of
from parsers.readers.pdf_words import is_pdf, open_pdf, pages_of
from parsers.table import Reading


class PdfColumns:
    """PDF by character boxes, the second choice of columns."""

    name = "pdf_columns"
    cost = 20

    def able(self, document: Document) -> bool:
        return is_pdf(document)

    def read(self, document: Document, access: Access) -> Reading:
        opened = open_pdf(document, access)
        if isinstance(opened, Problem):
            return Reading(self.name)
        try:
            pages, problems = pages_of(opened, document, self.name)
        finally:
            opened.close()
        return reading_of(pages, self.name, document.sha256, problems, choice=1)


READER = PdfColumns()
