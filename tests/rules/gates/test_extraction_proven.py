"""A reading that the printed figures do not prove is never quoted."""

from __future__ import annotations

import pytest

from parsers.document import Problem
from parsers.statements.statement import Check, Proof, Repair, Statement, Verdict
from parsers.statements.statement import Outcome as Checked
from rules.gates.extraction_proven import ask
from rules.model.decision import Outcome
from tests.rules.gates.facts import agreed, case, without_statement


def proof(verdict: Verdict, *repairs: Repair) -> Statement:
    failing = Check("opening_closing", Checked.FAILS, "1,000.00 is printed, 900.00 adds up")
    return agreed().statement.proven_by(Proof(verdict, (failing,), repairs))


@pytest.mark.parametrize("verdict", [Verdict.BROKEN, Verdict.UNPROVEN])
def test_unproved_readings_are_held(verdict: Verdict) -> None:
    assert Outcome.HOLD is ask(case(statement=proof(verdict))).answer


def test_the_failing_check_is_told() -> None:
    assert "900.00 adds up" in ask(case(statement=proof(Verdict.BROKEN))).text


def test_a_repaired_reading_is_held() -> None:
    repair = Repair("amount", "1O0.00", "100.00", "the running balance allows no other value")
    assert Outcome.HOLD is ask(case(statement=proof(Verdict.PROVEN, repair))).answer


def test_what_a_person_corrected_and_the_sums_bear_out_is_for_the_door_to_hold() -> None:
    by_hand = Repair("amount", "1O0.00", "100.00", "corrected by carol", by="carol")
    by_sums = Repair("amount", "1O0.00", "100.00", "the running balance allows no other value")
    assert "corrected by carol" in ask(case(statement=proof(Verdict.CONSISTENT, by_hand))).text
    assert Outcome.CONFIRM is ask(case(statement=proof(Verdict.CONSISTENT, by_hand))).answer
    assert Outcome.HOLD is ask(case(statement=proof(Verdict.CONSISTENT, by_hand, by_sums))).answer
    assert Outcome.HOLD is ask(case(statement=proof(Verdict.BROKEN, by_hand))).answer


def test_a_reading_with_a_problem_is_held() -> None:
    assert Outcome.HOLD is ask(case(problems=(Problem(code="broken_file", message="Page 2 is damaged."),))).answer


@pytest.mark.parametrize("verdict", [Verdict.PROVEN, Verdict.CONSISTENT])
def test_proved_readings_pass(verdict: Verdict) -> None:
    assert Outcome.CONFIRM is ask(case(statement=proof(verdict))).answer


def test_no_statement_needs_no_proof() -> None:
    assert Outcome.CONFIRM is ask(without_statement()).answer
