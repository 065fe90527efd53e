"""The display name shows a known customer, the address is Mallory's: only the address counts."""

from __future__ import annotations

import pytest

from tests.support.letters import letter, opened

MALLORY = "mallory@evil.example"


@pytest.mark.parametrize(
    "sender",
    [
        f'"carol@acme.example" <{MALLORY}>',
        f"=?utf-8?q?carol=40acme.example?= <{MALLORY}>",
        f"=?utf-8?b?PGNhcm9sQGFjbWUuZXhhbXBsZT4=?= <{MALLORY}>",
        f'"Carol <carol@acme.example>" <{MALLORY}>',
        f"(carol@acme.example) {MALLORY}",
        f'"x\\" <carol@acme.example>" <{MALLORY}>',
    ],
)
def test_the_sender_is_the_address_in_the_brackets(sender: str) -> None:
    assert MALLORY == opened(letter(From=sender)).sender
