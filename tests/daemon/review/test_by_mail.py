"""Mails to our own people, over real SMTP: each once, to nobody else, and what their links do."""

from __future__ import annotations

import datetime as dt
import email
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from email.message import EmailMessage
from email.policy import default
from typing import Any

import msgspec
import pytest

from daemon.cli.demo.company import NORTHGATE
from daemon.config.settings import Policy
from daemon.outgoing.connect import transport
from daemon.pipeline.send import send_due
from daemon.review import by_mail
from daemon.review.auth import totp
from daemon.review.by_mail import StaffMails, foreign_owner
from daemon.review.services import no_secret
from daemon.store.staff_mails import Kind, StaffMailState
from daemon.store.states import ReplyState
from daemon.store.users import Role
from tests.support.desk import OpenDesk, OpensDesk, Visitor
from tests.support.smtp_sink import SmtpSink

CAROL, ANN = "carol@meridian.example", "ann@meridian.example"
THEIRS = "northgate-group.example"
LINK = re.compile(r"http://\S+(/approve/[\w-]+)")


class Post:
    """A desk whose people get mails, the server that takes them, and the clock of the one who sends."""

    def __init__(self, desk: OpenDesk, sink: SmtpSink, mode: str = "review") -> None:
        self.desk, self.sink = desk, sink
        self.now = dt.datetime.now(dt.UTC)
        settings = msgspec.structs.replace(desk.settings, policy=Policy(mode=mode))  # type: ignore[arg-type]
        self.way_out = transport(sink.outgoing(), no_secret)
        self._settings = settings
        self.mails = self.sender()

    def sender(self) -> StaffMails:
        """Return another that sends, as after a restart."""
        return StaffMails(self._settings, self.desk.store, lambda: self.way_out, lambda: self.now)

    def later(self, **time: float) -> None:
        self.now += dt.timedelta(**time)
        self.mails.once()

    def received(self, address: str) -> list[EmailMessage]:
        found = [each for each in self.sink.received if each.recipients == (address,)]
        return [email.message_from_bytes(each.content, policy=default) for each in found]

    def link(self, case: int, address: str = CAROL) -> str:
        """Return the path of the link in the mail about a case."""
        for mail in reversed(self.received(address)):
            if "/approve/" in (text := mail.get_content()) and f"ase {case} " in str(mail["Subject"]):
                return LINK.findall(text)[0]  # type: ignore[no-any-return]
        raise AssertionError(case)

    def state(self, case: int) -> ReplyState:
        reply = self.desk.store.outbox.of_case(case)
        assert reply is not None
        return reply.state


def drafts(desk: OpenDesk) -> list[int]:
    return sorted(reply.case for reply in desk.store.outbox.in_states({ReplyState.DRAFT}))


@contextmanager
def _post(opens_desk: OpensDesk, sink: SmtpSink, users: dict[str, Role] | None = None, **desk: Any) -> Iterator[Post]:
    wanted = {"approvers": (f"carol <{CAROL}>",), **desk}
    with opens_desk(**wanted) as opened:
        for name, role in (users or {"carol": Role.CLERK}).items():
            opened.session(name, role)
        yield Post(opened, sink)


def _fresh(desk: OpenDesk) -> Visitor:
    """Return a browser in which nobody has signed in."""
    return Visitor(desk.url)


def _decides(desk: OpenDesk, path: str, visitor: Visitor | None = None, **form: str) -> tuple[int, str]:
    browser = visitor or _fresh(desk)
    browser.get(path)
    answer = browser.post(path, {"act": "approve", **form})
    return answer.status_code, answer.text


def test_each_draft_is_asked_about_once_and_the_mail_says_that_a_program_wrote_it(
    opens_desk: OpensDesk, smtp_sink: SmtpSink
) -> None:
    with _post(opens_desk, smtp_sink) as post:
        post.mails.once()
        asked = drafts(post.desk)
        assert len(asked) == len(post.received(CAROL)) > 3
        post.later(minutes=10)
        post.mails = post.sender()  # a restart forgets nothing
        post.later(days=2)
        assert len(asked) == len(smtp_sink.received)
        mail = post.received(CAROL)[0]
        assert ("auto-generated", "staff", "All") == (
            mail["Auto-Submitted"],
            mail["X-Tieout"],
            mail["X-Auto-Response-Suppress"],
        )
        assert re.fullmatch(r"<tieout\.staff\.[0-9a-f]{40}@meridian\.example>", mail["Message-ID"])
        assert len({each["Message-ID"] for each in post.received(CAROL)}) == len(asked)
        assert {CAROL} == {each for received in smtp_sink.received for each in received.recipients}


