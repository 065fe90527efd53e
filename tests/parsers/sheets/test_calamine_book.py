"""Old workbooks: what calamine sees, with the marks that it leaves out. `files/ledger.xls` was saved by LibreOffice."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from pathlib import Path

import pytest

from parsers.sheets.calamine_book import calamine_sheets
from parsers.sheets.model import SheetsRefused
from parsers.sheets.opening import open_sheets
from parsers.sheets.xls_marks import xls_marks

BOOK = (Path(__file__).parent / "files" / "ledger.xls").read_bytes()


def test_an_old_workbook_gives_typed_values_and_text_as_text() -> None:
    sheet = open_sheets(io.BytesIO(BOOK))[0]
    rows = {row.number: row for row in sheet.rows()}
    assert ["Date", "Reference", "Amount", "Note"] == rows[2].texts
    assert ["2026-03-01", "00077", "1234.56", "seen"] == rows[3].texts
    assert {0: dt.date(2026, 3, 1), 2: Decimal("1234.56")} == rows[3].values


def test_errors_shortened_numbers_and_hidden_parts_are_told() -> None:
    sheets = open_sheets(io.BytesIO(BOOK))
    rows = {row.number: row for row in sheets[0].rows()}
    assert frozenset({2, 3}) == rows[4].unreadable
    assert 2 not in rows[4].values
    assert [False, True] == [rows[4].hidden, rows[5].hidden]
    assert frozenset({4}) == sheets[0].hidden_columns()
    assert [("对账单", False), ("Other", True)] == [(sheet.name, sheet.hidden) for sheet in sheets]
    [block] = sheets[0].merged()
    assert (1, 0, 1, 2) == (block.first_row, block.first_column, block.last_row, block.last_column)


def test_without_marks_calamine_alone_is_silent_about_them() -> None:
    """Why the marks are read at all: were this to change, they could go."""
    rows = {row.number: row for row in calamine_sheets(io.BytesIO(BOOK))[0].rows()}
    assert 2 not in rows[4].unreadable
    assert not rows[5].hidden


@pytest.mark.parametrize("length", [600, 2000, 5000])
def test_a_cut_workbook_is_broken_and_never_a_panic(length: int) -> None:
    with pytest.raises(SheetsRefused) as refused:
        for sheet in open_sheets(io.BytesIO(BOOK[:length])):
            list(sheet.rows())
    assert refused.value.code == "broken_file"


def test_marks_of_other_bytes_are_none() -> None:
    assert xls_marks(io.BytesIO(b"no workbook")) == {}
