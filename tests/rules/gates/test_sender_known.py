"""Who is not on file learns nothing."""

from __future__ import annotations

from rules.gates.sender_known import ask
from rules.model.decision import Outcome
from tests.rules.gates.facts import case


def test_a_stranger_is_held() -> None:
    assert Outcome.HOLD is ask(case(counterparty=None)).answer
    assert Outcome.HOLD is ask(case(sender_on_file=False)).answer


def test_a_known_sender_passes() -> None:
    assert Outcome.CONFIRM is ask(case()).answer
