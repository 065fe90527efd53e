"""The policy may hold a counterparty's first statement."""

from __future__ import annotations

from rules.gates.first_statement import ask
from rules.model.case_facts import Limits
from rules.model.decision import Outcome
from tests.rules.gates.facts import case


def test_a_first_statement_is_held_where_the_policy_says_so() -> None:
    assert Outcome.HOLD is ask(case(first_statement=True, limits=Limits(hold_first_statement=True))).answer
    assert Outcome.CONFIRM is ask(case(first_statement=True)).answer
    assert Outcome.CONFIRM is ask(case(limits=Limits(hold_first_statement=True))).answer
