"""What customers write back: words alone wait for a person, a corrected statement is answered, our quoted words count for nothing."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage

import pytest

from daemon.pipeline.summary import CaseSummary
from daemon.store import Store
from tests.support.house import ACME_POSTINGS, House, mail, statement_mail, statement_pdf


def _answered(house: House, store: Store) -> tuple[CaseSummary, str]:
    """Return the case of a statement that lacks an item, and the letter that answered it."""
    house.deliver(mail(("statement.pdf", statement_pdf(ACME_POSTINGS[:-1]))), "1")
    (summary,) = house.service(store).run_once()
    assert ("differences", "sent") == (summary.outcome, summary.reply_state)
    message = email.message_from_bytes(house.sent()[0], policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(("plain",))
    assert body is not None
    return summary, str(body.get_content())


def _quoted(letter: str) -> str:
    return "\n\nOn Thursday you wrote:\n" + "\n".join(f"> {line}" for line in letter.splitlines())


def _run(house: House, store: Store, content: bytes) -> CaseSummary:
    house.deliver(content, "2")
    (summary,) = house.service(store).run_once()
    return summary


@pytest.mark.parametrize("threaded", [True, False])
def test_an_answer_in_words_alone_waits_for_a_person(house: House, store: Store, threaded: bool) -> None:
    asked, letter = _answered(house, store)
    answer = mail(
        subject="Re: Statement March 2026",
        text="Thanks, INV-5003 will be booked in April." + _quoted(letter),
        number=2,
        headers=[("In-Reply-To", asked.message_id), ("References", asked.message_id)] if threaded else [],
    )

    summary = _run(house, store, answer)

    assert ("hold", "waiting", "") == (summary.outcome, summary.state, summary.reply_state)
    assert 1 == len(house.sent())


def test_the_person_is_told_which_reply_is_answered(house: House, store: Store) -> None:
    asked, letter = _answered(house, store)
    answer = mail(
        subject="Re: Statement March 2026",
        text="Noted." + _quoted(letter),
        number=2,
        headers=[("In-Reply-To", asked.message_id)],
    )

    assert any("our reply of case 1" in because for because in _run(house, store, answer).because)


def test_a_corrected_statement_under_our_quoted_letter_is_answered(house: House, store: Store) -> None:
    asked, letter = _answered(house, store)
    answer = mail(
        ("statement.pdf", statement_pdf()),
        subject="Re: Statement March 2026",
        text="Here is the corrected one." + _quoted(letter),
        number=2,
        headers=[("In-Reply-To", asked.message_id)],
    )

    summary = _run(house, store, answer)

    assert ("confirm", "sent") == (summary.outcome, summary.reply_state)


def test_their_own_words_of_dispute_under_our_letter_still_count(house: House, store: Store) -> None:
    asked, letter = _answered(house, store)
    answer = mail(
        ("statement.pdf", statement_pdf()),
        subject="Re: Statement March 2026",
        text="We do not agree with your point 1." + _quoted(letter),
        number=2,
        headers=[("In-Reply-To", asked.message_id)],
    )

    summary = _run(house, store, answer)

    assert "hold" == summary.outcome
    assert any("dispute" in because for because in summary.because)


def test_quoting_our_letter_to_another_customer_hides_no_words(house: House, store: Store) -> None:
    asked, letter = _answered(house, store)
    stranger = mail(
        ("statement.pdf", statement_pdf((), opening="0.00", holder="Bolt Brothers Ltd")),
        sender="ap@bolt.example",
        text=letter,
        number=2,
        headers=[("In-Reply-To", asked.message_id)],
    )

    assert any("dispute" in because for because in _run(house, store, stranger).because)


@pytest.mark.parametrize(
    "words",
    [
        "Could you please send us your statement of account for March?",
        "We paid the balance of your last statement yesterday.",
        "Thank you for your statement, we will check it.",
        "请发一下三月份的对账单，谢谢",
    ],
)
def test_who_wants_or_got_our_statement_is_not_asked_for_theirs(house: House, store: Store, words: str) -> None:
    summary = _run(house, store, mail(subject="Account", text=words))

    assert ("hold", "") == (summary.outcome, summary.reply_state)


def test_a_forgotten_attachment_is_still_asked_for(house: House, store: Store) -> None:
    summary = _run(house, store, mail(text="Please find our statement attached. Could you confirm it?"))

    assert ("ask", "sent") == (summary.outcome, summary.reply_state)


def test_of_several_replies_in_a_thread_the_latest_is_named(house: House, store: Store) -> None:
    house.deliver(statement_mail(), "1")
    house.deliver(mail(("s.pdf", statement_pdf(ACME_POSTINGS[:-1])), number=2), "2")
    first, second = house.service(store).run_once()
    answer = mail(
        subject="Re: Statement March 2026",
        text="Thanks.",
        number=3,
        headers=[("In-Reply-To", second.message_id), ("References", f"{first.message_id} {second.message_id}")],
    )
    house.deliver(answer, "3")

    (summary,) = house.service(store).run_once()

    assert "hold" == summary.outcome
    assert any("our reply of case 2" in because for because in summary.because)


def test_a_file_that_cannot_be_read_and_is_no_statement_by_any_word_is_for_a_person(house: House, store: Store) -> None:
    order = mail(("order.pdf", b"%PDF-1.4 broken"), subject="Purchase order 4711", text="Our order is attached.")

    summary = _run(house, store, order)

    assert ("hold", "") == (summary.outcome, summary.reply_state)


def test_the_name_of_a_file_tells_what_it_was_to_be(house: House, store: Store) -> None:
    nameless = mail(("Statement 03-2026.pdf", b"%PDF-1.4 broken"), subject="March", text="Attached.")

    assert "ask" == _run(house, store, nameless).outcome
