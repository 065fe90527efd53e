from __future__ import annotations

import datetime as dt

import pytest

from daemon.config.settings import Authenticity
from daemon.mail.draft_traces import Trace, fingerprint, sent_by, sent_to, trace
from daemon.mail.incoming import RawMail
from daemon.mail.mime import as_bytes
from daemon.mail.opening import open_mail
from daemon.mail.outgoing import Attachment, OutgoingMail
from tests.support.stored import NOW

OURS = f"<tieout.{'a' * 40}@us.example>"
OTHER = f"<tieout.{'b' * 40}@us.example>"
THEIRS = "<mail-1@acme.example>"
MAIL = OutgoingMail(
    message_id=OURS,
    sender="ar@us.example",
    sender_name="Us",
    recipient="ap@acme.example",
    subject="Re: 对账单",
    text="We agree.\n",
    html="<p>We agree.</p>",
    in_reply_to=THEIRS,
    attachments=(Attachment("a.csv", b"1,2\n", "text/csv"),),
)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (f"Message-ID: {OURS}", Trace.OURS),
        (f"Message-ID: <x@laptop>\r\nX-Tieout-Case: 7\r\n {OURS}", Trace.OURS),
        (f"Message-ID: <x@laptop>\r\nIn-Reply-To: {THEIRS}", Trace.THREAD),
        (f"References: <a@b> {THEIRS} <c@d>", Trace.THREAD),
        (f"Message-ID: {OTHER}\r\nIn-Reply-To: {THEIRS}", Trace.NONE),
        (f"Message-ID: <x@laptop>\r\nX-Tieout-Case: 8 {OTHER}\r\nIn-Reply-To: {THEIRS}", Trace.NONE),
        (f"References: {OURS}", Trace.NONE),
        ("Subject: something else", Trace.NONE),
    ],
)
def test_a_draft_is_known_by_its_marks_else_by_what_it_answers(header: str, expected: Trace) -> None:
    assert expected is trace(header.encode() + b"\r\n\r\n", OURS, THEIRS)


def test_a_mail_that_answers_nothing_known_is_no_thread() -> None:
    assert Trace.NONE is trace(b"In-Reply-To: <>\r\nReferences:\r\n\r\n", OURS, "")


def test_who_sent_it_is_who_pressed_send() -> None:
    header = (
        b"From: AR <ar@us.example>\r\nSender: carol@us.example\r\nTo: A <AP@acme.example>\r\nCc: b@acme.example\r\n\r\n"
    )
    assert "carol@us.example" == sent_by(header)
    assert {"ap@acme.example", "b@acme.example"} == sent_to(header)


def test_a_draft_reads_the_same_however_it_is_coded_and_otherwise_when_a_word_was_changed() -> None:
    laid = as_bytes(MAIL, NOW, draft_of=7)
    later = as_bytes(MAIL, NOW + dt.timedelta(hours=1))
    changed = laid.replace(b"We agree", b"We do not agree")
    assert _print(laid) == _print(later.replace(b"\r\n", b"\n"))
    assert _print(laid) != _print(changed)


def _print(content: bytes) -> str:
    raw = RawMail(mailbox="", folder="", uidvalidity=0, uid=0, content=content, received_at=NOW)
    return fingerprint(open_mail(raw, (), Authenticity(), lambda _: None))
