"""Rows that say themselves what they are."""

from __future__ import annotations

import pytest

from tests.rules.jotting import laid, ledger, reasons, statement

BASE = "2026-03-02 invoice INV-1001 100.00\n"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("bank charges", "bank_fee"),
        ("现金折扣", "discount"),
        ("WHT certificate 3", "withholding_tax"),
        ("exchange loss", "fx"),
    ],
)
def test_a_row_named_so_has_that_reason_on_either_side(words: str, expected: str) -> None:
    row = f"2026-03-20 other - -12.00 ; {words}"
    assert [expected] == reasons(laid(statement(BASE + row), ledger(BASE)))
    assert [expected] == reasons(laid(statement(BASE), ledger(BASE + row)))


def test_invoices_and_payments_are_no_charges() -> None:
    row = "2026-03-08 payment - -12.00 ; less bank charges"
    assert ["missing_in_ledger"] == reasons(laid(statement(BASE + row), ledger(BASE)))


def test_what_was_taken_off_a_payment_under_its_number_is_named_by_its_words() -> None:
    paid = BASE + "2026-03-24 payment PMT-883 -98.00\n"
    discount = "2026-03-24 payment PMT-883 -2.00 ; 现金折扣2%"
    assert ["discount"] == reasons(laid(statement(paid + discount), ledger(paid)))
    assert ["discount"] == reasons(laid(statement(paid), ledger(paid + discount)))
    alone = "2026-03-24 payment PMT-884 -2.00 ; 现金折扣2%"
    assert ["timing_statement"] == reasons(laid(statement(paid + alone), ledger(paid)))
