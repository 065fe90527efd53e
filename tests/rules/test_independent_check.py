"""No figure leaves that the independent checker does not find again."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from rules.independent_check import GATE, decided
from rules.model.decision import Outcome
from tests.rules.gates.facts import agreed, case, differing
from tests.rules.jotting import ledger

BOOKS = ledger("2026-03-02 invoice INV-1001 100.00")


def test_what_the_checker_finds_again_leaves_as_the_gates_said() -> None:
    assert Outcome.CONFIRM is decided(case(agreed()), BOOKS).outcome
    found = decided(case(differing()), BOOKS)
    assert (Outcome.DIFFERENCES, GATE) == (found.outcome, found.because[-1].gate)


def test_a_tampered_difference_and_another_ledger_are_held() -> None:
    found = differing()
    [one] = found.differences
    tampered = replace(found, differences=(replace(one, amount=one.amount + Decimal("0.01")),))
    assert Outcome.HOLD is decided(case(tampered), BOOKS).outcome
    assert Outcome.HOLD is decided(case(found), replace(BOOKS, opening=Decimal(1))).outcome
    assert Outcome.HOLD is decided(case(found), None).outcome


def test_what_nobody_is_told_is_not_checked() -> None:
    found = decided(case(agreed(), sender_on_file=False), None)
    assert (Outcome.HOLD, False) == (found.outcome, any(each.gate == GATE for each in found.because))
