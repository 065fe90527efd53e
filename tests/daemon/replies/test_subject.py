"""The subject keeps the thread."""

import pytest

from daemon.replies.language import language
from daemon.replies.subject import is_answer, reply_subject


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Statement March", "Re: Statement March"),
        ("Re: Statement March", "Re: Statement March"),
        ("RE: re: AW: Statement", "Re: Statement"),
        ("Re[2]: Statement", "Re: Statement"),
        ("回复：答复: 3月对账单", "Re: 3月对账单"),
        ("Fwd: Statement", "Re: Fwd: Statement"),
        ("Regarding: x", "Re: Regarding: x"),
        ("Statement\r\nBcc: a@b.example", "Re: Statement Bcc: a@b.example"),
        ("\u202eStatement", "Re: Statement"),
        ("", "Re: Statement of account"),
        ("Re:", "Re: Statement of account"),
    ],
)
def test_one_mark_of_an_answer_stands_before_their_subject(theirs: str, ours: str) -> None:
    assert ours == reply_subject(theirs, language("en"))


def test_an_empty_subject_is_named_in_the_readers_language() -> None:
    assert reply_subject("  ", language("zh_CN")) == "Re: 对账单"


def test_a_subject_is_capped() -> None:
    assert len(reply_subject("x" * 5000, language("en"))) <= 204


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Re: Statement", True),
        ("回复：对账单", True),
        ("AW[2]: Kontoauszug", True),
        ("Report: March", False),
        ("", False),
    ],
)
def test_an_answer_is_known_by_its_mark(subject: str, expected: bool) -> None:
    assert expected == is_answer(subject)
