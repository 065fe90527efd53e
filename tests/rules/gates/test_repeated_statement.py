"""The same statement is never answered twice by itself."""

from __future__ import annotations

from rules.gates.repeated_statement import ask
from rules.model.decision import Outcome
from tests.rules.gates.facts import case


def test_a_repeated_statement_is_held_and_names_the_earlier_case() -> None:
    found = ask(case(repeats_case="17"))
    assert (Outcome.HOLD, {"case": "17"}) == (found.answer, found.facts)


def test_a_new_statement_passes() -> None:
    assert Outcome.CONFIRM is ask(case()).answer
