"""Who passes for somebody else is shown to staff."""

from __future__ import annotations

from rules.gates.look_alike import ask
from rules.model.decision import Outcome
from tests.rules.gates.facts import case


def test_a_look_alike_is_held_with_whom_it_resembles() -> None:
    told = "ap@acrne.example resembles ap@acme.example (letters that look alike)."
    held = ask(case(look_alike=told))
    assert (Outcome.HOLD, told) == (held.answer, held.text)


def test_else_nothing_is_objected() -> None:
    assert Outcome.CONFIRM is ask(case()).answer
