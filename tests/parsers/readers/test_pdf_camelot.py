"""The dear reader keeps the contract."""

from __future__ import annotations

from parsers.document import Document
from parsers.readers.base import Access
from parsers.readers.pdf_camelot import READER
from tests.parsers.readers.papers import BEFORE, ENGLISH, paper


def test_a_ruled_table_comes_back_with_the_text_around() -> None:
    reading = READER.read(Document("a.pdf", paper()), Access())
    assert list(ENGLISH) == [row.texts() for row in reading.tables[0].rows]
    assert BEFORE[0] == reading.lines[0].text


def test_a_broken_file_is_a_problem() -> None:
    problems = READER.read(Document("a.pdf", b"%PDF-1.4 x"), Access()).problems
    assert ["broken_file"] == [problem.code for problem in problems]
