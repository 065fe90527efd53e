"""What the words at a table's edge are called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.statements.labels import Label, fold, label_of


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Opening balance", Label.OPENING),
        ("O/Bal", Label.OPENING),
        ("Opg. Bal.", Label.OPENING),
        ("Balance brought forward from 28 February 2026", Label.BROUGHT_FORWARD),
        ("Previous balance (GBP)", Label.OPENING),
        ("期初余额", Label.OPENING),
        ("上年结转", Label.OPENING),
        ("Saldovortrag zum 01.03.2026", Label.OPENING),
        ("Ancien solde", Label.OPENING),
        ("Closing balance as at 31/03/2026", Label.CLOSING),
        ("Total outstanding", Label.CLOSING),
        ("期末余额：", Label.CLOSING),
        ("應付總額", Label.CLOSING),
        ("Nouveau solde", Label.CLOSING),
        ("Neuer Saldo EUR", Label.CLOSING),
        ("Amount due", Label.DUE),
        ("承前页", Label.BROUGHT_FORWARD),
        ("过次页", Label.NEXT_PAGE),
        ("Carried forward to next page", Label.NEXT_PAGE),
        ("Balance c/f", Label.CARRIED_FORWARD),
        ("本期合计", Label.PERIOD_TOTAL),
        ("本年累计", Label.YEAR_TOTAL),
        ("累计发生额", Label.YEAR_TOTAL),
        ("Sub-total", Label.SUBTOTAL),
        ("合 计", Label.TOTAL),
        ("Totaux", Label.TOTAL),
        ("Number of items", Label.LINE_COUNT),
        ("Credit limit", Label.ASIDE),
    ],
)
def test_labels(text: str, label: Label) -> None:
    assert label is label_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "Balance of order",
        "Opening Bal. Invoice",
        "Invoice 123",
        "Adjustment of opening balance INV-7",
        "Total Energy Services Ltd",
        "",
        "销售商品",
    ],
)
def test_what_is_no_label(text: str) -> None:
    assert label_of(text) is None


def test_width_case_blanks_and_spellings_are_folded() -> None:
    assert "对账单" == fold(" 对 帐 单：")
    assert "balance (usd)" == fold("Ｂalance  (USD)")


@given(st.text(max_size=200))
def test_any_text_gets_an_answer(text: str) -> None:
    assert label_of(text) in {None, *Label}


def test_the_side_that_an_indian_ledger_says_first_is_no_part_of_the_label() -> None:
    assert (Label.OPENING, Label.CLOSING) == (label_of("To Opening Balance"), label_of("By Closing Balance"))
    assert label_of("By Total") is None


def test_the_side_before_the_name_does_not_hide_a_balance_carried() -> None:
    assert Label.CARRIED_FORWARD is label_of("By Balance c/d")
    assert Label.BROUGHT_FORWARD is label_of("To Balance b/d")
    assert label_of("By Bank") is None


def test_what_is_only_a_part_of_the_sum_above_stands_aside() -> None:
    assert Label.ASIDE is label_of("其中：逾期金额") is label_of("其中：质保金")


@pytest.mark.parametrize("text", ["3月合计", "3月份小计", "2026年12月合计", "第二季度小计", "十二月累计"])
def test_a_month_has_its_subtotal(text: str) -> None:
    assert Label.SUBTOTAL is label_of(text)
