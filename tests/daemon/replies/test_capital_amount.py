"""Capital numerals say exactly the figure beside them: what reads statements reads them back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.replies.capital_amount import capital_amount
from parsers.capital_amounts import read_capital


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("1234.56", "人民币壹仟贰佰叁拾肆元伍角陆分"),
        ("0", "人民币零元整"),
        ("-100000", "人民币壹拾万元整"),
        ("10001", "人民币壹万零壹元整"),
        ("100010000", "人民币壹亿零壹万元整"),
        ("100100000", "人民币壹亿零壹拾万元整"),
        ("1000000000.05", "人民币壹拾亿元零伍分"),
        ("6007.14", "人民币陆仟零柒元壹角肆分"),
        ("0.05", "人民币伍分"),
        ("3.50", "人民币叁元伍角整"),
    ],
)
def test_amounts_are_spelled_as_banks_demand(amount: str, expected: str) -> None:
    assert expected == capital_amount(Decimal(amount), "CNY", "zh_CN")


@given(st.decimals(0, 999_999_999_999, places=2), st.sampled_from([("zh_CN", "人民币"), ("zh_TW", "人民幣")]))
def test_what_is_spelled_reads_back_as_the_same_amount(amount: Decimal, script: tuple[str, str]) -> None:
    code, name = script
    spelled = capital_amount(amount, "CNY", code)
    assert spelled.startswith(name)
    assert amount == read_capital(spelled)


def test_what_has_no_usual_form_is_not_spelled() -> None:
    assert capital_amount(Decimal(1), "CNY", "en") == ""
    assert capital_amount(Decimal(1), "XAF", "zh_CN") == ""
    assert capital_amount(Decimal("1.005"), "CNY", "zh_CN") == ""
    assert capital_amount(Decimal(10) ** 12, "CNY", "zh_CN") == ""


def test_traditional_characters_have_their_own_numerals_and_currencies() -> None:
    assert capital_amount(Decimal("23456.78"), "TWD", "zh_TW") == "新臺幣貳萬參仟肆佰伍拾陸元柒角捌分"
