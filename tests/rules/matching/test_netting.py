"""An invoice shown less our credit notes."""

from __future__ import annotations

import pytest

from rules.model.match import Certainty
from tests.rules.jotting import groups, laid, ledger, statement

INVOICE = "2026-03-02 invoice INV-1001 500.25\n"


def test_one_credit_within_days_is_netted() -> None:
    found = laid(
        statement("2026-03-02 invoice INV-1001 450.15"), ledger(INVOICE + "2026-03-04 credit_note CN-4 -50.10")
    )
    assert [((0,), ("2", "3"))] == groups(found)
    assert found.agreed


def test_two_credits_may_be_netted() -> None:
    ours = INVOICE + "2026-03-04 credit_note CN-4 -50.11\n2026-03-05 credit_note CN-5 -20.02"
    assert [((0,), ("2", "3", "4"))] == groups(laid(statement("2026-03-02 invoice INV-1001 430.12"), ledger(ours)))


def test_they_may_keep_apart_what_we_netted() -> None:
    theirs = INVOICE + "2026-03-04 credit_note CN-4 -50.10"
    assert [((0, 1), ("2",))] == groups(laid(statement(theirs), ledger("2026-03-02 invoice INV-1001 450.15")))


@pytest.mark.parametrize("credit", ["2026-03-29 credit_note CN-4 -50.10", "2026-02-20 credit_note CN-4 -50.10"])
def test_a_credit_of_another_time_is_no_certain_netting(credit: str) -> None:
    found = laid(statement("2026-03-02 invoice INV-1001 450.15", opening="-50.10"), ledger(credit + "\n" + INVOICE))
    assert not found.agreed
    assert Certainty.CERTAIN not in {match.certainty for match in found.matches}


def test_a_credit_note_is_not_shown_less_an_invoice() -> None:
    """An invoice lost on one side and a credit note lowered by its amount: two errors that cancel out."""
    theirs = "2026-03-23 credit_note CN-1777 -1200.00\n2026-03-24 - 1779 382.82"
    assert not laid(statement(theirs), ledger("2026-03-23 credit_note CN-1777 -817.18")).agreed
