"""Null senders, lists, no-reply addresses and machines, each on file and with a sound statement: never answered, and staff see them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from daemon.store import Store
from tests.support.attacking import because, run
from tests.support.house import ACME, House, mail, statement_pdf

PAPER = ("statement.pdf", statement_pdf())


@pytest.mark.parametrize(
    "local",
    ["noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "noreply+x", "mailer-daemon", "postmaster", "bounces", "bounce-123",
     "owner-list", "list-request", "accounts-noreply"],
)  # fmt: skip
def test_an_address_that_takes_no_answer_gets_none(house: House, store: Store, local: str) -> None:
    store.counterparties.put(replace(ACME, addresses=(f"{local}@acme.example",)))
    (summary,) = run(house, store, mail(PAPER, sender=f"{local}@acme.example"))
    assert summary.outcome in {"hold", "ignore"}
    assert because(summary)
    assert [] == house.sent()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Auto-Submitted", "auto-replied"),
        ("Auto-Submitted", "auto-generated (by a program)"),
        ("Auto-Submitted", "AUTO-REPLIED; owner=x"),
        ("Auto-Submitted", "(no) auto-notified"),
        ("Return-Path", "<>"),
        ("List-Unsubscribe", "<mailto:x@acme.example>"),
        ("List-Id", "x"),
        ("Precedence", "list"),
        ("Precedence", "Bulk"),
        ("X-Autoreply", "yes"),
        ("X-Auto-Response-Suppress", "DR, AutoReply"),
        ("X-Tieout", "reply"),
        ("Feedback-ID", "1:2:3"),
        ("Sender", "mailer-daemon@acme.example"),
    ],
)
def test_a_mail_of_a_machine_gets_no_answer(house: House, store: Store, name: str, value: str) -> None:
    (summary,) = run(house, store, mail(PAPER, headers=[(name, value)]))
    assert summary.outcome in {"hold", "ignore"}
    assert because(summary)
    assert [] == house.sent()


@pytest.mark.parametrize("value", ["no", "No", "no (really)", "no; x=y"])
def test_auto_submitted_no_is_a_person(house: House, store: Store, value: str) -> None:
    (summary,) = run(house, store, mail(PAPER, headers=[("Auto-Submitted", value)]))
    assert ("confirm", "sent") == (summary.outcome, summary.reply_state)


@pytest.mark.parametrize(
    "subject", ["Out of office", "Automatische Antwort: Kontoauszug", "自动回复：对账单", "Réponse automatique"]
)
def test_an_out_of_office_note_is_recorded_and_not_answered(house: House, store: Store, subject: str) -> None:
    (summary,) = run(house, store, mail(subject=subject, text="I am away. Statement of account will follow."))
    assert ("ignore", []) == (summary.outcome, house.sent())
    assert because(summary)
