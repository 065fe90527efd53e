"""Staff see for whom a mail may be taken."""

from __future__ import annotations

import pytest

from daemon.pipeline.summary import CaseSummary
from daemon.store import Store
from tests.support.house import House, mail, statement_pdf


def _held(house: House, store: Store, sender: str, headers: list[tuple[str, str]] | None = None) -> CaseSummary:
    house.deliver(mail(("statement.pdf", statement_pdf()), sender=sender, headers=headers or []))
    (summary,) = house.service(store).run_once()
    assert [] == house.sent()
    assert "hold" == summary.outcome
    return summary


@pytest.mark.parametrize(
    ("sender", "told"),
    [
        ("ap@acrne.example", "resembles ap@acme.example, on file for C-1001"),
        ("ap@acme.example.evil.test", "resembles ap@acme.example, on file for C-1001"),
        ('"ap@acme.example" <mallory@evil.test>', "shows ap@acme.example, on file for C-1001"),
        ('"ap@bolt.example" <ap@acme.example>', "shows ap@bolt.example, on file for C-2002"),
        ('"Acme Fasteners Ltd" <mallory@evil.test>', "name is that of C-1001"),
    ],
)
def test_an_impostor_is_held_with_whom_it_resembles(house: House, store: Store, sender: str, told: str) -> None:
    assert any(told in because for because in _held(house, store, sender).because)


def test_a_reply_to_that_resembles_is_held_though_the_sender_is_known(house: House, store: Store) -> None:
    summary = _held(house, store, "ap@acme.example", [("Reply-To", "ap@acrne.example")])
    assert any("Reply-To ap@acrne.example resembles ap@acme.example" in because for because in summary.because)


@pytest.mark.parametrize("headers", [[], [("Reply-To", "ap@acme.example")], [("Reply-To", "ledger@elsewhere.test")]])
def test_a_known_sender_is_no_impostor(house: House, store: Store, headers: list[tuple[str, str]]) -> None:
    house.deliver(mail(("s.pdf", statement_pdf()), sender="Acme Fasteners Ltd <ap@acme.example>", headers=headers))
    (summary,) = house.service(store).run_once()
    assert ("confirm", "sent", "ap@acme.example") == (summary.outcome, summary.reply_state, summary.recipient)
