"""A booking and its own reversal."""

from __future__ import annotations

import pytest

from rules.model.difference import Reason
from tests.rules.jotting import groups, laid, ledger, reasons, statement, the_difference

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


def test_a_payment_that_both_have_and_one_side_gave_back_lacks_the_return_only() -> None:
    ours = BASE + "2026-03-11 payment RC-3 -80.00\n2026-03-14 payment RC-3 80.00 ; reversal, cheque unpaid"
    found = laid(statement(BASE + "2026-03-10 payment PV-1 -80.00"), ledger(ours))
    assert ("4",) == the_difference(found, Reason.MISSING_ON_STATEMENT).entries
    assert ((1,), ("3",)) in groups(found)


def test_a_row_of_another_document_does_not_keep_a_reversal_from_being_one() -> None:
    ours = BASE + "2026-03-10 invoice INV-1002 77.00\n2026-03-11 invoice INV-1002 -77.00 ; reversal"
    found = laid(statement(BASE + "2026-03-10 invoice INV-1777 77.00"), ledger(ours))
    assert ["missing_in_ledger"] == reasons(found)
    assert ((), ("3", "4")) in groups(found)


@pytest.mark.parametrize(
    "rows",
    [
        "2026-03-10 invoice INV-1002 77.00\n2026-03-11 credit_note CN-9 -77.00 ; cancellation of INV-1002",
        "2026-03-10 invoice 12345678 77.00\n2026-03-11 invoice 12345679 -77.00 ; 红字发票 冲销12345678",
        "2026-03-10 - - 77.00 ; 暂估\n2026-03-11 - - -77.00 ; 冲暂估",
    ],
)
def test_a_document_and_what_cancels_it_by_name_are_nothing(rows: str) -> None:
    assert laid(statement(BASE), ledger(BASE + rows)).agreed


def test_a_receipt_given_back_that_names_their_cheque_was_seen_by_them_though_a_charge_was_kept() -> None:
    ours = (
        BASE + "2026-03-11 payment RC-3 -785.00 ; cheque 100182 less charge\n2026-03-14 payment RC-3 785.00 ; returned"
    )
    found = laid(statement(BASE + "2026-03-10 payment CHQ-100182 -800.00"), ledger(ours))
    assert ["bank_fee", "missing_on_statement"] == reasons(found)
