"""The whole way over real servers: a mail by LMTP into Dovecot is answered by the running service through SMTP."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

import imapclient
import pytest

from daemon.config.settings import Settings
from daemon.pipeline.service import Service
from daemon.store import Store
from daemon.store.states import CaseState, ReplyState
from tests.support.dovecot import Dovecot, User
from tests.support.house import ACME_POSTINGS, House, mail, replace_struct, statement_pdf
from tests.support.serving import serving, until
from tests.support.smtp_sink import SmtpSink

pytestmark = pytest.mark.servers


@pytest.fixture
def user(dovecot: Dovecot) -> User:
    return dovecot.new_user()


def settings(house: House, user: User, sink: SmtpSink, **changes: object) -> Settings:
    return replace_struct(
        house.settings, mailboxes=(user.mailbox(poll_seconds=60, **changes),), outgoing=sink.outgoing()
    )


def running(store: Store, found: Settings, user: User) -> AbstractContextManager[Service]:
    return serving(Service(found, store, lambda _: user.password))


@contextmanager
def person(user: User) -> Iterator[imapclient.IMAPClient]:
    client = imapclient.IMAPClient("127.0.0.1", port=user.server.port, ssl=False, timeout=30)
    client.login(user.name, user.password)
    try:
        yield client
    finally:
        client.logout()


def folder_of(user: User, name: str) -> list[bytes]:
    with person(user) as client:
        if not client.folder_exists(name):
            return []
        client.select_folder(name, readonly=True)
        found = client.fetch(client.search(), [b"BODY.PEEK[]"])
        return [content[b"BODY[]"] for content in found.values()]


def statement_to(user: User, number: int = 1, **paper: object) -> bytes:
    return mail(("statement.pdf", statement_pdf(**paper)), to=user.address, number=number)  # type: ignore[arg-type]


def test_a_mail_is_answered_while_the_service_runs_and_the_original_is_moved(
    house: House, store: Store, user: User, smtp_sink: SmtpSink
) -> None:
    with running(store, settings(house, user, smtp_sink, when_done="move"), user) as service:
        user.deliver(statement_to(user))
        until(lambda: len(smtp_sink.received) == 1)
        until(lambda: len(folder_of(user, "Tieout/Done")) == 1)
        until(lambda: len(folder_of(user, "Sent")) == 1)
        assert [] == service.silent()

    (received,) = smtp_sink.received
    assert (user.address, ("ap@acme.example",)) == (received.sender, received.recipients)
    reply = email.message_from_bytes(received.content, policy=email.policy.default)
    assert ("<mail-1@acme.example>", "auto-replied") == (reply["In-Reply-To"], reply["Auto-Submitted"])
    body = reply.get_body(("plain",))
    assert body is not None
    assert "1,050.00" in body.get_content()
    assert [] == folder_of(user, "INBOX")
    (copy,) = folder_of(user, "Sent")
    assert reply["Message-ID"] == email.message_from_bytes(copy)["Message-ID"]
    assert CaseState.DONE == store.cases.get(1).state
    assert [] == list(store.faults())


def test_a_mail_is_flagged_where_so_configured_and_one_that_waits_differently(
    house: House, store: Store, user: User, smtp_sink: SmtpSink
) -> None:
    with running(store, settings(house, user, smtp_sink, when_done="flag"), user):
        user.deliver(statement_to(user))
        user.deliver(mail(("s.pdf", statement_pdf()), sender="m@elsewhere.example", to=user.address, number=2))
        until(lambda: store.cases.counts() == {"done": 1, "waiting": 1})
        until(lambda: [] == list(store.messages.to_settle(settings(house, user, smtp_sink).mailboxes[0].name)))

    with person(user) as client:
        client.select_folder("INBOX", readonly=True)
        flags = {uid: found[b"FLAGS"] for uid, found in client.fetch(client.search(), [b"FLAGS"]).items()}
    assert 2 == len(flags)
    assert len(set(map(frozenset, flags.values()))) == 2
    assert all(flags.values())


def test_what_lay_there_before_the_start_is_answered_and_a_restart_answers_nothing_twice(
    house: House, store: Store, user: User, smtp_sink: SmtpSink
) -> None:
    user.deliver(statement_to(user))
    for _ in range(2):
        with running(store, settings(house, user, smtp_sink, when_done="keep"), user):
            until(lambda: store.cases.counts() == {"done": 1})

    assert 1 == len(smtp_sink.received)


def test_two_services_lives_with_a_new_mail_between_them(
    house: House, store: Store, user: User, smtp_sink: SmtpSink
) -> None:
    found = settings(house, user, smtp_sink, when_done="keep")
    user.deliver(statement_to(user))
    Service(found, store, lambda _: user.password).run_once()
    user.deliver(statement_to(user, 2, postings=ACME_POSTINGS[:-1]))

    (summary,) = Service(found, store, lambda _: user.password).run_once()

    assert ("differences", "sent") == (summary.outcome, summary.reply_state)
    assert 2 == len(smtp_sink.received)


def test_a_lost_250_leaves_the_reply_uncertain_and_it_is_not_sent_again(
    house: House, store: Store, user: User, smtp_sink: SmtpSink
) -> None:
    smtp_sink.closes_after_data = True
    found = settings(house, user, smtp_sink)
    user.deliver(statement_to(user))
    Service(found, store, lambda _: user.password).run_once()
    smtp_sink.closes_after_data = False

    Service(found, store, lambda _: user.password).run_once()

    assert 1 == len(smtp_sink.received)
    reply = store.outbox.of_case(1)
    assert reply is not None
    assert (ReplyState.UNCERTAIN, CaseState.WAITING) == (reply.state, store.cases.get(1).state)


@pytest.mark.parametrize(("line", "state"), [("451 later", ReplyState.READY), ("550 unknown", ReplyState.FAILED)])
def test_a_refused_reply_waits_or_is_shown_to_a_person(
    house: House, store: Store, user: User, smtp_sink: SmtpSink, line: str, state: ReplyState
) -> None:
    smtp_sink.answers["RCPT"] = line
    user.deliver(statement_to(user))

    Service(settings(house, user, smtp_sink), store, lambda _: user.password).run_once()

    reply = store.outbox.of_case(1)
    assert reply is not None
    assert state == reply.state
    assert [] == smtp_sink.received


def test_a_wrong_password_is_said_and_the_service_stops_cleanly_all_the_same(
    house: House, store: Store, user: User, smtp_sink: SmtpSink
) -> None:
    service = Service(settings(house, user, smtp_sink), store, lambda _: "wrong")

    assert [] == service.run_once()

    assert 1 == len(service.troubles)