def test_the_link_shows_the_draft_and_does_nothing_until_its_form_is_sent(
    opens_desk: OpensDesk, smtp_sink: SmtpSink
) -> None:
    with _post(opens_desk, smtp_sink) as post:
        post.mails.once()
        case = drafts(post.desk)[0]
        path, scanner = post.link(case), _fresh(post.desk)
        reply = post.desk.store.outbox.of_case(case)
        assert reply is not None
        for _ in range(3):
            page = scanner.get(path)
            assert 200 == page.status_code
            assert 200 == scanner.http.head(post.desk.url + path, timeout=60).status_code
        assert reply.recipient in page.text
        assert 'content="no' not in page.text
        assert ReplyState.DRAFT == post.state(case)
        assert (200, ReplyState.READY) == (_decides(post.desk, path)[0], post.state(case))
        assert 1 == send_due(post.desk.work, post.way_out)
        assert 0 == send_due(post.desk.work, post.way_out)
        assert 1 == len(post.received(reply.recipient))
        approved = post.desk.store.outbox.of_case(case)
        assert approved is not None
        assert (ReplyState.SENT, "carol") == (approved.state, approved.approved_by)
        assert 404 == scanner.get(path).status_code
        assert 404 == _decides(post.desk, path)[0]


def test_a_form_from_elsewhere_does_nothing(opens_desk: OpensDesk, smtp_sink: SmtpSink) -> None:
    with _post(opens_desk, smtp_sink) as post:
        post.mails.once()
        case = drafts(post.desk)[0]
        path, visitor = post.link(case), _fresh(post.desk)
        assert 403 == visitor.post(path, {"act": "approve"}).status_code
        visitor.get(path)
        cross = visitor.post(path, {"act": "approve"}, headers={"Sec-Fetch-Site": "cross-site"})
        assert (403, ReplyState.DRAFT) == (cross.status_code, post.state(case))


def test_a_rejection_needs_a_reason_and_closes_the_case(opens_desk: OpensDesk, smtp_sink: SmtpSink) -> None:
    with _post(opens_desk, smtp_sink) as post:
        post.mails.once()
        case = drafts(post.desk)[0]
        path = post.link(case)
        assert (422, ReplyState.DRAFT) == (_decides(post.desk, path, act="reject")[0], post.state(case))
        assert 400 == _decides(post.desk, path, act="send")[0]
        assert 200 == _decides(post.desk, path, act="reject", because="They called.")[0]
        assert ("done", ReplyState.CANCELLED) == (post.desk.store.cases.get(case).state, post.state(case))
        assert 404 == _decides(post.desk, path)[0]


def test_a_link_ends_when_the_words_change_and_the_new_words_are_asked_about_the_next_day(
    opens_desk: OpensDesk, smtp_sink: SmtpSink
) -> None:
    with _post(opens_desk, smtp_sink) as post:
        post.mails.once()
        case, many = drafts(post.desk)[0], len(smtp_sink.received)
        path = post.link(case)
        seen = post.desk.store.outbox.of_case(case)
        assert seen is not None
        edit = {"subject": "s", "text": "Other words.", "seen": seen.mail}
        assert 303 == post.desk.visitor("bob").post(f"/case/{case}/edit", edit).status_code
        status, text = _decides(post.desk, path)
        assert (410, ReplyState.DRAFT) == (status, post.state(case))
        assert "changed" in text
        post.later(minutes=1)
        assert many == len(smtp_sink.received)
        post.later(days=1)
        assert many + 1 == len(smtp_sink.received)
        assert 200 == _fresh(post.desk).get(post.link(case)).status_code


