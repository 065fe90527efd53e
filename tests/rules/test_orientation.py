"""Whether their sign is ours, and what proves it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from parsers.ledgers.entry import Role
from rules.model.reconciliation import Orientation
from rules.orientation import Oriented, orient
from tests.rules.jotting import ledger, statement

SAME, MIRROR = Orientation.SAME, Orientation.MIRROR


def oriented(theirs: str, ours: str, *, balance: str = "0.00", role: Role = Role.CUSTOMER, **more: object) -> Oriented:
    return orient(statement(theirs, **more), ledger(ours), Decimal(balance), role)  # type: ignore[arg-type]


def test_one_number_with_its_amount_proves_the_sign() -> None:
    ours = "2026-03-02 invoice INV-1 100.00"
    assert Oriented(SAME, proved=True) == oriented("2026-03-02 invoice INV-1 100.00", ours)
    assert Oriented(MIRROR, proved=True) == oriented("2026-03-02 invoice INV-1 -100.00", ours)


def test_one_wrong_sign_among_many_does_not_turn_the_rest() -> None:
    ours = "\n".join(f"2026-03-02 invoice INV-{number} 1{number}.00" for number in range(10, 15))
    assert Oriented(SAME, proved=True) == oriented(ours.replace("10 110.00", "10 -110.00"), ours)


def test_amounts_alone_prove_it_when_there_are_two() -> None:
    ours = "2026-03-02 - - 100.00\n2026-03-03 - - 55.50"
    assert Oriented(MIRROR, proved=True) == oriented("2026-03-02 - - -100.00\n2026-03-03 - - -55.50", ours)


def test_a_balance_that_ties_proves_it() -> None:
    found = oriented("2026-03-02 - - -70.00", "2026-03-02 - - 100.00", balance="100.00", closing="-100.00")
    assert Oriented(MIRROR, proved=True) == found


def test_balance_and_amounts_that_contradict_each_other_prove_nothing() -> None:
    found = oriented("2026-03-02 - - 100.00", "2026-03-02 - - 100.00", balance="70.00", closing="-70.00")
    assert not found.proved


@pytest.mark.parametrize(
    ("role", "amount", "expected"),
    [(Role.CUSTOMER, "9.00", SAME), (Role.CUSTOMER, "-9.00", MIRROR), (Role.SUPPLIER, "9.00", MIRROR)],
)
def test_kinds_are_a_guess(role: Role, amount: str, expected: Orientation) -> None:
    assert Oriented(expected, proved=False) == oriented(f"2026-03-02 invoice X-1 {amount}", "", role=role)


@pytest.mark.parametrize(
    ("role", "credit_raises", "expected"),
    [(Role.CUSTOMER, True, SAME), (Role.SUPPLIER, False, MIRROR), (Role.SUPPLIER, True, SAME)],
)
def test_words_are_a_guess(role: Role, credit_raises: bool, expected: Orientation) -> None:
    found = oriented("2026-03-02 - - 9.00", "", role=role, credit_raises=credit_raises)
    assert Oriented(expected, proved=False) == found


def test_an_account_of_zeros_needs_no_proof() -> None:
    assert oriented("", "").proved


def test_a_payment_under_its_invoice_s_number_turns_nothing() -> None:
    found = oriented("2026-03-09 payment INV-1 -100.00", "2026-03-02 invoice INV-1 100.00", closing=None)
    assert Oriented(SAME, proved=False) == found


def test_a_balance_outvotes_one_number_and_not_three() -> None:
    ours = "\n".join(f"2026-03-02 - INV-{number} 1{number}.00" for number in range(10, 13))
    few = oriented("2026-03-02 - INV-10 -110.00", ours, balance="333.00", closing="333.00")
    assert not few.proved or Orientation.SAME is few.orientation
    many = oriented(ours.replace(" 1", " -1"), ours, balance="333.00", closing="333.00")
    assert Oriented(MIRROR, proved=True) == many


def test_words_such_as_bacs_prove_no_sign() -> None:
    """One equal amount is a hint; the word under which it stands on both sides makes it no more than that."""
    assert Oriented(MIRROR, proved=False) == oriented(
        "2026-03-02 - BACS 100.00", "2026-03-02 - BACS -100.00", balance="1.00"
    )


def test_an_opening_balance_that_ties_shortly_before_the_first_line_proves_it() -> None:
    """Paid here in two parts and there in one: no row proves the sign, and nothing is owed at the end."""
    rows = "2026-03-20 payment - {0}250.33\n2026-03-20 payment - {0}310.21"
    ours = "2026-02-27 invoice INV-1 560.54\n2026-03-15 invoice INV-2 7.00\n2026-03-15 payment R-1 -7.00\n2026-03-21 payment R-2 -560.54"

    def opened(sign: str, opening: str) -> Oriented:
        return oriented(rows.format(sign), ours, opening=opening, period=None, date=dt.date(2026, 3, 31))

    assert Oriented(SAME, proved=True) == opened("-", "560.54")
    assert Oriented(MIRROR, proved=True) == opened("", "-560.54")
    assert not opened("-", "560.55").proved
