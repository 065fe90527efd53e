"""Dates of rows."""

from __future__ import annotations

import datetime as dt

import pytest

from parsers.dates import DateOrder
from parsers.statements.dating import dates_of, dates_of_rows, order_for, order_of_dates
from parsers.statements.rows import seen_rows
from parsers.statements.statement import Period
from parsers.statements.surroundings import Facts
from tests.parsers.statements.tables import section, statement

MARCH = Period(dt.date(2026, 3, 1), dt.date(2026, 3, 31))


def test_a_date_without_year_takes_the_periods() -> None:
    span = (dt.date(2025, 12, 1), dt.date(2026, 1, 31))
    assert [dt.date(2025, 12, 30), dt.date(2026, 1, 2)] == dates_of(["30 Dec", "2 Jan"], None, span)


def test_a_date_without_year_goes_on_from_the_row_above() -> None:
    span = (dt.date(2024, 10, 1), dt.date(2025, 10, 31))
    assert [dt.date(2025, 10, 27), dt.date(2025, 11, 9)] == dates_of(["27 Oct", "9 Nov"], None, span)


def test_an_unreadable_date_does_not_take_the_day_above() -> None:
    made = section("Date|Ref|Amount\n2026-03-01|A-1|1.00\n|A-2|1.00\n2026-02-31|A-3|1.00\n|A-4|1.00")
    found = dates_of_rows(seen_rows(made, "."), made.columns, None, Facts(), Facts())
    assert [dt.date(2026, 3, 1), dt.date(2026, 3, 1), None, None] == found


def test_year_month_and_day_may_stand_in_columns_of_their_own() -> None:
    made = section("月|日|凭证号|摘要|借方|贷方|余额\n3|1|记-1|x|1.00||1.00\n|5|记-2|y|1.00||2.00")
    found = dates_of_rows(seen_rows(made, "."), made.columns, None, Facts(period=MARCH), Facts())
    assert [dt.date(2026, 3, 1), dt.date(2026, 3, 5)] == found


def test_the_order_is_decided_by_the_column_then_the_text_then_assumed() -> None:
    assert DateOrder.MONTH_FIRST is order_for([["03/25/2026"]], [], None)
    assert DateOrder.DAY_FIRST is order_for([["03/04/2026"]], ["25/03/2026"], None)
    rows = seen_rows(section("Date|Ref|Amount\n03/04/2026|A-1|1.00"), ".")
    columns = section("Date|Ref|Amount\n03/04/2026|A-1|1.00").columns
    assert (DateOrder.DAY_FIRST, True) == order_of_dates(rows, columns, Facts(), Facts())
    assert (DateOrder.MONTH_FIRST, True) == order_of_dates(rows, columns, Facts(currency="USD"), Facts())
    assert (DateOrder.MONTH_FIRST, False) == order_of_dates(rows, columns, Facts(period=MARCH), Facts())


@pytest.mark.parametrize(
    ("titles", "year"),
    [(("2026年往来明细账",), 2026), (("2026年往来明细账", "2025年审计"), None), (("往来明细账",), None)],
)
def test_a_year_that_the_title_alone_names_is_the_year_of_months_and_days(titles: tuple[str, ...], year: int | None) -> None:  # fmt: skip
    text = "月|日|凭证号|摘要|借方|贷方|方向|余额\n|||期初余额|||借|5.00\n1|5|记-1|货款|1.00||借|6.00\n2|7|记-2|货款|2.00||借|8.00"
    dates = [line.date for line in statement("\n".join([*titles, text])).lines]
    assert [year and dt.date(year, 1, 5), year and dt.date(year, 2, 7)] == dates


def test_a_year_named_by_itself_is_that_of_days_without_one() -> None:
    made = section("日期|单号|应收|收款|结余\n1.06|A-1|1.00||1.00\n1.20|A-2|1.00||2.00")
    found = dates_of_rows(
        seen_rows(made, "."), made.columns, DateOrder.MONTH_FIRST, Facts(years=frozenset({"2026"})), Facts()
    )
    assert [dt.date(2026, 1, 6), dt.date(2026, 1, 20)] == found
    twice = dates_of_rows(
        seen_rows(made, "."), made.columns, DateOrder.MONTH_FIRST, Facts(years=frozenset({"2025", "2026"})), Facts()
    )
    assert [None, None] == twice


def test_a_payment_may_have_its_day_in_a_column_of_its_own() -> None:
    made = section("日期|单号|送货金额|收款日期|收款金额|余额\n2026-01-06|S-1|1.00|||1.00\n|||2026-01-25|1.00|0.00")
    found = dates_of_rows(seen_rows(made, "."), made.columns, None, Facts(), Facts())
    assert [dt.date(2026, 1, 6), dt.date(2026, 1, 25)] == found


def test_the_day_may_stand_in_a_row_of_its_own_above_its_lines() -> None:
    made = section("单据编号|摘要|应收|收款\n日期：2026-05-04|||\nX-1|a|1.00|\nX-2|b|1.00|\n2026-05-12|||\nX-3|c||1.00")
    found = dates_of_rows(seen_rows(made, "."), made.columns, None, Facts(), Facts())
    assert [dt.date(2026, 5, 4)] * 2 + [dt.date(2026, 5, 12)] == [found[1], found[2], found[4]]


def test_the_only_day_in_the_text_tells_the_year_of_days_without_one() -> None:
    made = section("日期|单号|金额|累计应收\n12/6|A-1|1.00|1.00\n1/2|A-2|1.00|2.00")
    facts = Facts(date_texts=["2026年1月31日"])
    found = dates_of_rows(seen_rows(made, "."), made.columns, DateOrder.MONTH_FIRST, facts, Facts())
    assert [dt.date(2025, 12, 6), dt.date(2026, 1, 2)] == found
    two = Facts(date_texts=["2026年1月31日", "2025年3月1日"])
    assert [None, None] == dates_of_rows(seen_rows(made, "."), made.columns, DateOrder.MONTH_FIRST, two, Facts())


def test_a_table_with_the_year_first_does_not_decide_two_digit_years_around_it() -> None:
    made = statement(
        "Date|Reference|Amount|Balance\n2026-10-02|A-1|1.00|1.00\n2026-10-05|A-2|2.00|3.00",
        "Kontoauszug",
        "Zeitraum: 01.10.26 - 31.10.26",
    )
    assert Period(dt.date(2026, 10, 1), dt.date(2026, 10, 31)) == made.period
