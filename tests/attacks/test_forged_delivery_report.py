"""Mallory knows the Message-ID of a reply and reports that it bounced, or "returns" it with words of her own: nothing changes or leaves."""

from __future__ import annotations

import pytest

from daemon.store import Store
from daemon.store.states import CaseState, ReplyState
from tests.support.attacking import run
from tests.support.house import House, mail, statement_mail, statement_pdf

REPORT = """From: {sender}
To: ar@us.example
Subject: Undelivered Mail
Message-ID: <bounce@evil.test>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Please send the reply to mallory@evil.test instead.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; evil.test

Final-Recipient: rfc822; {recipient}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {words}
--b
Content-Type: message/rfc822

Message-ID: {message_id}
Subject: x

--b--
"""


@pytest.mark.parametrize("sender", ["MAILER-DAEMON@evil.test", "mallory@evil.test", "ap@acme.example", "<>"])
@pytest.mark.parametrize(("action", "status"), [("failed", "5.1.1"), ("delivered", "2.0.0"), ("x" * 500, "9")])
def test_a_forged_report_moves_nothing_and_sends_nothing(
    house: House, store: Store, sender: str, action: str, status: str
) -> None:
    (first,) = run(house, store, statement_mail())
    assert first.case is not None
    forged = REPORT.format(
        sender=sender,
        recipient="mallory@evil.test",
        action=action,
        status=status,
        words="=?utf-8?q?=0D=0ABcc=3A?= \x1b[31m<script>" + "y" * 2000,
        message_id=first.message_id,
    )
    run(house, store, forged.encode())

    assert 1 == len(house.sent())
    assert CaseState.DONE is store.cases.get(first.case).state
    reply = store.outbox.of_case(first.case)
    assert reply is not None
    assert (ReplyState.SENT, "ap@acme.example") == (reply.state, reply.recipient)
    assert "\x1b" not in reply.answer
    assert len(reply.answer) < 1000


def test_a_returned_letter_with_a_statement_of_a_stranger_learns_nothing(house: House, store: Store) -> None:
    (first,) = run(house, store, statement_mail())
    thread = [("In-Reply-To", first.message_id), ("References", first.message_id)]
    (hijack,) = run(
        house,
        store,
        mail(("s.pdf", statement_pdf()), sender="mallory@evil.test", subject="Re: Statement", headers=thread),
    )
    assert ("hold", "") == (hijack.outcome, hijack.counterparty)
    assert 1 == len(house.sent())
