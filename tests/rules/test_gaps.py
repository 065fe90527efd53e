"""What a gap between two amounts looks like. Amounts in cents, ours signed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.ledgers.entry import Role
from rules.gaps import Nature, Yardstick, leftover, of_words, typed
from rules.model.difference import Reason
from rules.model.terms import Terms

CUSTOMER = Yardstick.of(Terms(), 100, Role.CUSTOMER)
PAYMENT, INVOICE = Nature.PAYMENT, Nature.INVOICE


@pytest.mark.parametrize(
    ("theirs", "ours", "nature", "expected"),
    [
        (10_001, 10_000, INVOICE, Reason.ROUNDING),
        (10_000, -10_000, INVOICE, Reason.SIGN_ERROR),
        (132_000, 123_000, INVOICE, Reason.AMOUNT_TYPO),
        (123_456, 123_956, INVOICE, Reason.AMOUNT_TYPO),
        (123_400, 12_340, INVOICE, Reason.AMOUNT_TYPO),
        (123_456, 12_356, INVOICE, Reason.AMOUNT_TYPO),
        (-100_000, -98_500, PAYMENT, Reason.BANK_FEE),
        (-100_000, -98_000, PAYMENT, Reason.DISCOUNT),
        (-100_000, -90_000, PAYMENT, Reason.WITHHOLDING_TAX),
        (-95_000, -100_000, PAYMENT, Reason.SHORT_PAYMENT),
        (-120_000, -100_000, PAYMENT, Reason.OVER_PAYMENT),
        (-812_345, -800_000, PAYMENT, Reason.FX),
        (77_700, 41_233, INVOICE, None),
        (10_000, -9_000, INVOICE, None),
    ],
)
def test_each_pattern_has_its_reason(theirs: int, ours: int, nature: Nature, expected: Reason | None) -> None:
    found = typed(theirs, ours, nature, CUSTOMER)
    assert expected == (found.reason if found else None)


def test_a_rate_is_kept() -> None:
    found = typed(-100_000, -98_000, PAYMENT, CUSTOMER)
    assert found is not None
    assert Decimal("0.02") == found.rate


def test_invoices_bear_no_bank_charges() -> None:
    found = typed(100_000, 98_550, INVOICE, CUSTOMER)
    assert found is None or found.reason is not Reason.BANK_FEE


def test_the_terms_decide_what_is_rounding_and_what_a_fee() -> None:
    strict = Yardstick.of(Terms(rounding=Decimal(0), bank_fee=Decimal(0)), 100, Role.CUSTOMER)
    assert Reason.ROUNDING is not getattr(typed(10_001, 10_000, INVOICE, strict), "reason", None)
    assert Reason.BANK_FEE is not getattr(typed(-100_000, -98_500, PAYMENT, strict), "reason", None)


def test_two_currencies_make_an_exchange_difference() -> None:
    foreign = Yardstick.of(Terms(), 100, Role.CUSTOMER, foreign=True)
    found = typed(-101_337, -100_000, PAYMENT, foreign)
    assert found is not None
    assert Reason.FX is found.reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bank charges March", Reason.BANK_FEE),
        ("银行手续费", Reason.BANK_FEE),
        ("2% discount", Reason.DISCOUNT),
        ("现金折扣", Reason.DISCOUNT),
        ("WHT 10%", Reason.WITHHOLDING_TAX),
        ("代扣税款", Reason.WITHHOLDING_TAX),
        ("汇兑损益", Reason.FX),
        ("Goods", None),
    ],
)
def test_words_name_a_reason(text: str, expected: Reason | None) -> None:
    assert expected == of_words(text)


def test_words_outdo_the_pattern() -> None:
    found = typed(-100_000, -98_000, PAYMENT, CUSTOMER, "less bank charges")
    assert found is not None
    assert Reason.BANK_FEE is found.reason


def test_what_shows_no_pattern_is_less_or_more() -> None:
    assert Reason.SHORT_PAYMENT is leftover(-700, -1_234).reason
    assert Reason.OVER_PAYMENT is leftover(2_000, 1_234).reason


@given(st.integers(-10_000_000, 10_000_000), st.integers(-10_000_000, 10_000_000), st.sampled_from(list(Nature)))
def test_turning_both_sides_keeps_the_reason(theirs: int, ours: int, nature: Nature) -> None:
    assert typed(theirs, ours, nature, CUSTOMER) == typed(-theirs, -ours, nature, CUSTOMER)


def test_a_tax_is_known_by_the_name_that_the_counterparty_gives_it() -> None:
    assert None is of_words("PPh 23 March")
    assert Reason.WITHHOLDING_TAX is of_words("PPh 23 March", ("pph 23",))
    assert None is of_words("PPh 231", ("pph 23",))
    assert Reason.WITHHOLDING_TAX is of_words("本月附加税款", ("附加税",))
    named = Yardstick.of(Terms(withholding_names=("PPh 23",)), 100, Role.CUSTOMER)
    gap = typed(-100_000, -97_000, PAYMENT, named, "less PPh 23")
    assert gap is not None
    assert Reason.WITHHOLDING_TAX is gap.reason


@pytest.mark.parametrize(
    "words", ["finance charge", "late payment charges", "delivery charge", "Interest charge", "frais de port"]
)
def test_charges_of_the_supplier_are_no_bank_s(words: str) -> None:
    assert None is of_words(words)
    assert Reason.BANK_FEE is of_words(f"{words}, bank charges")


@pytest.mark.parametrize("words", ["less 5% retention", "含质保金", "5 % Sicherheitseinbehalt"])
def test_what_is_held_back_for_the_work_is_no_discount_and_no_tax(words: str) -> None:
    gap = typed(-95_000, -100_000, PAYMENT, CUSTOMER, words)
    assert gap is not None
    assert Reason.SHORT_PAYMENT is gap.reason
    assert None is of_words(words)
