"""Amounts in Chinese numerals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.capital_amounts import read_capital

DIGITS = "零壹贰叁肆伍陆柒捌玖"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("壹万贰仟叁佰肆拾伍元陆角柒分", "12345.67"),
        ("壹萬貳仟參佰肆拾伍圓陸角柒分", "12345.67"),
        ("人民币壹仟元整", "1000.00"),
        ("人民币（大写）：壹仟元正", "1000.00"),
        ("大写金额：壹佰元整", "100.00"),
        ("负壹佰元整", "-100.00"),
        ("負壹佰圓整", "-100.00"),
        ("零元整", "0.00"),
        ("拾伍元", "15.00"),
        ("陆角", "0.60"),
        ("伍分", "0.05"),
        ("壹元零伍分", "1.05"),
        ("壹仟陆佰捌拾元零叁角贰分", "1680.32"),
        ("壹仟陆佰捌拾元叁角贰分", "1680.32"),
        ("壹拾万柒仟元零伍角叁分", "107000.53"),
        ("壹拾万零柒仟元伍角叁分", "107000.53"),
        ("壹仟万零叁元", "10000003.00"),
        ("壹亿贰仟万元整", "120000000.00"),
        ("人民币肆佰伍拾叁亿零壹万元整", "45300010000.00"),
        ("一万二千三百四十五元六角七分", "12345.67"),
        ("壹 万 元 整", "10000.00"),
    ],
)
def test_formal_and_plain_numerals_are_read(text: str, expected: str) -> None:
    assert expected == str(read_capital(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "元",
        "贰仟叁元",
        "壹万贰元",
        "壹贰元",
        "仟元",
        "佰壹仟元",
        "壹元贰",
        "二〇二六年三月一日",
        "三十一",
        "壹角贰角",
        "壹元整元",
        "万元",
        "1万元",
        "壹佰零零伍元",
    ],
)
def test_what_is_not_surely_one_amount_is_refused(text: str) -> None:
    assert read_capital(text) is None


def spelled(cents: int) -> str:
    """Spell an amount below a hundred million by the formal rules, independently of the reader."""

    def section(number: int) -> str:
        text, zero = "", False
        for power, unit in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
            digit = number // power % 10
            if digit:
                text += ("零" if zero and text else "") + DIGITS[digit] + unit
                zero = False
            else:
                zero = True
        return text

    whole, rest = divmod(cents, 100)
    high, low = divmod(whole, 10_000)
    text = section(high) + "万" if high else ""
    if low:
        text += ("零" if high and low < 1000 else "") + section(low)
    text = (text + "元") if whole else ""
    if not rest:
        return (text or "零元") + "整"
    jiao, fen = divmod(rest, 10)
    if jiao:
        text += DIGITS[jiao] + "角"
    elif whole:
        text += "零"
    return text + (DIGITS[fen] + "分" if fen else "整")


@given(st.integers(min_value=0, max_value=9_999_999_999))
def test_every_amount_spelled_by_the_rules_is_read_back(cents: int) -> None:
    assert Decimal(cents) / 100 == read_capital(spelled(cents))


@given(st.text(alphabet="零壹贰叁拾佰仟万亿元角分整负", max_size=12))
def test_no_sequence_of_numerals_raises(text: str) -> None:
    amount = read_capital(text)
    assert amount is None or amount.is_finite()
