"""Guesses are for staff."""

from __future__ import annotations

from dataclasses import replace

from rules.gates.matches_certain import ask
from rules.model.decision import Outcome
from rules.model.difference import Reason
from rules.model.match import Certainty
from tests.rules.gates.facts import agreed, case, differing


def test_suggestions_are_held() -> None:
    found = agreed()
    guessed = replace(found.matches[0], certainty=Certainty.SUGGESTED)
    assert Outcome.HOLD is ask(case(replace(found, matches=(guessed,)))).answer


def test_uncertain_differences_are_held() -> None:
    found = differing()
    doubtful = replace(found.differences[0], certain=False)
    assert Outcome.HOLD is ask(case(replace(found, differences=(doubtful,)))).answer


def test_an_item_on_another_account_of_ours_is_held() -> None:
    found = differing()
    elsewhere = replace(found.differences[0], reason=Reason.OTHER_ACCOUNT)
    assert Outcome.HOLD is ask(case(replace(found, differences=(elsewhere,)))).answer


def test_a_search_that_was_cut_short_is_held() -> None:
    assert Outcome.HOLD is ask(case(replace(agreed(), notes=("The search budget was reached.",)))).answer


def test_certain_matches_and_differences_pass() -> None:
    assert Outcome.CONFIRM is ask(case()).answer
    assert Outcome.CONFIRM is ask(case(differing())).answer
    assert Outcome.CONFIRM is ask(case(reconciliation=None)).answer
