"""Too many answers a day end a loop."""

from __future__ import annotations

from rules.gates.answers_budget import ask
from rules.model.case_facts import Limits
from rules.model.decision import Outcome
from tests.rules.gates.facts import case


def test_the_last_answer_of_the_day_is_the_limit() -> None:
    limits = Limits(answers_per_day=5)
    assert Outcome.HOLD is ask(case(answers_today=5, limits=limits)).answer
    assert Outcome.CONFIRM is ask(case(answers_today=4, limits=limits)).answer
    assert Outcome.CONFIRM is ask(case(answers_today=400)).answer
