"""Dates of postings."""

from __future__ import annotations

import datetime as dt

import pytest

from parsers.dates import DateOrder
from parsers.ledgers.cells import CellRefused
from parsers.ledgers.columns import Columns
from parsers.ledgers.layout import Layout
from parsers.ledgers.row_dates import RowDates
from parsers.sheets.model import Sheet, SheetRow
from tests.support.workbooks import no_rows


def dates(columns: Columns, order: DateOrder | None = None) -> RowDates:
    return RowDates(Layout(Sheet("S", no_rows), columns, (), 1, (), order=order))


def test_words_in_the_dates_column_are_no_dates() -> None:
    found = dates(Columns(date=0))
    assert ["", "2026-03-01", "二〇二六年三月一日", ""] == [
        found.text(SheetRow(2, [text])) for text in ("本期合计", "2026-03-01", "二〇二六年三月一日", "Total")
    ]


def test_year_month_and_day_make_a_date() -> None:
    assert dt.date(2026, 3, 1) == dates(Columns(month=0, day=1, given_year=2026)).date(SheetRow(2, ["3", "1"]))
    assert dt.date(2025, 3, 1) == dates(Columns(year=0, month=1, day=2)).date(SheetRow(2, ["2025", "03", "01"]))
    with pytest.raises(CellRefused):
        dates(Columns(month=0, day=1)).date(SheetRow(2, ["3", "1"]))


def test_half_converted_columns_are_refused_in_either_order() -> None:
    real, text = SheetRow(2, ["2026-03-01"], {0: dt.date(2026, 3, 1)}), SheetRow(3, ["25/03/2026"])
    for rows in ((real, text), (text, real)):
        found = dates(Columns(date=0), DateOrder.DAY_FIRST)
        found.date(rows[0])
        with pytest.raises(CellRefused):
            found.date(rows[1])


def test_real_dates_beside_texts_that_need_no_order_are_fine() -> None:
    found = dates(Columns(date=0, due=1))
    assert dt.date(2026, 3, 1) == found.date(SheetRow(2, ["2026-03-01"], {0: dt.date(2026, 3, 1)}))
    assert dt.date(2026, 3, 2) == found.date(SheetRow(3, ["2026年3月2日"]))
    assert dt.date(2026, 4, 1) == found.due(SheetRow(3, ["2026年3月2日", "2026-04-01"]))


def test_an_opening_row_may_have_no_date() -> None:
    found = dates(Columns(date=0))
    assert [None, dt.date(2026, 1, 1)] == [found.opening(SheetRow(2, [text])) for text in ("期初", "2026-01-01")]
