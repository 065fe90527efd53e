"""Our own reply comes back: from an auto-responder, a forwarding rule or ourselves. It is never answered."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from daemon.mail.mime import as_bytes
from daemon.mail.outgoing import OutgoingMail
from rules.model.case_facts import Automatic
from tests.support.letters import CAROL, OURS, letter, multipart, opened, part

REPLY = as_bytes(
    OutgoingMail(
        message_id="<r1@tieout.example>",
        sender=OURS,
        sender_name="Example",
        recipient=CAROL,
        subject="Re: Statement",
        text="All agrees.",
        html="",
    ),
    datetime(2026, 3, 2, tzinfo=UTC),
)


@pytest.mark.parametrize(
    "content",
    [
        REPLY,
        REPLY.replace(OURS.encode(), CAROL.encode(), 1),
        letter(Auto_Submitted="auto-replied"),
        letter(Subject="Out of Office: Re: Statement"),
        multipart(part(REPLY, "message/rfc822", encoding="7bit"), subtype="report", From="MAILER-DAEMON@acme.example"),
        letter(Return_Path="<>"),
        letter(From=f"Accounts <{OURS}>"),
    ],
)
def test_what_a_machine_sends_back_is_dropped(content: bytes) -> None:
    assert Automatic.DROP is opened(content).automatic
