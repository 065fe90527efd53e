"""An old mail that comes again proves nothing: it waits for a person."""

from __future__ import annotations

import datetime as dt

import pytest

from rules.gates.mail_is_recent import ask
from rules.model.case_facts import Limits
from rules.model.decision import Outcome
from tests.rules.gates.facts import case

LIMITS = Limits(mail_max_age_days=30)
MARCH = dt.date(2026, 3, 2)


@pytest.mark.parametrize(
    ("age", "answer"), [(None, "confirm"), (-2, "confirm"), (-3, "hold"), (0, "confirm"), (30, "confirm"), (31, "hold")]
)
def test_a_mail_dated_long_before_it_came_is_held(age: int | None, answer: str) -> None:
    assert Outcome(answer) is ask(case(mail_age_days=age, mail_stamped=True, limits=LIMITS)).answer


@pytest.mark.parametrize(("age", "answer"), [(-367, "confirm"), (-368, "hold"), (365, "confirm"), (366, "hold")])
def test_a_mail_that_no_server_took_in_is_odd_after_a_year(age: int, answer: str) -> None:
    assert Outcome(answer) is ask(case(mail_age_days=age, limits=LIMITS)).answer


def test_where_the_policy_sets_no_age_none_is_too_old() -> None:
    assert Outcome.CONFIRM is ask(case(mail_age_days=4000, mail_stamped=True)).answer


@pytest.mark.parametrize(
    ("sent", "answer"), [(MARCH, "confirm"), (dt.date(2026, 2, 28), "confirm"), (dt.date(2026, 2, 27), "hold")]
)
def test_a_mail_from_well_before_the_one_that_was_answered_is_held(sent: dt.date, answer: str) -> None:
    found = ask(case(mail_date=sent, answered_mail_date=MARCH, limits=LIMITS))
    assert Outcome(answer) is found.answer
    assert (answer == "hold") is ("2026-03-02" in found.text)
