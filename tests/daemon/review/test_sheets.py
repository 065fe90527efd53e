"""Tables as files carry exactly what the page shows, and do nothing."""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from daemon.review.sheets import Sheet, csv_of, xlsx_of


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**17), max_value=10**17))
def test_no_digit_of_an_amount_is_lost(amount: Decimal) -> None:
    sheet = Sheet("t", ("a",), [(amount,)])
    written = list(csv.reader(io.StringIO(csv_of(sheet).decode("utf-8-sig"), newline="")))
    assert amount == Decimal(written[1][0])
    page = load_workbook(io.BytesIO(xlsx_of(sheet))).active
    assert page is not None
    assert amount == Decimal(str(page["A2"].value))


def test_texts_days_and_numbers_stay_what_they_are() -> None:
    sheet = Sheet("t", ("a", "b", "c", "d"), [("-1+1|cmd", dt.date(2026, 3, 1), 7, None)])
    page = load_workbook(io.BytesIO(xlsx_of(sheet))).active
    assert page is not None
    assert ["-1+1|cmd", dt.datetime(2026, 3, 1), 7, None] == [cell.value for cell in page[2]]  # noqa: DTZ001 - a cell's day
    assert "A2" == page.freeze_panes
    assert b"'-1+1|cmd,2026-03-01,7,\r\n" in csv_of(sheet)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("Ship;=cmd()", "Ship;'=cmd()"),
        ("a; @SUM(A1)", "a; '@SUM(A1)"),
        ("pay\n=1+1", "pay =1+1"),
        ("INV-1; INV-2", "INV-1; INV-2"),
    ],
)
def test_a_text_begins_no_formula_also_where_a_semicolon_parts_columns(text: str, written: str) -> None:
    assert f"a\r\n{written}\r\n".encode() in csv_of(Sheet("t", ("a",), [(text,)]))
