"""The same number with another amount."""

from __future__ import annotations

import pytest

from parsers.statements.statement import Form
from rules.model.difference import Reason
from tests.rules.jotting import laid, ledger, reasons, statement, the_difference

BASE = "2026-03-02 invoice INV-1001 100.00\n"


@pytest.mark.parametrize(
    ("theirs", "ours", "expected"),
    [
        ("invoice INV-1002 132.00", "invoice INV-1002 123.00", Reason.AMOUNT_TYPO),
        ("invoice INV-1002 950.00", "invoice INV-1002 1087.55", Reason.SHORT_PAYMENT),
        ("payment RC-7 -1000.00", "payment RC-7 -985.00", Reason.BANK_FEE),
        ("payment RC-7 -1000.00", "payment RC-7 -980.00", Reason.DISCOUNT),
        ("payment RC-7 -1000.00", "payment RC-7 -850.00", Reason.WITHHOLDING_TAX),
        ("credit_note CN-7 50.00", "credit_note CN-7 -50.00", Reason.SIGN_ERROR),
        ("invoice INV-1002 50.01", "invoice INV-1002 50.00", Reason.ROUNDING),
        ("payment 1002 -1000.00", "payment RC-1002 -980.00", Reason.DISCOUNT),
    ],
)
def test_each_gap_under_one_number_has_its_reason(theirs: str, ours: str, expected: Reason) -> None:
    found = laid(statement(f"{BASE}2026-03-20 {theirs}"), ledger(f"{BASE}2026-03-20 {ours}"))
    difference = the_difference(found, expected)
    assert ((1,), ("3",), True) == (difference.lines, difference.entries, difference.certain)


def test_a_payment_in_two_rows_may_lack_a_fee() -> None:
    ours = "2026-03-20 payment RC-7 -600.00\n2026-03-20 payment RC-7 -385.00"
    found = laid(statement(BASE + "2026-03-20 payment RC-7 -1000.00"), ledger(BASE + ours))
    assert ((1,), ("3", "4")) == (the_difference(found, Reason.BANK_FEE).lines, found.differences[0].entries)


def test_an_open_item_is_compared_net_of_its_payments() -> None:
    theirs = statement("2026-03-02 invoice INV-1001 65.00", opening=None, form=Form.OPEN_ITEM)
    ours = ledger("2026-03-02 invoice INV-1001 100.00\n2026-03-09 payment P-1+INV-1001 -40.00")
    assert 1 == len(reasons(laid(theirs, ours)))


def test_a_number_one_slip_away_with_the_same_amount_wins() -> None:
    theirs = BASE + "2026-03-20 invoice INV-1045 480.88"
    ours = BASE + "2026-03-05 invoice INV-1045 2212.02\n2026-03-20 invoice INV-1054 480.88"
    found = laid(statement(theirs), ledger(ours))
    assert ["missing_on_statement", "reference_error"] == reasons(found)
