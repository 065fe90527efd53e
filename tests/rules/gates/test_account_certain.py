"""The account compared is the sender's, with certainty."""

from __future__ import annotations

from rules.gates.account_certain import ask
from rules.model.decision import Outcome
from tests.rules.gates.facts import case, without_statement


def test_a_problem_or_no_account_is_held() -> None:
    assert Outcome.HOLD is ask(case(account_problem="The paper names another.")).answer
    assert Outcome.HOLD is ask(case(account=None)).answer
    assert Outcome.HOLD is ask(case(reconciliation=None)).answer


def test_an_account_other_than_the_chosen_one_is_held() -> None:
    assert Outcome.HOLD is ask(case(account="50007")).answer


def test_the_chosen_account_passes() -> None:
    assert Outcome.CONFIRM is ask(case()).answer
    assert Outcome.CONFIRM is ask(without_statement()).answer
