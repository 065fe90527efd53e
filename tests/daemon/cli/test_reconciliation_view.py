"""A reconciliation shown to a person: the bridge, the differences with our rows, and what stands behind the decision."""

from __future__ import annotations

import pytest

from daemon.cli.reconciliation_view import because_of, show_reconciliation
from rules.model.decision import Because, Decision, Outcome
from rules.model.reconciliation import Orientation
from tests.daemon.cli.test_contract import reconciliation

HOLD = Decision(
    Outcome.HOLD,
    (
        Because("bridge_closed", Outcome.CONFIRM, "It closes."),
        Because("all_agree", Outcome.DIFFERENCES, "There are differences."),
        Because("locked_file", Outcome.ASK, "A file is locked."),
        Because("amount_limit", Outcome.HOLD, "The balance is above the limit."),
    ),
)


def test_the_gates_behind_the_outcome_come_first_and_the_mild_ones_are_not_told() -> None:
    assert ["amount_limit", "locked_file"] == [because.gate for because in because_of(HOLD)]


def test_differences_are_told_where_they_are_the_outcome() -> None:
    decision = Decision(Outcome.DIFFERENCES, HOLD.because[:2])
    assert ["all_agree"] == [because.gate for because in because_of(decision)]


def test_the_bridge_the_difference_and_the_decision_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    show_reconciliation(reconciliation(Orientation.SAME), HOLD)
    out = capsys.readouterr().out
    wanted = ["our balance", "90.00", "their balance", "87.70", "over_payment", "They paid more.", "Decision: hold"]
    assert [] == [word for word in wanted if word not in out]
    assert "2 of 4 gates have nothing to object." in out
    assert "never shown" not in out
