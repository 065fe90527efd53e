"""Mallory sends two From lines: programs differ on which they show and which they check."""

from __future__ import annotations

import pytest

from rules.model.case_facts import Automatic
from tests.support.letters import CAROL, STRICT, letter, opened

MALLORY = "mallory@evil.example"
PASS = "mx.tieout.example; dmarc=pass header.from=acme.example"


@pytest.mark.parametrize(
    "senders",
    [
        [CAROL, MALLORY],
        [MALLORY, CAROL],
        [f"{CAROL}, {MALLORY}"],
        [f"<{CAROL}> <{MALLORY}>"],
        [f"{CAROL} <{MALLORY}>"],
        [CAROL, CAROL],
        [f"friends: {CAROL}, {MALLORY};"],
        [f'"{CAROL}" <{MALLORY}>, {CAROL}'],
    ],
)
def test_a_mail_with_a_doubtful_sender_has_none_and_is_held(senders: list[str]) -> None:
    mail = opened(letter(From=senders, Authentication_Results=PASS), STRICT)
    assert ("", False, Automatic.HOLD) == (mail.sender, mail.authenticated, mail.automatic)
