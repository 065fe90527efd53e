"""Statements in RTF: cells and tabs make tables."""

from __future__ import annotations

from decimal import Decimal

import pytest

from parsers.document import Document
from parsers.readers.base import Access
from parsers.readers.rtf import READER
from parsers.recognise import recognise

ROWS = [
    ["Date", "Reference", "Description", "Debit", "Credit", "Balance"],
    ["", "", "Opening balance", "", "", "1,000.00"],
    ["05/01/2026", "INV-1001", "Invoice", "500.00", "", "1,500.00"],
    ["28/01/2026", "RCT-77", "Payment received", "", "300.00", "1,200.00"],
    ["", "", "Closing balance", "", "", "1,200.00"],
]
CELLS = "".join("\\trowd" + "".join(f"\\intbl {cell}\\cell" for cell in row) + "\\row\n" for row in ROWS)
TABS = "".join("\\tab ".join(row) + "\\par\n" for row in ROWS)


def document(body: str) -> Document:
    return Document(
        "s.doc", ("{\\rtf1\\ansi{\\b Statement of account}\\par\n" + body + "\\pard Thank you.\\par}").encode()
    )


@pytest.mark.parametrize("body", [CELLS, TABS])
def test_a_statement_is_recognised(body: str) -> None:
    (statement,) = recognise(document(body)).statements
    assert "proven" == statement.proof.verdict
    assert [Decimal(500), Decimal(-300)] == [line.amount for line in statement.lines]


def test_cells_have_places_and_the_other_text_is_lines() -> None:
    reading = READER.read(document(CELLS), Access())
    assert ["Statement of account", "Thank you."] == [line.text for line in reading.lines]
    cell = reading.tables[0].rows[2].cells[1]
    assert ("INV-1001", "table 1", "B3") == (cell.text, cell.place.sheet, cell.place.cell)


@pytest.mark.parametrize(("content", "code"), [(b"{\\rtf1 }", "empty"), (b"{\\rtf1" + b"{" * 999, "too_large")])
def test_nothing_and_too_much_are_problems(content: bytes, code: str) -> None:
    reading = READER.read(Document("a.rtf", content), Access())
    assert ((), [code]) == (reading.tables, [problem.code for problem in reading.problems])


def test_only_rtf_is_claimed() -> None:
    assert READER.able(Document("a.doc", b"{\\rtf1 x}"))
    assert not READER.able(Document("a.rtf", b"PK\x03\x04"))
