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
