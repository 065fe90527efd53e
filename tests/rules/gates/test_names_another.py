"""A mail that speaks of somebody else's account is looked at by a person."""

from __future__ import annotations

from rules.gates.names_another import ask
from rules.model.decision import Outcome
from tests.rules.gates.facts import case


def test_what_is_named_is_said() -> None:
    held = ask(case(names_others=("account C-2002",)))
    assert (Outcome.HOLD, True) == (held.answer, "account C-2002" in held.text)


def test_a_mail_that_names_nobody_else_passes() -> None:
    assert Outcome.CONFIRM is ask(case()).answer
