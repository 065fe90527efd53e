"""Statements and what only looks like one."""

from __future__ import annotations

import pytest

from parsers.statements.words_of_statement import called_other, called_statement, statement_like
from tests.parsers.statements.tables import section

LEDGER = "Date|Ref|Debit|Credit|Balance\n2026-03-01|A-1|1.00||1.00"
GOODS = "Date|Description|Quantity|Unit price|Amount\n2026-03-01|Bolts|1|1.00|1.00"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("TAX INVOICE", "invoice"),
        ("Rechnung", "invoice"),
        ("Purchase order", "order"),
        ("采购订单", "order"),
        ("Newsletter March", "newsletter"),
        ("Price list 2026", "price_list"),
        ("Stock card", "stock_card"),
        ("Hello", None),
    ],
)
def test_other_papers_are_called_by_their_title(text: str, name: str | None) -> None:
    assert name == called_other([text])


@pytest.mark.parametrize(
    "text", ["Statement of Account", "客户对账单", "往來對帳單", "Kontoauszug", "Relevé de compte"]
)
def test_statements_are_called_by_theirs(text: str) -> None:
    assert called_statement([text])


def test_a_ledger_is_like_a_statement_and_an_invoice_is_not() -> None:
    assert statement_like(section(LEDGER), [])
    assert not statement_like(section(GOODS), ["Invoice"])
    assert statement_like(section(GOODS), ["客户对账单"])


def test_a_stock_card_is_none_though_it_has_a_balance() -> None:
    assert not statement_like(section(LEDGER), ["Stock card"])


ITEMS = "Date|Invoice|Amount\n2026-03-01|A-1|1.00"
BILL = ["TAX INVOICE", "Invoice No: A-1"]


@pytest.mark.parametrize(
    "spoken",
    [
        "Please pay within 30 days. Previous balance on your account: 1,204.00 (see separate statement).",
        "This amount will appear on your next statement of account.",
        "See your statement of account for March",
    ],
)
def test_an_invoice_that_speaks_of_a_statement_is_still_an_invoice(spoken: str) -> None:
    assert not statement_like(section(GOODS), [*BILL, spoken])
    assert not statement_like(section(ITEMS), [*BILL, spoken])


def test_a_previous_balance_beside_its_table_makes_no_statement_of_an_invoice() -> None:
    assert not statement_like(section(GOODS), [*BILL, "Previous balance: 1,204.00"])
    assert not statement_like(section(ITEMS), [*BILL, "Previous balance: 1,204.00"])


def test_goods_under_an_invoices_title_are_an_invoice_whatever_is_said_below() -> None:
    assert not statement_like(section(GOODS), [*BILL, "Statement enclosed"])
    assert statement_like(section(GOODS), ["Statement of Account", "Invoice No: A-1"])


@pytest.mark.parametrize(
    "title", ["Statement of Account", "Your statement of account", "Statement of account for Miller & Sons Ltd."]
)
def test_a_statement_may_speak_of_an_invoice(title: str) -> None:
    assert statement_like(section(ITEMS), ["Invoice enquiries: 0113 496 0000", title])


def test_amounts_spread_by_age_are_open_items_under_any_title() -> None:
    aged = section("Invoice|Invoice date|Amount|Current|1-30|31-60|61-90\nA-1|2026-03-01|1.00|1.00|||")
    assert statement_like(aged, ["Invoice"])
    assert not statement_like(section("Invoice|Invoice date|Amount|Paid\nA-1|2026-03-01|1.00|1.00"), ["Invoice"])


def test_items_with_what_is_owed_under_them_are_a_statement_without_a_title() -> None:
    listed = "Date|Invoice|Amount\n2026-03-01|A-1|1.00\n2026-03-02|A-2|2.00\nTotal outstanding||3.00"
    assert statement_like(section(listed), ["Hi,", "please confirm"])
    assert not statement_like(section(listed), BILL)
    assert not statement_like(section(listed.replace("outstanding", "paid")), ["Hi,", "please confirm"])


def test_numbers_with_days_of_payment_are_open_items_though_nothing_calls_them_so() -> None:
    listed = "凭证编号|凭证日期|到期日|金额|货币\n1800|2026-02-03|2026-03-05|1.00|CNY"
    assert statement_like(section(listed), ["客户 100871"])
    assert not statement_like(section(listed), ["付款通知"])
    assert not statement_like(section("凭证编号|凭证日期|金额|货币\n1800|2026-02-03|1.00|CNY"), ["客户 100871"])
