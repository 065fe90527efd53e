"""The workbook reader: cells with their places, whatever the file is named."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from parsers.document import Document
from parsers.readers.base import Access
from parsers.readers.workbook import READER
from parsers.recognise import recognise
from tests.support.workbooks import openpyxl_book, xlsxwriter_book

FILES = Path(__file__).parents[1] / "sheets" / "files"


def fill(book: Any) -> None:
    sheet = book.add_worksheet("对账单")
    sheet.merge_range("A1:C1", "Statement of account")
    sheet.write_row(2, 0, ["Date", "Reference", "Amount", "hidden"])
    sheet.write(3, 0, dt.date(2026, 3, 1), book.add_format({"num_format": "dd/mm/yyyy"}))
    sheet.write(3, 1, "00077")
    sheet.write(3, 2, 1234.5, book.add_format({"num_format": "#,##0.00"}))
    sheet.write_formula(4, 2, "=1/0", None, "#DIV/0!")
    sheet.set_row(4, None, None, {"hidden": True})
    sheet.set_column("D:D", None, None, {"hidden": True})
    book.add_worksheet("Empty")
    other = book.add_worksheet("Back")
    other.hide()
    other.write(0, 0, "x")


BOOK = Document("statement.csv", xlsxwriter_book(fill))


def test_cells_carry_text_value_and_place() -> None:
    table, _ = READER.read(BOOK, Access()).tables
    cell = table.rows[2].cells[2]
    assert ("1234.50", Decimal("1234.5")) == (cell.text, cell.value)
    assert ("对账单", "C4", BOOK.sha256, "workbook") == (
        cell.place.sheet,
        cell.place.cell,
        cell.place.document,
        cell.place.reader,
    )
    assert ["2026-03-01", "00077", "1234.50"] == list(table.rows[2].texts())
    assert dt.date(2026, 3, 1) == table.rows[2].cells[0].value


def test_rows_are_of_equal_length_and_what_is_odd_is_marked() -> None:
    reading = READER.read(BOOK, Access())
    table, back = reading.tables
    assert {3} == {len(row.cells) for row in table.rows}
    assert [False, True, True] == [cell.merged for cell in table.rows[0].cells]
    assert [False, False, False, True] == [row.hidden for row in table.rows]
    assert table.rows[3].cells[2].unreadable
    assert ("Back", True) == (back.sheet, back.rows[0].hidden)
    assert ["hidden_columns"] == [problem.code for problem in reading.problems]
    assert {"columns": "D", "sheet": "对账单"} == dict(reading.problems[0].facts)


@pytest.mark.parametrize("name", ["ledger.xls", "ledger.ods"])
def test_old_and_open_workbooks_read_alike(name: str) -> None:
    document = Document("x.pdf", (FILES / name).read_bytes())
    assert READER.able(document)
    table = READER.read(document, Access()).tables[0]
    assert ["2026-03-01", "00077", "1234.56", "seen"] == list(table.rows[2].texts())
    assert table.rows[3].cells[2].unreadable


def test_a_page_named_xls_reads_with_the_text_around_its_table() -> None:
    document = Document(
        "x.xls", "<html><body><h1>对账单</h1><table><tr><td>日期</td></tr></table></body></html>".encode()
    )
    reading = READER.read(document, Access())
    assert ["日期"] == [cell.text for cell in reading.tables[0].rows[0].cells]
    assert ["对账单"] == [cell.text for cell in reading.lines]


def test_a_locked_workbook_needs_the_counterpartys_password() -> None:
    stream = io.BytesIO()
    OOXMLFile(io.BytesIO(BOOK.content)).encrypt("right", stream)
    document = Document("x.xlsx", stream.getvalue())
    assert READER.able(document)
    assert ["locked"] == [problem.code for problem in READER.read(document, Access()).problems]
    assert 2 == len(READER.read(document, Access(("right",))).tables)


@pytest.mark.parametrize(
    ("content", "able"),
    [
        (b"%PDF-1.7", False),
        (b"a,b\n1,2\n", False),
        (b"", False),
        (b"PK\x03\x04broken", True),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1broken", True),
        (b"<html><table>", True),
    ],
)
def test_content_decides_who_is_able(content: bytes, able: bool) -> None:
    assert able is READER.able(Document("statement.xlsx", content))


def test_broken_empty_and_monstrous_files_give_a_problem_and_no_table() -> None:
    for content, code in (
        (BOOK.content[:1500], "broken_file"),
        (openpyxl_book([[]]), "empty"),
        (openpyxl_book([["x", *[None] * 700, "y"]] * 900), "too_large"),
    ):
        reading = READER.read(Document("x.xlsx", content), Access())
        assert ((), [code]) == (reading.tables, [problem.code for problem in reading.problems])


def test_a_currency_that_only_a_format_shows_is_kept_beside_the_number() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Date", "Reference", "Amount", "Balance"])
        for row, figures in enumerate([(5, 5), (2.5, 7.5)], 1):
            sheet.write_row(row, 0, [f"2026-03-0{row}", f"INV-{row}"])
            sheet.write_row(row, 2, figures, book.add_format({"num_format": "#,##0.00\\ [$€-407]"}))

    document = Document("a.xlsx", xlsxwriter_book(fill))
    cells = [cell for row in READER.read(document, Access()).tables[0].rows[1:] for cell in row.cells[2:]]
    assert [("5.00", "€"), ("5.00", "€"), ("2.50", "€"), ("7.50", "€")] == [
        (cell.text, cell.currency) for cell in cells
    ]
    assert ["EUR"] == [statement.currency for statement in recognise(document).statements]
