"""An old mail comes again: the same bytes, another road, another day, or its Message-ID with other bytes. Nothing is answered twice."""

from __future__ import annotations

import pytest

from daemon.store import Store
from tests.support.attacking import because, run
from tests.support.house import ACME_POSTINGS, House, mail, statement_mail, statement_pdf

FIRST = statement_mail()


@pytest.mark.parametrize(
    "again",
    [
        FIRST,
        b"Received: from evil.test by mx.example; Mon, 1 Jun 2026 10:00:00 +0000\n" + FIRST,
        FIRST.replace(b"Message-ID: <mail-1@", b"Message-ID: <mail-2@"),
        FIRST.replace(b"Date: Thu, 02 Apr 2026", b"Date: Mon, 01 Jun 2026"),
        FIRST.replace(b"Subject: Statement March 2026", b"Subject: Our statement of account"),
        FIRST.replace(b"Please find", b"Kindly find"),
        mail(("other-name.pdf", statement_pdf() + b"\n% another hash"), number=9),
    ],
    ids=["bytes", "road", "message id", "date", "subject", "words", "file"],
)
def test_the_same_statement_is_never_answered_twice(house: House, store: Store, again: bytes) -> None:
    first, second = run(house, store, FIRST, again)
    assert "sent" == first.reply_state
    assert ("hold", "") == (second.outcome, second.reply_state)
    assert "came before" in because(second)
    assert 1 == len(house.sent())


def test_an_old_message_id_on_another_statement_hides_nothing(house: House, store: Store) -> None:
    """Whoever used the id first, the later mail is read for what it is."""
    later = mail(("statement.pdf", statement_pdf(ACME_POSTINGS[:-1])), number=1)
    first, second = run(house, store, FIRST, later)
    assert ("confirm", "differences") == (first.outcome, second.outcome)
    assert 2 == len(house.sent())


STAMP = (
    b"Received: by store.us.example with LMTP id 2; Thu, 2 Apr 2026 08:29:01 +0000\n"
    b"Received: from mail.evil.test (mail.evil.test [192.0.2.1])\n\tby mx.us.example with ESMTPS id 1; Thu, 2 Apr 2026 08:29:00 +0000\n"
    b"Received: from laptop by mail.acme.example with ESMTP id 0; Sun, 1 Feb 2026 08:00:00 +0000\n"
)
"""Our own servers say when they took the mail in; what stands below them anybody can write."""


@pytest.mark.parametrize(
    "date",
    ["Thu, 01 Jan 1970 00:00:00 +0000", "Sun, 01 Mar 2026 08:30:00 +0000", "1 Feb 26 08:30 GMT"],
)
def test_a_mail_of_long_ago_is_held_and_shown(house: House, store: Store, date: str) -> None:
    """Signature and verdict stay true for whoever kept the mail: only its day tells."""
    old = FIRST.replace(b"Date: Thu, 02 Apr 2026 08:30:00 +0000", f"Date: {date}".encode())
    assert old != FIRST
    (summary,) = run(house, store, STAMP + old)
    assert ("hold", "") == (summary.outcome, summary.reply_state)
    assert "days before it came" in because(summary)
    assert [] == house.sent()


def test_a_mail_out_of_an_archive_is_as_old_as_it_was_then(house: House, store: Store) -> None:
    """What was taken in soon after it was sent is no repetition, however late we find it."""
    archived = STAMP.replace(b"2 Apr 2026", b"2 Feb 2026") + FIRST.replace(b"02 Apr 2026", b"02 Feb 2026")
    (summary,) = run(house, store, archived)
    assert ("confirm", "sent") == (summary.outcome, summary.reply_state), because(summary)


def test_a_new_date_above_the_signed_one_does_not_make_it_young(house: House, store: Store) -> None:
    old = FIRST.replace(b"Date: Thu, 02 Apr 2026", b"Date: Mon, 02 Feb 2026")
    (summary,) = run(house, store, b"Date: Thu, 02 Apr 2026 08:00:00 +0000\n" + STAMP + old)
    assert ("hold", []) == (summary.outcome, house.sent())
    assert "Date" in because(summary) or "date" in because(summary)


def test_a_mail_from_before_the_answered_one_is_held(house: House, store: Store) -> None:
    """Never seen by us before, since it went to somebody else then: its statement is none that came before."""
    earlier = mail(("statement.pdf", statement_pdf(ACME_POSTINGS[:-1])), number=7).replace(
        b"02 Apr 2026", b"28 Mar 2026"
    )
    first, second = run(house, store, FIRST, earlier)
    assert "sent" == first.reply_state
    assert ("hold", "") == (second.outcome, second.reply_state)
    assert "was answered already" in because(second)
