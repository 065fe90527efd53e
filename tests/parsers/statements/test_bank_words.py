"""What a file says of bank accounts is kept, from any line and any cell."""

from __future__ import annotations

from parsers.document import Document
from parsers.recognise import recognise
from parsers.statements.bank_words import bank_notes
from parsers.table import Reading
from tests.support.letters_on_paper import text_pdf

STATEMENT = b"Date,Reference,Debit,Credit,Balance\n2026-03-01,A1,10.00,,10.00\n2026-03-02,A2,,3.00,7.00\n"


def test_a_letter_that_is_no_statement_is_read_for_it() -> None:
    letter = text_pdf(
        "Dear customer,", "please note that the details of our", "bank account have changed.", "Kind regards"
    )
    found = recognise(Document("letter.pdf", letter))
    assert () == found.statements
    assert any("bank account have changed" in note for note in found.notes)


def test_a_cell_of_a_sheet_is_read_for_it() -> None:
    found = recognise(Document("s.csv", STATEMENT + b",Our bank account has changed,,,\n"))
    assert ("Our bank account has changed",) == found.notes


def test_a_file_that_says_nothing_of_banks_gives_no_note() -> None:
    assert () == recognise(Document("s.csv", STATEMENT)).notes
    assert () == bank_notes([Reading("none")])
