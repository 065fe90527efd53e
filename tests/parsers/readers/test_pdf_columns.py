"""The second choice of columns is a reading of its own, and nothing where there is but one choice."""

from __future__ import annotations

from parsers.document import Document
from parsers.readers.base import Access
from parsers.readers.pdf_columns import READER
from parsers.readers.pdf_words import READER as FIRST
from parsers.table import Reading
from tests.parsers.readers.papers import paper

ROWS = (
    ("Datum Vorgangserklärung", "Beleg", "Betrag"),
    *((f"0{i}.10.2026 {text}", f"R{i}", f"{i}00,00") for i, text in enumerate(("Ware", "Zahlung erhalten", "Fracht und Ware", "Ware", "Fracht"), 1)),
)  # fmt: skip


def test_the_other_division_is_read() -> None:
    document = Document("a.pdf", paper(ROWS, ruled=False))
    widths = {
        reader.name: {len(row.cells) for table in reader.read(document, Access()).tables for row in table.rows}
        for reader in (FIRST, READER)
    }
    assert {"pdf_words": {4}, "pdf_columns": {3}} == widths


def test_a_paper_with_one_division_is_not_read_again() -> None:
    assert Reading("pdf_columns") == READER.read(Document("a.pdf", paper()), Access())


def test_what_the_first_reader_could_not_open_is_not_said_twice() -> None:
    assert Reading("pdf_columns") == READER.read(Document("a.pdf", b"%PDF-1.4 broken"), Access())
