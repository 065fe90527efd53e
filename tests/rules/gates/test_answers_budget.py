"""Too many answers, to one counterparty, to one domain or at all, end a loop and a flood."""

from __future__ import annotations

import pytest

from rules.gates.answers_budget import ask
from rules.model.case_facts import Given, Limits
from rules.model.decision import Outcome
from tests.rules.gates.facts import case

LIMITS = Limits(answers_per_day=5, answers_per_domain=20, answers_per_hour=200)


@pytest.mark.parametrize(
    ("below", "at", "told"),
    [
        (Given(today=4), Given(today=5), "counterparty"),
        (Given(domain=19), Given(domain=20), "domain"),
        (Given(service=199), Given(service=200), "service"),
    ],
)
def test_the_last_answer_of_each_budget_is_the_limit(below: Given, at: Given, told: str) -> None:
    assert Outcome.CONFIRM is ask(case(given=below, limits=LIMITS)).answer
    held = ask(case(given=at, limits=LIMITS))
    assert (Outcome.HOLD, True) == (held.answer, told in held.text)


def test_where_nothing_is_limited_nothing_is_held() -> None:
    assert Outcome.CONFIRM is ask(case(given=Given(today=400, domain=400, service=4000))).answer


@pytest.mark.parametrize(
    ("day", "usual", "answer"),
    [(149, 50, "confirm"), (150, 50, "hold"), (99, 4, "confirm"), (100, 4, "hold"), (5000, None, "confirm")],
)
def test_a_day_far_beyond_a_usual_one_holds_everything(day: int, usual: int | None, answer: str) -> None:
    """Never below what the policy calls usual, and not before it is known what is usual."""
    limits = Limits(answers_times_usual=3, usual_answers=100)
    assert Outcome(answer) is ask(case(given=Given(service_day=day, usual_day=usual), limits=limits)).answer


def test_an_unusual_day_is_told_with_its_numbers() -> None:
    told = ask(case(given=Given(service_day=150, usual_day=50), limits=Limits(answers_times_usual=3))).text
    assert "150 answers within a day, on a usual one 50" in told
