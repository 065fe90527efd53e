"""What a mail answers, and which of its words are its own."""

from __future__ import annotations

import pytest

from daemon.pipeline.thread import answered_replies, in_thread, without_quoted
from daemon.store import Store
from tests.support.house import House, statement_mail
from tests.support.letters import letter, opened

LETTER = (
    "Thank you for your statement of account as at 31 March 2026. We have\n"
    "compared it with our books line by line. The two balances do not agree yet:\n\n"
    "  Balance in our books       USD 1,050.00\n\n"
    "With kind regards\n"
)


@pytest.mark.parametrize("mark", ["> ", ">> ", "| ", ""])
def test_our_sentences_fall_away_however_they_are_quoted(mark: str) -> None:
    quoted = "\n".join(mark + line for line in LETTER.splitlines())

    left = without_quoted(f"We do not agree with point 2.\n\nOn Monday you wrote:\n{quoted}\n", [LETTER])

    assert "We do not agree with point 2." in left
    assert "agree yet" not in left
    assert "compared it" not in left


def test_our_sentences_fall_away_where_another_program_wrapped_them_elsewhere() -> None:
    quoted = LETTER.replace("\n", " ").replace("line by line. The two", "line by\n> line. The\n> two")

    assert "do not agree" not in without_quoted(f"Noted.\n> {quoted}", [LETTER])


def test_chinese_sentences_fall_away_where_they_were_broken_within_a_word() -> None:
    ours = "感谢贵司的对账单。双方余额尚不一致，详见附件的差异表。\n"

    left = without_quoted("好的，谢谢！\n> 感谢贵司的对账单。双方余\n> 额尚不一致，详见附件的差异表。", [ours])

    assert left.startswith("好的，谢谢！")
    assert "不一致" not in left


def test_short_words_of_ours_stay_since_they_may_be_theirs() -> None:
    assert "Agreed." == without_quoted("Agreed.", ["Agreed.\n"])


def test_a_mail_names_the_reply_that_it_answers(house: House, store: Store) -> None:
    house.deliver(statement_mail())
    (summary,) = house.service(store).run_once()
    answer = opened(letter(In_Reply_To=summary.message_id, References=f"<m1@acme.example> {summary.message_id}"))

    with store.reading() as tx:
        assert [1] == [reply.case for reply in answered_replies(store, tx, answer)]


def test_a_reply_that_never_left_is_answered_by_nobody(house: House, store: Store) -> None:
    house.deliver(statement_mail())
    (summary,) = house.service(store, house.with_policy(mode="review")).run_once()
    answer = opened(letter(In_Reply_To=summary.message_id))

    with store.reading() as tx:
        assert () == answered_replies(store, tx, answer)


@pytest.mark.parametrize(
    ("mail", "expected"),
    [
        (letter(), False),
        (letter(Subject="Re: Statement"), True),
        (letter(Subject="回复：对账单"), True),
        (letter(In_Reply_To="<x@acme.example>"), True),
    ],
)
def test_an_answer_is_known_by_its_references_or_its_subject(mail: bytes, expected: bool) -> None:
    assert expected == in_thread(opened(mail))
