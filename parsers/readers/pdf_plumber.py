"""The second reader of PDFs: pdfplumber's ruled tables where they have a header that is understood, else its words.

It sees the page through another library (pdfminer.six), so its mistakes are others than `pdf_words`' own. It costs ten to thirty times as
much and runs only where the first reading is not proven.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pdfplumber
import pypdfium2
import pypdfium2.raw as pdfium
from pdfplumber.utils.text import dedupe_chars, extract_words

from parsers.document import Document, Place, Problem
from parsers.readers.base import Access
from parsers.readers.grid import reading_of
from parsers.readers.heading_sense import heads_table
from parsers.readers.pdf_words import is_pdf, opened_with
from parsers.readers.words import PageWords, Ruling, Word, lines_of, phrases_of, text_of
from parsers.table import Cell, Reading, Row, Table

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # its remarks on odd fonts are no news to anyone here

MAX_PAGES = 12
MAX_OBJECTS = 12_000
"""Drawn objects, and a fifth of the letters, in all pages: above this pdfminer takes minutes where pdfium takes seconds.

A longer paper is not worth its third of a second a page: what pdfium's words do not prove is seldom proven by pdfminer's.
"""


class PdfPlumber:
    """PDF through pdfplumber."""

    name = "pdf_plumber"
    cost = 30

    def able(self, document: Document) -> bool:
        return is_pdf(document)

    def read(self, document: Document, access: Access) -> Reading:
        opened = opened_within(document, access, MAX_PAGES, MAX_OBJECTS)
        if isinstance(opened, Problem):
            return Reading(self.name, problems=(opened,))
        pdf, password = opened
        pdf.close()
        try:
            with pdfplumber.open(io.BytesIO(document.content), password=password or "") as plumbed:
                return _reading(plumbed, self.name, document.sha256)
        except Exception as error:  # noqa: BLE001 - pdfminer answers a damaged file with whatever it stumbles over
            return Reading(self.name, problems=(damaged(error),))


def damaged(error: Exception) -> Problem:
    """Return the problem of a file that pdfium opens and a pickier library does not."""
    return Problem(
        code="broken_file",
        message="The PDF is damaged: not every reader can open it.",
        facts={"error": type(error).__name__},
    )


def opened_within(document: Document, access: Access, pages: int, objects: int) -> tuple[Any, str | None] | Problem:
    """Return the open document and its password where a dear reader may touch it, else the `Problem`."""
    opened = opened_with(document, access)
    if isinstance(opened, Problem):
        return opened
    too_large = beyond_budget(opened[0], pages, objects)
    if too_large is not None:
        opened[0].close()
        return too_large
    return opened


def beyond_budget(pdf: Any, pages: int, objects: int) -> Problem | None:
    """Return the problem of a document that a dear reader must not touch. Counted with pdfium, which does it in milliseconds."""
    if len(pdf) > pages:
        return Problem(code="too_large", message=f"The PDF has {len(pdf)} pages; this reader takes up to {pages}.")
    count = 0
    for number in range(len(pdf)):
        try:
            page = pdf[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError as error:
            return damaged(error)
        count += pdfium.FPDFPage_CountObjects(page.raw) + text.count_chars()
        text.close()
        page.close()
        if count > objects * 5:
            return Problem(code="too_large", message="The PDF draws too many objects for this reader.")
    return None


def _reading(pdf: Any, reader: str, document: str) -> Reading:
    tables: list[Table] = []
    lines: list[Cell] = []
    seen = []
    for page in pdf.pages:
        words = _words(page)
        found = [table for table in page.find_tables() if _is_headed(table)]
        seen.append((page, words, found))
    if not any(found for _, _, found in seen):
        return reading_of((words for _, words, _ in seen), reader, document)
    for page, words, found in seen:
        boxes = [table.bbox for table in found]
        tables.extend(_table(table, page.page_number, reader, document) for table in found)
        outside = [word for word in words.words if not any(_inside(word, box) for box in boxes)]
        lines.extend(outside_lines(outside, page.page_number, reader, document))
    return Reading(reader, tuple(tables), tuple(lines))


def outside_lines(words: list[Word], page: int, reader: str, document: str) -> Iterator[Cell]:
    """Yield the phrases of the words that stand outside all tables, in reading order."""
    for line in lines_of(words):
        for phrase in phrases_of(line.words):
            box = (
                round(phrase[0].x0, 1),
                round(min(word.top for word in phrase), 1),
                round(phrase[-1].x1, 1),
                round(max(word.bottom for word in phrase), 1),
            )
            yield Cell(text_of(phrase), Place(document=document, reader=reader, page=page, box=box))


class _Letters(list[dict[str, Any]]):
    """A page's letters that know their places: the library asks for the place of each, which costs a search of the whole page."""

    def __init__(self, letters: list[dict[str, Any]]) -> None:
        super().__init__(letters)
        self._places = {id(letter): place for place, letter in enumerate(letters)}

    def index(self, letter: dict[str, Any], *span: Any) -> int:
        del span
        return self._places[id(letter)]


def _words(page: Any) -> PageWords:
    words: list[Word] = []
    letters_once = dedupe_chars(_Letters(page.chars))
    for found in extract_words(letters_once, return_chars=True, keep_blank_chars=False, use_text_flow=False):
        if not found.get("upright", True):
            continue
        letters = [char for char in found["chars"] if char["text"].strip()]
        text = "".join(char["text"] for char in letters)
        if not text:
            continue
        bottom = found["bottom"]
        xs = tuple(char["x0"] for char in letters) if len(text) == len(letters) else ()
        words.append(Word(text, found["x0"], found["top"], found["x1"], bottom, bottom, xs))
    horizontals, verticals = [], []
    for edge in page.edges:
        if edge["orientation"] == "h":
            horizontals.append(Ruling(edge["top"], edge["x0"], edge["x1"]))
        else:
            verticals.append(Ruling(edge["x0"], edge["top"], edge["bottom"]))
    return PageWords(page.page_number, float(page.width), float(page.height), words, horizontals, verticals)


def _is_headed(table: Any) -> bool:
    rows = table.extract()
    return len(rows) > 1 and any(heads_table([text or "" for text in row]) for row in rows[:4])


def _table(table: Any, page: int, reader: str, document: str) -> Table:
    rows = []
    for row, texts in zip(table.rows, table.extract(), strict=True):
        cells = []
        for box, text in zip(row.cells, texts, strict=True):
            place = Place(document=document, reader=reader, page=page, box=_rounded(box or row.bbox))
            cells.append(Cell(_unwrapped(text or ""), place))
        rows.append(Row(tuple(cells)))
    return Table(tuple(rows), reader, page=page)


def _unwrapped(text: str) -> str:
    """Join the lines of a cell, without a blank between letters of a script that has none."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if not lines:
        return ""
    parts = [lines[0]]
    for before, line in pairwise(lines):
        close = "\u2e80" <= before[-1] <= "\uff60" and "\u2e80" <= line[0] <= "\uff60"
        parts.append(line if close else f" {line}")
    return "".join(parts)


def _inside(word: Word, box: tuple[float, float, float, float]) -> bool:
    middle = (word.top + word.bottom) / 2
    return box[0] - 1 <= word.middle <= box[2] + 1 and box[1] - 1 <= middle <= box[3] + 1


def _rounded(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    return (round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1))


READER = PdfPlumber()
