"""The last reader of digital PDFs: camelot's hybrid and network parsers, without rendering (engine "vector").

Never `stream`, which gives some rows twice. It takes seconds a page, so it runs only where nothing cheaper is proven.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
from camelot.io import read_pdf

from parsers.document import Document, Place, Problem
from parsers.readers.base import Access
from parsers.readers.heading_sense import heads_table
from parsers.readers.pdf_plumber import damaged, opened_within, outside_lines
from parsers.readers.pdf_words import is_pdf
from parsers.readers.pdfium_page import seen_page
from parsers.readers.words import PageWords
from parsers.table import Cell, Reading, Row, Table

MAX_PAGES = 4
MAX_OBJECTS = 4_000


class PdfCamelot:
    """PDF through camelot."""

    name = "pdf_camelot"
    cost = 60

    def able(self, document: Document) -> bool:
        return is_pdf(document)

    def read(self, document: Document, access: Access) -> Reading:
        opened = opened_within(document, access, MAX_PAGES, MAX_OBJECTS)
        if isinstance(opened, Problem):
            return Reading(self.name, problems=(opened,))
        pdf, password = opened
        try:
            pages = [seen_page(pdf[number], number + 1).page for number in range(len(pdf))]
        except pypdfium2.PdfiumError as error:
            return Reading(self.name, problems=(damaged(error),))
        finally:
            pdf.close()
        for flavor in ("hybrid", "network"):
            found = _tables(document, password, flavor)
            if any(heads_table([cell.text for cell in row]) for table in found for row in table.cells[:6]):
                return _reading(found, pages, self.name, document.sha256)
        return Reading(self.name)


def _tables(document: Document, password: str | None, flavor: str) -> list[Any]:
    options = {"engine": "vector"} if flavor == "hybrid" else {}
    try:
        with _as_path(document.content) as path:
            return list(read_pdf(path, pages="all", flavor=flavor, password=password, suppress_stdout=True, **options))
    except Exception:  # noqa: BLE001 - camelot raises whatever its backends raise; another flavor may still see a table
        return []


@contextmanager
def _as_path(content: bytes) -> Iterator[str]:
    """Give a path under which camelot can open the bytes. Left to itself it would write the customer's paper to the disk."""
    descriptor = os.memfd_create("paper")
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(descriptor, left) :]
        yield f"/proc/self/fd/{descriptor}"
    finally:
        os.close(descriptor)


def _reading(found: list[Any], pages: list[PageWords], reader: str, document: str) -> Reading:
    tables: list[Table] = []
    boxes: dict[int, list[tuple[float, float, float, float]]] = {}
    for table in sorted(found, key=lambda table: (table.page, -max(cell.y2 for row in table.cells for cell in row))):
        page = pages[table.page - 1]
        rows = []
        for row in table.cells:
            cells = []
            for cell in row:
                box = (
                    round(cell.x1, 1),
                    round(page.height - cell.y2, 1),
                    round(cell.x2, 1),
                    round(page.height - cell.y1, 1),
                )
                boxes.setdefault(table.page, []).append(box)
                text = " ".join(part.strip() for part in cell.text.split("\n") if part.strip())
                cells.append(Cell(text, Place(document=document, reader=reader, page=table.page, box=box)))
            rows.append(Row(tuple(cells)))
        tables.append(Table(tuple(rows), reader, page=table.page))
    lines: list[Cell] = []
    for page in pages:
        taken = boxes.get(page.number, [])
        outside = [
            word
            for word in page.words
            if not any(
                box[0] <= word.middle <= box[2] and box[1] <= (word.top + word.bottom) / 2 <= box[3] for box in taken
            )
        ]
        lines.extend(outside_lines(outside, page.number, reader, document))
    return Reading(reader, tuple(tables), tuple(lines))


READER = PdfCamelot()
