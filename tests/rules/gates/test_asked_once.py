"""Nobody is asked the same a second time by a machine."""

from __future__ import annotations

from rules.gates.asked_once import ask
from rules.model.decision import Outcome
from tests.rules.gates.facts import case


def test_an_answer_without_a_statement_to_our_question_waits_for_a_person() -> None:
    held = ask(case(answers_question="7", statement=None))
    assert (Outcome.HOLD, "7") == (held.answer, held.facts["case"])


def test_an_answer_with_a_statement_goes_on() -> None:
    assert Outcome.CONFIRM is ask(case(answers_question="7")).answer


def test_who_was_never_asked_may_be() -> None:
    assert Outcome.CONFIRM is ask(case(statement=None)).answer
