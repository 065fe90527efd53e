"""Automatic mail is never answered."""

from __future__ import annotations

from rules.gates.mail_is_automatic import ask
from rules.model.case_facts import Automatic
from rules.model.decision import Outcome
from tests.rules.gates.facts import case


def test_dropped_mail_is_ignored_and_doubtful_mail_held() -> None:
    assert Outcome.IGNORE is ask(case(automatic=Automatic.DROP)).answer
    assert Outcome.HOLD is ask(case(automatic=Automatic.HOLD, automatic_because="It says so.")).answer
    assert "It says so." == ask(case(automatic=Automatic.HOLD, automatic_because="It says so.")).text


def test_mail_of_a_person_passes() -> None:
    assert Outcome.CONFIRM is ask(case()).answer
