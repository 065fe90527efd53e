"""Binary floats become the decimal numbers that were meant."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.sheets.numbers import count_written, exact_number, plain, rounded


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1234.56", "1234.56"), ("1234.5600000000001", "1234.56"), ("0.30000000000000004", "0.3"), ("1E2", "100"), ("1.5E-3", "0.0015"), ("-0", "0"),
        ("999999999999999", "999999999999999"), ("1234567890.12", "1234567890.12"), ("100.10", "100.1"),
    ],
)  # fmt: skip
def test_noise_goes_and_digits_stay(written: str, number: str) -> None:
    assert number == str(exact_number(written))


@pytest.mark.parametrize(
    "written", ["1.2345678901234567E+16", "1000000000000000", "NaN", "INF", "", "abc", "1e400", "4.728e-310", "1e-400"]
)
def test_what_no_double_carries_exactly_is_refused(written: str) -> None:
    assert exact_number(written) is None


@given(st.decimals(min_value=Decimal(-(10**10)), max_value=Decimal(10**10), places=2))
def test_every_amount_survives_the_way_through_a_double(amount: Decimal) -> None:
    assert amount == exact_number(repr(float(amount)))


@given(st.lists(st.decimals(min_value=Decimal(-(10**6)), max_value=Decimal(10**6), places=2), max_size=30))
def test_a_sum_of_doubles_becomes_the_sum_that_was_meant(amounts: list[Decimal]) -> None:
    found = exact_number(repr(sum(float(amount) for amount in amounts)))
    assert found is not None
    assert sum(amounts, Decimal(0)) == rounded(found, 2)


def test_plain_numbers_have_no_exponent() -> None:
    assert ["100", "0", "1.5"] == [str(plain(Decimal(text))) for text in ("1E+2", "-0.00", "1.50")]


def test_halves_round_away_from_zero_as_sheets_show_them() -> None:
    assert [Decimal("0.13"), Decimal("-0.13")] == [rounded(Decimal("0.125"), 2), rounded(Decimal("-0.125"), 2)]


@pytest.mark.parametrize(
    ("text", "count"),
    [("12", 12), ("0", 0), ("", 7), (None, 7), ("-1", 7), ("²", 7), ("١", 7), ("1e3", 7), ("9" * 9, 7)],
)
def test_a_count_is_plain_digits_and_few_or_it_is_none(text: str | None, count: int) -> None:
    assert count == count_written(text, 7)
