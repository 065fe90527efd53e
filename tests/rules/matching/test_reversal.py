"""A booking and its own reversal."""

from __future__ import annotations

import pytest

from tests.rules.jotting import groups, laid, ledger, reasons, statement

BASE = "2026-03-02 invoice INV-1001 100.00\n"


def test_our_reversal_of_our_own_booking_is_set_aside() -> None:
    ours = BASE + "2026-03-10 invoice INV-1002 77.00\n2026-03-11 invoice INV-1002 -77.00 ; reversal"
    found = laid(statement(BASE), ledger(ours))
    assert [((0,), ("2",)), ((), ("3", "4"))] == groups(found)
    assert found.agreed


def test_their_reversal_of_their_own_booking_too() -> None:
    theirs = BASE + "2026-03-10 - X-9 77.00\n2026-03-11 - X-9 -77.00 ; 冲销"
    assert [((0,), ("2",)), ((1, 2), ())] == groups(laid(statement(theirs), ledger(BASE)))


@pytest.mark.parametrize(
    "rows",
    [
        "2026-03-10 invoice INV-1002 77.00\n2026-03-21 payment INV-1002 -77.00",
        "2026-03-10 invoice INV-1002 77.00\n2026-03-11 credit_note CN-9 -77.00",
    ],
)
def test_an_invoice_and_its_payment_are_two_facts(rows: str) -> None:
    found = laid(statement(BASE), ledger(BASE + rows))
    assert 2 == len(reasons(found))
