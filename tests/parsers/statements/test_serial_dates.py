"""A column of a workbook's day numbers under the heading of a date is a column of dates."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.document import Document
from parsers.recognise import recognise
from parsers.statements.serial_dates import with_serials_read


@pytest.mark.parametrize(
    ("texts", "read"),
    [
        (["46027", "46034.5"], ["2026-01-05", "2026-01-12"]),
        (["46027", "", "12.01.2026"], ["2026-01-05", "", "12.01.2026"]),
        (["46027", "10233a"], ["46027", "10233a"]),
        (["46027", "38000"], ["46027", "38000"]),  # twenty years apart: these count something else
        (["10233", "10234"], ["10233", "10234"]),
        (["20260105"], ["20260105"]),
        (["05/01/2026"], ["05/01/2026"]),
        ([], []),
    ],
)
def test_only_a_whole_column_of_them_counts_days(texts: list[str], read: list[str]) -> None:
    assert read == with_serials_read(texts)


@given(st.lists(st.dates(dt.date(2020, 1, 1), dt.date(2028, 1, 1)), min_size=1))
def test_every_day_comes_back(days: list[dt.date]) -> None:
    texts = [str((day - dt.date(1899, 12, 30)).days) for day in days]
    assert [day.isoformat() for day in days] == with_serials_read(texts)


def test_a_statement_whose_dates_lost_their_format_is_dated() -> None:
    text = (
        "Date,Reference,Description,Debit,Credit,Balance\n,,Opening balance,,,10.00\n46027,INV-1,Invoice,5.00,,15.00\n"
        "46034,RCT-2,Payment,,4.00,11.00\n,,Closing balance,,,11.00\n"
    )
    (statement,) = recognise(Document("a.csv", text.encode())).statements
    assert [dt.date(2026, 1, 5), dt.date(2026, 1, 12)] == [line.date for line in statement.lines]
    assert "proven" == statement.proof.verdict
