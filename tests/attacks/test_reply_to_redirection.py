"""Reply-To names another mailbox. It is shown to staff and never becomes the sender."""

from __future__ import annotations

from tests.support.letters import CAROL, STRICT, letter, opened

PASS = "mx.tieout.example; dmarc=pass header.from=acme.example"


def test_reply_to_and_sender_fields_change_nothing_about_who_sent() -> None:
    mail = opened(
        letter(
            Reply_To="mallory@evil.example",
            Sender="mallory@evil.example",
            Return_Path="<mallory@evil.example>",
            Authentication_Results=PASS,
        ),
        STRICT,
    )
    assert (CAROL, "mallory@evil.example", True) == (mail.sender, mail.reply_to, mail.authenticated)
