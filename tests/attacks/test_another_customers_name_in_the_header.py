"""A known customer writes under another one's name, or names it in Sender or Reply-To: held and shown, however well it is signed."""

from __future__ import annotations

import pytest

from daemon.store import Store
from tests.support.attacking import because, run
from tests.support.house import House, Posting, mail, statement_pdf

BOLT = statement_pdf((Posting("2026-03-09", "INV-7001", "77.00"),), opening="0.00", holder="Bolt Brothers Ltd")
PAPER = statement_pdf()


@pytest.mark.parametrize(
    ("content", "other"),
    [
        (mail(("s.pdf", PAPER), sender='"Bolt Brothers Ltd" <ap@acme.example>'), "C-2002"),
        (mail(("s.pdf", PAPER), sender="=?utf-8?q?bolt_brothers_ltd=2E?= <ap@acme.example>"), "C-2002"),
        (mail(("s.pdf", PAPER), sender="=?utf-8?q?ap=40bolt=2Eexample?= <ap@acme.example>"), "ap@bolt.example"),
        (mail(("s.pdf", PAPER), headers=[("Sender", "ap@bolt.example")]), "ap@bolt.example"),
        (mail(("s.pdf", PAPER), headers=[("Reply-To", "ap@bolt.example")]), "ap@bolt.example"),
        (mail(("s.pdf", BOLT), sender='"Acme Fasteners Ltd" <ap@bolt.example>'), "C-1001"),
    ],
    ids=["name", "encoded name", "encoded address", "Sender", "Reply-To", "the other way round"],
)
def test_it_is_held_and_the_other_is_named_to_staff(house: House, store: Store, content: bytes, other: str) -> None:
    (summary,) = run(house, store, content)
    assert ("hold", []) == (summary.outcome, house.sent())
    assert other in because(summary)


@pytest.mark.parametrize("sender", ['"Acme Fasteners Ltd" <ap@acme.example>', '"Carol of Acme" <ap@acme.example>'])
def test_its_own_name_is_no_trick(house: House, store: Store, sender: str) -> None:
    (summary,) = run(house, store, mail(("s.pdf", PAPER), sender=sender))
    assert ("confirm", "sent") == (summary.outcome, summary.reply_state), because(summary)
