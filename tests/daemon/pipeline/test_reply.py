from __future__ import annotations

from dataclasses import replace

import pytest

from daemon.pipeline.reply import reply_id
from daemon.pipeline.summary import CaseSummary
from daemon.store import Store
from tests.support.house import ACME, House, mail, statement_mail, statement_pdf


def _run(house: House, store: Store, content: bytes) -> CaseSummary:
    house.deliver(content)
    (summary,) = house.service(store).run_once()
    return summary


def test_the_message_id_is_the_cases_own_and_never_changes() -> None:
    first = reply_id("ar@us.example", "a" * 64, 0, 0)

    assert first == reply_id("other@us.example", "a" * 64, 0, 0)
    assert first.endswith("@us.example>")
    others = {reply_id("ar@us.example", *rest) for rest in (("b" * 64, 0, 0), ("a" * 64, 1, 0), ("a" * 64, 0, 1))}
    assert 4 == len({first, *others})


def test_the_reply_goes_to_the_sender_on_file_and_never_to_reply_to(house: House, store: Store) -> None:
    content = mail(("s.pdf", statement_pdf()), headers=[("Reply-To", "mallory@elsewhere.example")])

    summary = _run(house, store, content)

    assert all(b"mallory" not in reply for reply in house.sent())
    assert summary.recipient in {"", "ap@acme.example"}


def test_a_reply_is_threaded_under_the_mail_it_answers(house: House, store: Store) -> None:
    _run(house, store, mail(("s.pdf", statement_pdf()), number=7, headers=[("References", "<before@acme.example>")]))

    (reply,) = house.sent()
    assert b"In-Reply-To: <mail-7@acme.example>" in reply
    assert b"References: <before@acme.example> <mail-7@acme.example>" in reply
    assert b"Auto-Submitted: auto-replied" in reply


def test_a_counterparty_that_vanishes_before_the_reply_waits_for_a_person(house: House, store: Store) -> None:
    def vanish(name: str) -> None:
        if name == "decide:recorded":
            store.counterparties.replace_all([])

    house.deliver(statement_mail())

    (summary,) = house.service(store, on_step=vanish).run_once()

    assert ("waiting", "") == (summary.state, summary.reply_state)
    assert any("no longer in the list" in because for because in summary.because)
    assert [] == house.sent()


@pytest.mark.parametrize(("language", "words"), [("en", b"Dear"), ("zh_CN", b"utf-8")])
def test_the_counterpartys_language_is_used(house: House, store: Store, language: str, words: bytes) -> None:
    store.counterparties.put(replace(ACME, language=language))

    _run(house, store, statement_mail())

    (reply,) = house.sent()
    assert words in reply
    kept = store.outbox.of_case(1)
    assert kept is not None
    assert language == store.outbox.mail(kept).language


def test_an_automatic_mail_is_never_answered(house: House, store: Store) -> None:
    content = mail(("s.pdf", statement_pdf()), headers=[("Auto-Submitted", "auto-replied")])

    summary = _run(house, store, content)

    assert ("ignore", "done", "") == (summary.outcome, summary.state, summary.reply_state)
    assert [] == house.sent()
