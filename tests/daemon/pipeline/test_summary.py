from __future__ import annotations

from daemon.pipeline.summary import summaries
from daemon.store import Store
from tests.support.house import House, mail, statement_mail
from tests.support.stored import NOW, raw_mail


def test_a_summary_tells_the_mail_the_case_and_the_reply(house: House, store: Store) -> None:
    house.deliver(statement_mail())

    (summary,) = house.service(store).run_once()

    assert ("Statement March 2026", "ap@acme.example", "ar", 1) == (
        summary.subject,
        summary.sender,
        summary.mailbox,
        summary.case,
    )
    assert ("C-1001", "C-1001", "confirm", "sent", "ap@acme.example") == (
        summary.counterparty,
        summary.account,
        summary.reply_kind,
        summary.reply_state,
        summary.recipient,
    )
    assert summary.answer.endswith(".eml")
    assert house.sent() == [store.archive.get(summary.mime)]


def test_the_reasons_are_the_strictest_gates_words(house: House, store: Store) -> None:
    house.deliver(mail(text="Hello?", sender="m@elsewhere.example"))

    (summary,) = house.service(store).run_once()

    assert "hold" == summary.outcome
    assert any("m@elsewhere.example is not on file" in because for because in summary.because)


def test_a_draft_says_why_it_waits(house: House, store: Store) -> None:
    house.deliver(statement_mail())

    (summary,) = house.service(store, house.with_policy(mode="review")).run_once()

    assert "The mode is review: a person approves each reply." == summary.because[0]


def test_a_mail_that_was_only_recorded_has_no_case(store: Store) -> None:
    raw = raw_mail()
    with store.writing() as tx:
        _, message = store.messages.record(tx, raw, sha256=store.archive.put(raw.content), now=NOW, answered=False)

    (summary,) = summaries(store, [message, message])

    assert (None, "recorded", "") == (summary.case, summary.outcome, summary.reply_state)
