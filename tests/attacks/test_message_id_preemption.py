"""Mallory sends first, with the Message-ID of the customer's coming mail, or with its very statement: the true one is still answered."""

from __future__ import annotations

import pytest

from daemon.config.settings import Authenticity
from daemon.store import Store
from tests.support.attacking import run
from tests.support.house import House, mail, replace_struct, statement_mail, statement_pdf

PASS = b"Authentication-Results: mx.us.example; dmarc=pass header.from=acme.example\n"
TRUE = PASS + statement_mail()


@pytest.mark.parametrize(
    "forged",
    [
        mail(("x.pdf", b"%PDF-1.4 nothing"), sender="mallory@evil.test"),
        mail(("x.pdf", b"%PDF-1.4 nothing")),
        statement_mail(),
        mail(("statement.pdf", statement_pdf()), number=99),
        mail(("statement.pdf", statement_pdf()), sender="mallory@evil.test"),
    ],
    ids=["another sender", "a forged sender", "the same mail", "the same statement", "her own address"],
)
def test_the_true_mail_is_answered_all_the_same(house: House, store: Store, forged: bytes) -> None:
    strict = replace_struct(house.settings, authenticity=Authenticity(authserv_id="mx.us.example"))
    *_, true = run(house, store, forged, TRUE, settings=strict)
    assert ("confirm", "sent", "ap@acme.example") == (true.outcome, true.reply_state, true.recipient)
    assert 1 == len(house.sent())
