"""Dates are read where one date is meant, and the order of day and month is decided over a column."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.dates import DateOrder, from_serial, order_of, read_date

MARCH_1 = dt.date(2026, 3, 1)
DATES = st.dates(min_value=dt.date(1970, 1, 1), max_value=dt.date(2069, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-01", "2026/3/1", "2026.03.01", "2026. 3. 1.", "2026 03 01", "2026年3月1日", "２０２６年３月１日", "2026 年 3 月 1 日", "20260301",
        "1 Mar 2026", "01-MAR-26", "01-Mar-2026", "1Mar2026", "March 1, 2026", "Mar 1, 2026", "Mar. 1 2026", "1st March 2026",
        "March 1st, 2026", "1. März 2026", "1er mars 2026", "le 1er mars 2026", "1 de marzo de 2026", "2026-Mar-01",
        "二〇二六年三月一日", "二零二六年三月一日", "二○二六年三月一日", "26年3月1日", "民國115年3月1日", "115/03/01", "2026-03-01 00:00:00",
        "2026-03-01T10:00:00Z", "2026/3/1 0:00", "2026-03-01 10:00:00.000", "Sunday, March 1, 2026", "Sun 1 Mar 2026", "2026-03-01 星期日",
        "2026年3月1日 上午9:30", "2026\u20113\u20111",
    ],
)  # fmt: skip
def test_forms_that_mean_one_date_need_no_order(text: str) -> None:
    for order in (None, *DateOrder):
        assert MARCH_1 == read_date(text, order)


@pytest.mark.parametrize("text", ["01/03/2026", "1-3-2026", "01.03.2026", "1/3/26", "01 03 2026", "01/03/2026 12:00"])
def test_day_and_month_in_figures_need_the_columns_order(text: str) -> None:
    assert read_date(text) is None
    assert MARCH_1 == read_date(text, DateOrder.DAY_FIRST)
    assert dt.date(2026, 1, 3) == read_date(text, DateOrder.MONTH_FIRST)


def test_a_date_that_one_order_alone_makes_possible_needs_no_column() -> None:
    assert dt.date(2026, 12, 25) == read_date("25/12/2026")
    assert dt.date(2026, 12, 25) == read_date("12/25/2026")
    assert dt.date(2026, 3, 3) == read_date("03/03/2026")


def test_a_date_that_contradicts_the_columns_order_is_refused() -> None:
    assert read_date("25/12/2026", DateOrder.MONTH_FIRST) is None


@pytest.mark.parametrize(
    "text",
    [
        "", "2026-02-30", "31/02/2026", "00/00/0000", "0000-00-00", "2026-13-01", "29 Feb 2026", "1,234.56", "1234.56", "12.50", "may", "monday",
        "Mar 2026", "Mar-26", "2026年3月", "31/12/9999", "INV-2026-001", "12:30", "10 days", "1 sat 2026", "2026", "3 of 4", "12 11 10",
        "2026-03-01 to 2026-03-31",
    ],
)  # fmt: skip
def test_impossible_dates_and_other_texts_are_refused(text: str) -> None:
    for order in (None, *DateOrder):
        assert read_date(text, order) is None


@pytest.mark.parametrize("text", ["3月1日", "1 Mar", "Mar 1", "1. März", "三月一日"])
def test_a_date_without_a_year_takes_the_year_that_is_given(text: str) -> None:
    assert read_date(text) is None
    assert MARCH_1 == read_date(text, year=2026)


def test_figures_without_a_year_need_the_order_too() -> None:
    assert read_date("03-01", year=2026) is None
    assert MARCH_1 == read_date("03-01", DateOrder.YEAR_FIRST, year=2026)
    assert dt.date(2026, 1, 3) == read_date("03-01", DateOrder.DAY_FIRST, year=2026)
    assert read_date("Mar 26", year=2026) is None, "it may be the month of that year"


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["01/03/2026", "25/03/2026"], DateOrder.DAY_FIRST),
        (["01/03/2026", "03/25/2026"], DateOrder.MONTH_FIRST),
        (["25/03/2026", "03/25/2026"], None),
        (["01/03/2026", "02/03/2026"], None),
        (["2026-03-01", "2026/4/1"], DateOrder.YEAR_FIRST),
        (["26-03-01", "26-03-05", "26-04-07"], DateOrder.YEAR_FIRST),
        (["01/03/26", "25/03/26", "28/03/26"], DateOrder.DAY_FIRST),
        (["01.03.2026"], DateOrder.DAY_FIRST),
        (["01.03.2026", "03.25.2026"], DateOrder.MONTH_FIRST),
        (["02/03/2026", "05/03/2026", "01/04/2026", "03/04/2026", "04/05/2026"], DateOrder.DAY_FIRST),
        (["Date", "", "Total", "13/01/2026"], DateOrder.DAY_FIRST),
        (["1 Mar 2026"], None),
        ([], None),
    ],
)
def test_the_order_is_decided_over_the_column(texts: list[str], order: DateOrder | None) -> None:
    assert order is order_of(texts)


def test_the_period_decides_where_the_column_cannot() -> None:
    assert DateOrder.DAY_FIRST is order_of(["02/03/2026"], within=(MARCH_1, dt.date(2026, 3, 31)))


@pytest.mark.parametrize(
    ("serial", "since_1904", "expected"),
    [
        ("46082", False, MARCH_1),
        ("46082.75", False, MARCH_1),
        ("44620", True, MARCH_1),
        ("60", False, None),
        ("0", True, dt.date(1904, 1, 1)),
        ("-1", False, None),
        ("999999", False, None),
    ],
)
def test_serial_numbers_of_workbooks(serial: str, since_1904: bool, expected: dt.date | None) -> None:
    assert expected == from_serial(Decimal(serial), since_1904=since_1904)


@given(
    DATES,
    st.sampled_from(
        [
            ("%d/%m/%Y", DateOrder.DAY_FIRST),
            ("%m/%d/%Y", DateOrder.MONTH_FIRST),
            ("%Y-%m-%d", None),
            ("%d.%m.%y", DateOrder.DAY_FIRST),
            ("%y/%m/%d", DateOrder.YEAR_FIRST),
            ("%d %b %Y", None),
            ("%B %d, %Y", None),
            ("%Y%m%d", None),
            ("%Y年%m月%d日", None),
        ]
    ),
)
def test_whatever_is_written_is_read_back(date: dt.date, style: tuple[str, DateOrder | None]) -> None:
    form, order = style
    assert date == read_date(date.strftime(form), order)


@given(
    st.lists(DATES, min_size=1, max_size=30),
    st.sampled_from([("%d/%m/%Y", DateOrder.DAY_FIRST), ("%m/%d/%Y", DateOrder.MONTH_FIRST)]),
)
def test_a_column_with_a_telling_day_never_proves_the_wrong_order(
    dates: list[dt.date], style: tuple[str, DateOrder]
) -> None:
    form, order = style
    texts = [date.strftime(form) for date in dates]
    if any(date.day > 12 for date in dates):
        assert order is order_of(texts)


@given(st.text(max_size=25))
def test_any_text_is_a_date_or_none_and_never_an_error(text: str) -> None:
    assert read_date(text) is None or isinstance(read_date(text), dt.date)


def test_a_date_wrapped_in_a_narrow_column_is_one_date() -> None:
    assert dt.date(2026, 1, 3) == read_date("2026-01- 03") == read_date("2026年1月 3日") == read_date("2026/01/ 03")


def test_days_without_a_year_put_the_month_first_where_one_of_them_shows_it() -> None:
    assert DateOrder.MONTH_FIRST is order_of(["1.06", "1.20"])
    assert order_of(["1.06", "1.07"]) is None