def test_a_link_ends_with_its_time(opens_desk: OpensDesk, smtp_sink: SmtpSink) -> None:
    with _post(opens_desk, smtp_sink, approval_hours=1) as post:
        post.now -= dt.timedelta(minutes=61)
        post.mails.once()
        case = drafts(post.desk)[0]
        assert 404 == _decides(post.desk, post.link(case))[0]
        assert ReplyState.DRAFT == post.state(case)


@pytest.mark.parametrize(
    ("change", "status"), [({"disabled": True}, 404), ({"role": Role.AUDITOR}, 403), ({"password": "x"}, 404)]
)
def test_a_link_ends_when_its_user_may_no_longer(
    opens_desk: OpensDesk, smtp_sink: SmtpSink, change: dict[str, Any], status: int
) -> None:
    with _post(opens_desk, smtp_sink) as post:
        post.mails.once()
        case = drafts(post.desk)[0]
        path = post.link(case)
        with post.desk.store.writing() as tx:
            post.desk.store.users.change(tx, "carol", **change)
        assert (status, ReplyState.DRAFT) == (_decides(post.desk, path)[0], post.state(case))


def test_a_link_that_was_forwarded_is_refused_to_who_is_signed_in_as_another(
    opens_desk: OpensDesk, smtp_sink: SmtpSink
) -> None:
    with _post(opens_desk, smtp_sink) as post:
        post.mails.once()
        case = drafts(post.desk)[0]
        path = post.link(case)
        status, text = _decides(post.desk, path, post.desk.visitor("bob", Role.ADMIN))
        assert (403, ReplyState.DRAFT) == (status, post.state(case))
        assert "carol" in text
        assert 200 == _decides(post.desk, path, post.desk.visitor("carol"))[0]


def test_two_people_approve_large_amounts_each_by_a_link_of_his_own(opens_desk: OpensDesk, smtp_sink: SmtpSink) -> None:
    users = {"carol": Role.CLERK, "ann": Role.APPROVER}
    asked = (f"carol <{CAROL}>", f"ann <{ANN}>")
    with _post(opens_desk, smtp_sink, users, approvers=asked, four_eyes_above=1) as post:
        post.mails.once()
        case = 1
        first, second = post.link(case), post.link(case, ANN)
        assert "second person" in _decides(post.desk, first)[1]
        assert ReplyState.DRAFT == post.state(case)
        assert 404 == _decides(post.desk, first)[0]
        assert (200, ReplyState.READY) == (_decides(post.desk, second)[0], post.state(case))


