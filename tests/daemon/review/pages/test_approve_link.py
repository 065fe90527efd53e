"""What stands behind a link without a mail; the way from the mail to the reply is told by tests/daemon/review/test_by_mail.py."""

from __future__ import annotations

import datetime as dt

import pytest

from daemon.store.users import Role
from tests.support.desk import OpenDesk, OpensDesk, Visitor

CASE = 1


def _link(desk: OpenDesk, purpose: str = "approve", draft: str = "") -> str:
    reply = desk.store.outbox.of_case(CASE)
    assert reply is not None
    now = dt.datetime.now(dt.UTC)
    desk.session("carol", Role.CLERK)
    with desk.store.writing() as tx:
        subject = f"{CASE} {draft or reply.mail}"
        token = desk.store.users.make_link(tx, purpose, "carol", now, lasts=dt.timedelta(hours=1), subject=subject)
    return f"/approve/{token}"


def test_a_link_for_something_else_opens_nothing(desk: OpenDesk) -> None:
    assert 404 == Visitor(desk.url).get(_link(desk, purpose="password")).status_code
    assert 404 == Visitor(desk.url).get("/approve/guessed").status_code


def test_who_is_asked_by_mail_no_more_decides_nothing(desk: OpenDesk) -> None:
    assert 403 == Visitor(desk.url).get(_link(desk)).status_code


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_the_page_is_fenced_and_shows_other_peoples_words_as_text(opens_desk: OpensDesk, language: str) -> None:
    with opens_desk(approvers=("carol <carol@meridian.example>",)) as desk:
        reply = desk.store.outbox.of_case(CASE)
        assert reply is not None
        hostile = "<script>alert(1)</script>\u202e"
        edit = {"subject": hostile, "text": hostile, "seen": reply.mail}
        assert 303 == desk.visitor("bob").post(f"/case/{CASE}/edit", edit).status_code
        answer = Visitor(desk.url).get(_link(desk), headers={"Accept-Language": language})
        assert 200 == answer.status_code
        assert "<script>alert" not in answer.text
        assert "\u202e" not in answer.text
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert ("no-store", "same-origin") == (answer.headers["cache-control"], answer.headers["referrer-policy"])
        assert 410 == Visitor(desk.url).get(_link(desk, draft=reply.mail)).status_code
