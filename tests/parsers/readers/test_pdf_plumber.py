"""The second PDF reader keeps the same contract."""

from __future__ import annotations

import pypdfium2

from parsers.document import Document
from parsers.readers.base import Access
from parsers.readers.pdf_plumber import READER, beyond_budget
from tests.parsers.readers.papers import BEFORE, ENGLISH, paper


def test_ruled_tables_come_back_cell_by_cell_with_the_text_around() -> None:
    reading = READER.read(Document("a.pdf", paper()), Access())
    assert list(ENGLISH) == [row.texts() for row in reading.tables[0].rows]
    assert list(BEFORE) == [line.text for line in reading.lines]


def test_a_page_without_rules_is_read_by_its_words() -> None:
    reading = READER.read(Document("a.pdf", paper(ruled=False)), Access())
    assert list(ENGLISH) == [row.texts() for row in reading.tables[0].rows]


def test_a_locked_file_is_a_problem_and_opens_with_its_password() -> None:
    locked = Document("a.pdf", paper(password="sesame"))
    assert ["locked"] == [problem.code for problem in READER.read(locked, Access()).problems]
    assert () == READER.read(locked, Access(("sesame",))).problems


def test_what_is_beyond_the_budget_is_told_before_the_slow_library_sees_it() -> None:
    pdf = pypdfium2.PdfDocument(paper())
    over = beyond_budget(pdf, pages=10, objects=10)
    assert over is not None
    assert "too_large" == over.code
    assert beyond_budget(pdf, pages=10, objects=10_000) is None
    pdf.close()
