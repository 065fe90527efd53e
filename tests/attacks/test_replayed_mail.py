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


def test_a_very_old_date_changes_no_judgement(house: House, store: Store) -> None:
    """The Date is the sender's word: the figures are compared as at the statement's own day, whatever it says."""
    old = FIRST.replace(b"Date: Thu, 02 Apr 2026", b"Date: Thu, 01 Jan 1970")
    (summary,) = run(house, store, old)
    assert ("confirm", "sent") == (summary.outcome, summary.reply_state)
