"""Terms as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.ledgers.agreed_terms import TermRefused, days, pairs, rate, rates, several


def test_rates_are_per_cent_or_fractions_and_none_is_an_agreement_too() -> None:
    assert (Decimal("0.02"), Decimal("0.015")) == rates("2%； 0.015; 2 %")
    assert () == rates("none")
    assert () == rates("无")
    assert None is rates("  ")


@pytest.mark.parametrize("text", ["2", "-1%", "two", "60%", "NaN", "1,5%"])
def test_a_rate_that_could_mean_two_things_is_refused(text: str) -> None:
    with pytest.raises(TermRefused):
        rate(text)


@given(st.integers(0, 5000))
def test_per_cent_and_fraction_say_the_same(hundredths: int) -> None:
    assert rate(f"{Decimal(hundredths) / 100}%") == rate(str(Decimal(hundredths) / 10_000))


def test_numbers_of_theirs_stand_for_ours() -> None:
    assert (("PV-7", "INV-1"), ("K=", "2"))[:1] == pairs("PV-7 = INV-1; PV-7→INV-1")
    assert ("a", "b") == several("a；b\na")


@pytest.mark.parametrize("text", ["PV-7", "PV-7=", "A=1; A=2", "A=1=2"])
def test_a_number_without_one_meaning_is_refused(text: str) -> None:
    with pytest.raises(TermRefused):
        pairs(text)


def test_days_are_whole_and_few() -> None:
    assert [None, 0, 14, 7] == [days(text) for text in ("", "0", "14", "7.0")]
    for text in ("-1", "1.5", "400", "soon"):
        with pytest.raises(TermRefused, match="number of days"):
            days(text)
