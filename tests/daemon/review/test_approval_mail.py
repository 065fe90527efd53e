from __future__ import annotations

import pytest

from daemon.review.approval_mail import approval_mail
from daemon.review.words import words_in
from daemon.store.cases import Cases
from tests.support.desk import OpenDesk

LINK = "http://127.0.0.1:8533/approve/token"


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_it_holds_the_draft_what_it_rests_on_and_one_link(desk: OpenDesk, code: str) -> None:
    words, reply, figures = words_in(code), desk.store.outbox.of_case(1), desk.store.figures.get(1)
    assert reply is not None
    assert figures is not None
    subject, text = approval_mail(desk.store, words, 1, LINK, ends="tomorrow")
    assert "1" in subject
    assert f"{words('case.ours')}: {figures.currency} {figures.ours:,.2f}" in text
    assert words(f"verdict.{figures.verdict}") in text
    assert reply.recipient in text
    for line in desk.store.outbox.mail(reply).text.splitlines():
        assert f"> {line}" in text
    assert 1 == text.count("://")
    assert LINK in text.splitlines()


def test_a_case_without_a_draft_has_no_mail(desk: OpenDesk) -> None:
    assert isinstance(desk.store.cases, Cases)
    with pytest.raises(LookupError):
        approval_mail(desk.store, words_in("en"), 9, LINK, ends="tomorrow")
