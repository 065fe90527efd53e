"""Figures leave only for senders that our border vouches for."""

from __future__ import annotations

from rules.gates.sender_authenticated import ask
from rules.model.decision import Outcome
from tests.rules.gates.facts import case


def test_a_sender_without_proof_is_held() -> None:
    found = ask(case(authenticated=False, authenticated_because="dmarc=fail"))
    assert (Outcome.HOLD, "dmarc=fail") == (found.answer, found.text)


def test_an_authenticated_sender_passes() -> None:
    assert Outcome.CONFIRM is ask(case()).answer
