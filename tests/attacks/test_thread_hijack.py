"""A stranger quotes our Message-ID and the customer's subject. A thread proves nothing about a sender."""

from __future__ import annotations

from tests.support.letters import STRICT, letter, opened


def test_a_quoted_message_id_authenticates_nobody() -> None:
    mail = opened(
        letter(
            From="Carol Chen <carol@evil.example>",
            In_Reply_To="<reply-1@tieout.example>",
            References="<m1@acme.example> <reply-1@tieout.example>",
        ),
        STRICT,
    )
    assert ("carol@evil.example", False) == (mail.sender, mail.authenticated)
