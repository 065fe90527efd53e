"""Everything must be explained before anything is told."""

from __future__ import annotations

from dataclasses import replace

from rules.gates.reconciliation_complete import ask
from rules.model.decision import Outcome
from tests.rules.gates.facts import agreed, case, differing, without_statement
from tests.rules.jotting import laid, ledger, statement


def test_agreement_confirms_and_differences_are_told() -> None:
    assert Outcome.CONFIRM is ask(case()).answer
    assert Outcome.DIFFERENCES is ask(case(differing())).answer


def test_an_unexplained_rest_is_held() -> None:
    rows = "2026-03-02 invoice INV-1001 100.00"
    assert Outcome.HOLD is ask(case(laid(statement(rows, closing="99.00"), ledger(rows)))).answer


def test_a_sign_that_is_not_proved_is_held() -> None:
    assert Outcome.HOLD is ask(case(replace(agreed(), orientation_proved=False))).answer


def test_an_open_bridge_is_held() -> None:
    found = differing()
    assert Outcome.HOLD is ask(case(replace(found, bridge=replace(found.bridge, steps=())))).answer


def test_a_statement_without_balances_is_held() -> None:
    rows = "2026-03-02 invoice INV-1001 100.00"
    found = laid(statement(rows + "\n2026-03-09 - X-1 7.00", opening=None, closing=None), ledger(rows))
    assert Outcome.HOLD is ask(case(found)).answer


def test_no_difference_and_no_agreement_is_held() -> None:
    assert Outcome.HOLD is ask(case(replace(agreed(), agreed=False))).answer


def test_a_statement_that_was_not_compared_is_held() -> None:
    assert Outcome.HOLD is ask(case(reconciliation=None)).answer
    assert Outcome.CONFIRM is ask(without_statement()).answer
