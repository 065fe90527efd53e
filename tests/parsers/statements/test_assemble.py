"""Whole tables through the room: what comes out, with which verdict, and what is said to be odd."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from parsers.statements.statement import Form, Verdict
from tests.parsers.statements.tables import LEDGER, amounts, assembled, statement


def test_a_plain_account_is_proven() -> None:
    found = statement(LEDGER)
    assert Verdict.PROVEN is found.proof.verdict
    assert ["50.00", "-120.00"] == amounts(found)
    assert ("100.00", "30.00") == (
        str(found.opening and found.opening.amount),
        str(found.closing and found.closing.amount),
    )
    assert found.credit_raises is False


def test_credits_may_raise_the_balance() -> None:
    found = statement("""
    Date | Reference | Debit | Credit | Balance
     | Balance b/f | | | 10.00
    2026-03-01 | INV-1 | | 50.00 | 60.00
    2026-03-05 | PMT-9 | 20.00 | | 40.00
    """)
    assert (["50.00", "-20.00"], True) == (amounts(found), found.credit_raises)


def test_balances_on_the_credit_side_are_positive() -> None:
    found = statement("""
    日期 | 凭证号 | 摘要 | 借方 | 贷方 | 方向 | 余额
     | | 期初余额 | | | 贷 | 10.00
    2026-03-01 | 记-1 | 采购 | | 50.00 | 贷 | 60.00
    2026-03-05 | 记-2 | 付款 | 60.00 | | 平 | 0.00
     | | 期末余额 | | | 平 | 0.00
    """)
    assert Verdict.PROVEN is found.proof.verdict
    assert (["50.00", "-60.00"], True) == (amounts(found), found.credit_raises)
    assert found.opening is not None
    assert Decimal("10.00") == found.opening.amount


def test_open_items_with_a_total_are_consistent() -> None:
    found = statement(
        "Invoice date|Invoice no|Due date|Outstanding\n2026-03-01|INV-1|2026-04-01|50.00\n2026-03-05|INV-2|2026-04-05|20.00\n||Total|70.00"
    )
    assert (Form.OPEN_ITEM, Verdict.CONSISTENT) == (found.form, found.proof.verdict)
    assert dt.date(2026, 4, 1) == found.lines[0].due_date
    assert found.closing is not None
    assert Decimal("70.00") == found.closing.amount


def test_a_wrong_printed_figure_breaks() -> None:
    assert Verdict.BROKEN is statement(LEDGER.replace("150.00", "151.00")).proof.verdict
    assert (
        Verdict.BROKEN
        is statement(
            LEDGER.replace("| 30.00\n | | Closing balance | | | 30.00", "| 30.00\n | | Closing balance | | | 31.00")
        ).proof.verdict
    )


def test_a_lost_row_breaks() -> None:
    lost = "\n".join(row for row in LEDGER.split("\n") if "INV-1" not in row)
    assert Verdict.BROKEN is statement(lost).proof.verdict


def test_a_row_taken_as_opening_needs_a_single_figure() -> None:
    """A first line with its own balance would always fit as an opening; it must stay a line."""
    found = statement(
        "Date|Ref|Text|Amount|Balance\n2026-03-01||Carriage|50.00|60.00\n2026-03-02|INV-2|Goods|10.00|70.00",
        "Closing balance: 70.00",
    )
    assert ["50.00", "10.00"] == amounts(found)
    assert Verdict.PROVEN is not found.proof.verdict


def test_a_sum_under_an_unknown_name_is_told_by_its_arithmetic() -> None:
    found = statement(
        LEDGER.replace(" | | Closing balance | | | 30.00", " | | Zusammenfassung gesamt XY | 50.00 | 120.00 | 30.00")
    )
    assert (["50.00", "-120.00"], Verdict.PROVEN) == (amounts(found), found.proof.verdict)


def test_the_order_of_day_and_month_is_decided_over_the_column() -> None:
    found = statement(
        "Date|Ref|Amount|Balance\n|Opening balance||0.00\n03/04/2026|A-100|5.00|5.00\n03/25/2026|A-101|5.00|10.00"
    )
    assert [dt.date(2026, 3, 4), dt.date(2026, 3, 25)] == [line.date for line in found.lines]


def test_an_open_order_of_day_and_month_is_said_and_never_proven() -> None:
    result = assembled(
        "Date|Ref|Amount|Balance\n|Opening balance||0.00\n03/04/2026|A-100|5.00|5.00\n03/05/2026|A-101|5.00|10.00"
    )
    assert ["date_order_open"] == [problem.code for problem in result.problems]
    assert Verdict.PROVEN is not result.statements[0].proof.verdict


def test_the_period_decides_the_order_of_day_and_month() -> None:
    found = statement(
        "Date|Ref|Amount|Balance\n|Opening balance||0.00\n03/04/2026|A-100|5.00|5.00\n04/04/2026|A-101|5.00|10.00",
        "Period: 1 April 2026 to 30 April 2026",
    )
    assert [dt.date(2026, 4, 3), dt.date(2026, 4, 4)] == [line.date for line in found.lines]


def test_a_day_printed_once_counts_for_the_rows_below() -> None:
    found = statement("Date|Ref|Amount|Balance\n|Opening balance||0.00\n2026-03-01|A-100|5.00|5.00\n|A-101|5.00|10.00")
    assert [dt.date(2026, 3, 1)] * 2 == [line.date for line in found.lines]


def test_unreadable_dates_are_never_straight_through() -> None:
    result = assembled(LEDGER.replace("2026-03-01", "31.02.2026"))
    assert "date_unread" in [problem.code for problem in result.problems]
    assert Verdict.UNPROVEN is result.statements[0].proof.verdict


def test_an_error_cell_is_repaired_by_the_chain_and_recorded() -> None:
    found = statement(LEDGER.replace("| 50.00 |", "| ! |"))
    assert ["50.00", "-120.00"] == amounts(found)
    assert 1 == len(found.proof.repairs)
    assert Verdict.CONSISTENT is found.proof.verdict


def test_an_error_cell_without_a_chain_is_never_zero() -> None:
    found = statement(
        "Date|Ref|Debit|Credit\n|Opening balance|10.00|\n2026-03-01|INV-1|!|\n2026-03-05|P-100||10.00\n|Closing balance|0.00|"
    )
    assert found.proof.verdict in {Verdict.UNPROVEN, Verdict.BROKEN}


def test_an_invoice_is_no_statement() -> None:
    assert (
        ()
        == assembled(
            "Description|Quantity|Unit price|Amount\nBolts|10|1.00|10.00", lines=("Invoice", "Invoice no: 7")
        ).statements
    )


def test_a_row_of_facts_is_no_part_of_a_header() -> None:
    assert Verdict.PROVEN is statement("Currency:|EUR||Old balance:|100.00|\n" + LEDGER.strip()).proof.verdict
