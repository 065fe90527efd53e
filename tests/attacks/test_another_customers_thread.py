"""A known customer continues the thread of another one: by its Message-ID, by quoting our letter to it, by forwarding its mail."""

from __future__ import annotations

import pytest

from daemon.store import Store
from tests.support.attacking import all_that_left, body_of, left, run, words_of
from tests.support.house import ACME_POSTINGS, House, Posting, mail, statement_pdf

BOLTS = (Posting("2026-03-09", "INV-7001", "77.00"),)
BOLT_PAPER = statement_pdf(BOLTS, opening="0.00", holder="Bolt Brothers Ltd")
SECRETS = ("INV-500", "RCT-9001", "1,050.00", "599.50", "Acme", "C-1001")


def _to_acme(house: House, store: Store) -> tuple[str, str]:
    """Answer Acme, and return the Message-ID and the words of our letter."""
    run(house, store, mail(("s.pdf", statement_pdf(ACME_POSTINGS[:-1])), number=1))
    (message,) = left(house)
    return str(message["Message-ID"]), body_of(message)


@pytest.mark.parametrize("quoted", [False, True], ids=["named", "named and quoted"])
@pytest.mark.parametrize("paper", [BOLT_PAPER, b"%PDF-1.4 cut off"], ids=["its own statement", "a locked file"])
def test_nothing_of_the_first_thread_reaches_the_second(house: House, store: Store, quoted: bool, paper: bytes) -> None:
    name, words = _to_acme(house, store)
    text = "\n".join(f"> {line}" for line in words.splitlines()) if quoted else "Our statement."
    content = mail(
        ("s.pdf", paper),
        sender="ap@bolt.example",
        subject="Re: Statement March 2026",
        text=text,
        number=2,
        headers=[("In-Reply-To", name), ("References", f"<mail-1@acme.example> {name}")],
    )
    run(house, store, content)
    for message in left(house)[1:]:
        assert "ap@bolt.example" == message["To"]
        for secret in SECRETS:
            assert secret not in words_of(message), secret


def test_the_mail_of_another_customer_passed_on_is_answered_to_nobody(house: House, store: Store) -> None:
    _to_acme(house, store)
    acmes = mail(("acme.pdf", statement_pdf(account="C-1001")), number=1)
    (summary,) = run(house, store, mail(("fw.eml", acmes), sender="ap@bolt.example", subject="Fw", number=3))
    assert ("hold", "", 1) == (summary.outcome, summary.reply_state, len(house.sent()))


def test_a_statement_of_another_in_a_mail_inside_the_own_mail_is_held(house: House, store: Store) -> None:
    bolts = mail(("b.pdf", BOLT_PAPER), sender="ap@bolt.example", number=44)
    (summary,) = run(house, store, mail(("mail.eml", bolts), number=5))
    assert ("hold", "") == (summary.outcome, summary.reply_state)
    assert "" == all_that_left(house)


def test_a_stranger_that_quotes_the_thread_gets_nothing(house: House, store: Store) -> None:
    name, words = _to_acme(house, store)
    content = mail(
        ("s.pdf", statement_pdf()),
        sender="mallory@evil.test",
        subject="Re: Statement March 2026",
        text=f"> {words}",
        headers=[("In-Reply-To", name)],
        number=9,
    )
    (summary,) = run(house, store, content)
    assert ("hold", "", 1) == (summary.outcome, summary.counterparty, len(house.sent()))
