"""Amounts are read exactly, or refused with a word why."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.money import Amount, Mark, decimal_mark_of, is_blank, mark_of, read_amount, refusal_of

AMOUNTS = st.decimals(min_value=Decimal(-999_999_999), max_value=Decimal(999_999_999), places=2)


def value_of(text: str, decimal_mark: str | None = None) -> str | None:
    amount = read_amount(text, decimal_mark)
    return None if amount is None else str(amount.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1 234,56", "1234.56"),
        ("1\u00a0234,56", "1234.56"),
        ("1\u202f234,56", "1234.56"),
        ("1'234.56", "1234.56"),
        ("1’234.56", "1234.56"),
        ("12,34,567.89", "1234567.89"),
        ("1,00,000", "100000"),
        ("1234.5", "1234.5"),
        ("1234.50", "1234.50"),
        (".50", "0.50"),
        ("12,34", "12.34"),
        ("0,123", "0.123"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("1.234.567,89", "1234567.89"),
        ("１，２３４．５６", "1234.56"),
        ("1'000.-", "1000.00"),
        ("1.000,--", "1000.00"),
        ("\t1234.56", "1234.56"),
        ("1,234.56*", "1234.56"),
    ],
)
def test_groups_and_decimal_marks_of_many_countries(text: str, expected: str) -> None:
    assert expected == value_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "(1,234.56)",
        "1,234.56-",
        "-1,234.56",
        "- 1,234.56",
        "−1,234.56",
        "–1,234.56",
        "－１，２３４．５６",
        "（1,234.56）",
        "¥-1,234.56",
        "-¥1,234.56",
        "$(1,234.56)",
        "($1,234.56)",
        "\u00ad1,234.56",
        "EUR -1.234,56",
        "1.234,56- €",
    ],
)
def test_every_way_to_print_a_minus(text: str) -> None:
    assert value_of(text) == "-1234.56"


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("1,234.56CR", Mark.CREDIT),
        ("1,234.56 Cr.", Mark.CREDIT),
        ("CR 1,234.56", Mark.CREDIT),
        ("1,234.56 C", Mark.CREDIT),
        ("贷 1,234.56", Mark.CREDIT),
        ("1,234.56贷", Mark.CREDIT),
        ("1.234,56 H", Mark.CREDIT),
        ("1,234.56 DR", Mark.DEBIT),
        ("Dr. 1,234.56", Mark.DEBIT),
        ("D 1,234.56", Mark.DEBIT),
        ("借方 1,234.56", Mark.DEBIT),
        ("1.234,56 S", Mark.DEBIT),
        ("USD 1,234.56 CR", Mark.CREDIT),
    ],
)
def test_a_side_is_kept_beside_the_amount_and_changes_no_sign(text: str, mark: Mark) -> None:
    amount = read_amount(text)
    assert amount is not None
    assert (Decimal("1234.56"), mark) == (amount.value, amount.mark)
    assert (Decimal("-1234.56") if mark is Mark.CREDIT else Decimal("1234.56")) == amount.debit_positive


def test_a_minus_with_a_credit_mark_could_mean_either_and_is_not_decided() -> None:
    amount = read_amount("(1,234.56) CR")
    assert amount is not None
    assert amount.debit_positive is None


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("￥1,234.56", None),
        ("$1,234.56", None),
        ("HK$1,234.56", "HKD"),
        ("US$ 1,234.56", "USD"),
        ("1.234,56 €", "EUR"),
        ("RMB1,234.56", "CNY"),
        ("人民币1,234.56元整", "CNY"),
        ("1,234.56元", None),
        ("1,234.56 EUR", "EUR"),
        ("£1,234.56", "GBP"),
        ("S$1,234.56", "SGD"),
        ("Rs. 1,234.56", None),
        ("1,234.56美元", "USD"),
        ("GBP £1,234.56", "GBP"),
    ],
)
def test_a_currency_is_named_only_where_the_sign_has_one_meaning(text: str, currency: str | None) -> None:
    amount = read_amount(text)
    assert amount is not None
    assert (Decimal("1234.56"), currency) == (amount.value, amount.currency)


def test_two_currencies_beside_one_amount_are_refused() -> None:
    assert read_amount("USD 1,234.56 EUR") is None


@pytest.mark.parametrize("text", ["1,234", "1.234", "999,000", "(1,234)", "12.345 CR"])
def test_a_thousand_or_a_decimal_fraction_is_never_guessed(text: str) -> None:
    assert read_amount(text) is None
    assert "thousand or a decimal" in refusal_of(text)


def test_the_columns_mark_decides_what_one_cell_cannot() -> None:
    assert [value_of("1,234", "."), value_of("1,234", ",")] == ["1234", "1.234"]
    assert [value_of("1.234", "."), value_of("1.234", ",")] == ["1.234", "1234"]


@pytest.mark.parametrize(("text", "mark"), [("1.234,56", "."), ("1,234.56", ","), ("12,34", "."), ("12.3", ",")])
def test_what_contradicts_the_columns_mark_is_refused(text: str, mark: str) -> None:
    assert read_amount(text, mark) is None


@pytest.mark.parametrize(
    "text",
    [
        "12.5%", "2026-03-01", "20260301", "01/03/2026", "2026.03.01", "13812345678", "+86 138 0000 0000", "010-88888888",
        "12345678901234567", "007", "00.50", "1e5", "1.23E+05", "12:30", "3/4", "1,23,4", "1,234.56 -", "--5.00", "-(5.00)",
        "**123.45", "192.168.1.1", "2026 001", "1.2万", "12万元", "1,234.56¹", "①", "½", "⑴", "n/a", "USD", "CR", "C1234",
        "CR-1234", "CR1234", "CR 500", "30D", "R500", "USD-1234", "1,234.56 1,234.56", "总计 12", "\u202e65.432,1", "=1+1", "#REF!",
        "1 234 56", "1  234,56", ",", ".", "()", "1,234.",
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused_with_a_reason(text: str) -> None:
    assert read_amount(text) is None
    assert refusal_of(text) != ""


def test_a_column_of_amounts_may_hold_whole_numbers_that_elsewhere_look_like_dates() -> None:
    amount = read_amount("20260301", in_column=True)
    assert amount is not None
    assert Decimal(20260301) == amount.value
    assert read_amount("12345678901234567", in_column=True) is None


@pytest.mark.parametrize("text", ["-", "—", "--", "–", "nil", "NIL", "¥ -", "$ -", "零"])
def test_a_dash_is_zero_in_the_writers_own_hand(text: str) -> None:
    amount = read_amount(text)
    assert amount is not None
    assert (Decimal(0), True) == (amount.value, amount.nil)


@pytest.mark.parametrize("text", ["", "  ", "\u3000", "\u200b", "\u00a0"])
def test_an_empty_cell_is_neither_zero_nor_unreadable(text: str) -> None:
    assert read_amount(text) is None
    assert is_blank(text)
    assert refusal_of(text) == "the cell is empty"


def test_level_stands_only_beside_zero() -> None:
    assert value_of("平 0.00") == "0.00"
    assert read_amount("平 1.00") is None


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("借", Mark.DEBIT),
        ("贷", Mark.CREDIT),
        ("貸", Mark.CREDIT),
        ("平", Mark.LEVEL),
        ("Dr", Mark.DEBIT),
        (" cr ", Mark.CREDIT),
        ("H", Mark.CREDIT),
        ("借方", Mark.DEBIT),
        ("Haben", Mark.CREDIT),
        ("", None),
        ("debit card", None),
        ("借款", None),
    ],
)
def test_a_direction_column_names_a_side(text: str, mark: Mark | None) -> None:
    assert mark is mark_of(text)


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["1,234", "2,500.00"], "."),
        (["1.234", "2.500,00"], ","),
        (["1,234", "5,678"], None),
        (["1,234.00", "2.500,00"], None),
        (["1,234,567"], "."),
        (["1.234.567"], ","),
        (["12,34,567"], "."),
        (["Amount", "", "-", "12.5"], "."),
        (["100", "200"], None),
        (["1 234,5"], ","),
        ([], None),
    ],
)
def test_the_decimal_mark_is_decided_over_the_column(texts: list[str], mark: str | None) -> None:
    assert mark == decimal_mark_of(texts)


def printed(value: Decimal, group: str, mark: str) -> str:
    whole, _, cents = f"{abs(value):.2f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", group)
    return f"{'-' if value < 0 else ''}{grouped}{mark}{cents}"


@given(
    AMOUNTS, st.sampled_from([(",", "."), (".", ","), (" ", ","), ("'", "."), ("", "."), ("", ","), ("\u202f", ",")])
)
def test_whatever_is_printed_is_read_back_to_the_cent(value: Decimal, style: tuple[str, str]) -> None:
    group, mark = style
    text = printed(value, group, mark)
    for decimal_mark in (None, mark):
        amount = read_amount(text, decimal_mark)
        assert amount is not None
        assert (value, 2) == (amount.value, amount.decimals)


@given(st.lists(AMOUNTS.filter(lambda value: abs(value) >= 1), min_size=1), st.sampled_from([(",", "."), (".", ",")]))
def test_a_column_never_proves_the_wrong_mark(values: list[Decimal], style: tuple[str, str]) -> None:
    assert style[1] == decimal_mark_of([printed(value, *style) for value in values])


@given(st.text(max_size=30))
def test_any_text_gives_an_amount_or_a_reason_and_never_an_error(text: str) -> None:
    amount = read_amount(text)
    if amount is None:
        assert refusal_of(text) != ""
    else:
        assert refusal_of(text) == ""
        assert amount.value.is_finite()
        assert text == amount.text


@given(st.text(alphabet="0123456789.,' -()CRDr¥$%/E+", max_size=14))
def test_the_same_text_gives_the_same_amount_under_a_mark_that_it_proves(text: str) -> None:
    amount = read_amount(text)
    mark = decimal_mark_of([text])
    if amount is not None and mark is not None:
        assert amount == read_amount(text, mark)


def test_amounts_keep_their_text() -> None:
    assert Amount(value=Decimal("1.50"), text=" 1.50") == read_amount(" 1.50")