def test_who_uses_a_second_factor_is_asked_for_it(opens_desk: OpensDesk, smtp_sink: SmtpSink) -> None:
    with _post(opens_desk, smtp_sink) as post:
        key = totp.new_key()
        with post.desk.store.writing() as tx:
            post.desk.store.users.change(tx, "carol", totp=key)
        post.mails.once()
        case = drafts(post.desk)[0]
        path = post.link(case)
        code = totp.code_of(key, int(dt.datetime.now(dt.UTC).timestamp()) // totp.STEP_SECONDS)
        wrong = "000000" if code != "000000" else "111111"
        assert [422, 422] == [_decides(post.desk, path, code=each)[0] for each in ("", wrong)]
        assert ReplyState.DRAFT == post.state(case)
        assert (200, ReplyState.READY) == (_decides(post.desk, path, code=code)[0], post.state(case))


@pytest.mark.parametrize(
    "asked",
    [
        {"approvers": (f"carol <{NORTHGATE.address}>",)},
        {"approvers": (), "digest_to": (NORTHGATE.address.upper(),), "digest_at": "00:00"},
        {"approvers": (f"carol <somebody@{THEIRS}>",), "digest_to": (f"all@mail.{THEIRS}",), "digest_at": "00:00"},
    ],
)
def test_nobody_outside_is_ever_written_to(opens_desk: OpensDesk, smtp_sink: SmtpSink, asked: dict[str, Any]) -> None:
    with _post(opens_desk, smtp_sink, **asked) as post:
        store = post.desk.store
        known = store.counterparties.get(NORTHGATE.code)
        assert known is not None
        with store.writing() as tx:
            store.counterparties.put(replace(known, domains=(THEIRS,)), tx)
        post.mails.once()
        post.later(days=1)
        assert [] == smtp_sink.received
        assert NORTHGATE.code == foreign_owner(store, NORTHGATE.address)
        assert "" == foreign_owner(store, ANN)


def test_who_may_not_approve_is_not_asked(opens_desk: OpensDesk, smtp_sink: SmtpSink) -> None:
    with _post(opens_desk, smtp_sink, {"carol": Role.AUDITOR}) as post:
        post.mails.once()
        assert [] == smtp_sink.received
        post.desk.session("carol", Role.AUDITOR)
        with post.desk.store.writing() as tx:
            post.desk.store.users.change(tx, "carol", role=Role.CLERK)
        post.later(minutes=1)
        assert len(drafts(post.desk)) == len(smtp_sink.received)


def test_in_mode_shadow_nothing_leaves(opens_desk: OpensDesk, smtp_sink: SmtpSink) -> None:
    with _post(opens_desk, smtp_sink, digest_to=(ANN,), digest_at="00:00") as post:
        Post(post.desk, smtp_sink, mode="shadow").mails.once()
        assert [] == smtp_sink.received


def test_what_was_surely_not_taken_is_tried_again_and_what_may_have_been_is_not(
    opens_desk: OpensDesk, smtp_sink: SmtpSink
) -> None:
    with _post(opens_desk, smtp_sink, approvers=(), digest_to=(ANN,), digest_at="00:00") as post:
        smtp_sink.answers["RCPT"] = "451 later"
        post.mails.once()
        assert [] == smtp_sink.received
        smtp_sink.answers.clear()
        post.later(seconds=30)
        assert [] == smtp_sink.received
        smtp_sink.closes_after_data = True
        post.later(minutes=2)
        assert 1 == len(smtp_sink.received)
        smtp_sink.closes_after_data = False
        post.later(hours=2)
        assert 1 == len(smtp_sink.received)
        (row,) = post.desk.store.staff_mails.of(Kind.DIGEST)[:1]
        assert StaffMailState.UNCERTAIN is row.state


def test_a_death_on_the_way_never_leads_to_a_second_mail(
    opens_desk: OpensDesk, smtp_sink: SmtpSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _post(opens_desk, smtp_sink, approvers=(), digest_to=(ANN,), digest_at="00:00") as post:

        def dies(*_args: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(StaffMails, "_conclude", dies)
            with pytest.raises(KeyboardInterrupt):
                post.mails.once()
        assert 1 == len(smtp_sink.received)
        post.mails = post.sender()
        post.later(minutes=5)
        post.later(hours=3)
        assert 1 == len(smtp_sink.received)
        assert StaffMailState.UNCERTAIN is post.desk.store.staff_mails.of(Kind.DIGEST)[0].state


def test_one_person_is_not_flooded(opens_desk: OpensDesk, smtp_sink: SmtpSink, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by_mail, "MOST_A_DAY", 2)
    with _post(opens_desk, smtp_sink) as post:
        post.mails.once()
        post.later(minutes=1)
        assert 2 == len(smtp_sink.received)
        post.later(days=1)
        assert 4 == len(smtp_sink.received)


def test_tokens_stay_out_of_the_store_and_the_audit(opens_desk: OpensDesk, smtp_sink: SmtpSink) -> None:
    with _post(opens_desk, smtp_sink) as post:
        post.mails.once()
        token = post.link(drafts(post.desk)[0]).rpartition("/")[2]
        rows = [str(row) for row in post.desk.store.audit.rows()]
        assert not any(token in row for row in rows)
        assert any("staff_mail_sent" in row for row in rows)
        assert [] == list(post.desk.store.faults())


def test_who_was_disabled_is_told_nothing_more(opens_desk: OpensDesk, smtp_sink: SmtpSink) -> None:
    with _post(opens_desk, smtp_sink) as post:
        with post.desk.store.writing() as tx:
            post.desk.store.users.change(tx, "carol", disabled=True)
        post.mails.once()
        assert [] == post.received(CAROL)
