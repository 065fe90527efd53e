"""A thread that a machine has answered often enough goes to a person."""

from __future__ import annotations

from rules.gates.thread_depth import ask
from rules.model.case_facts import Limits
from rules.model.decision import Outcome
from tests.rules.gates.facts import case


def test_the_limit_counts_our_answers_in_the_chain() -> None:
    limits = Limits(answers_per_thread=3)
    assert Outcome.CONFIRM is ask(case(answers_in_thread=2, limits=limits)).answer
    held = ask(case(answers_in_thread=3, limits=limits))
    assert (Outcome.HOLD, True) == (held.answer, "3 answers" in held.text)
    assert Outcome.CONFIRM is ask(case(answers_in_thread=30)).answer
