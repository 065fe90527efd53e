"""The final dot was handed over and the line broke: what a real mailbox shows afterwards settles it, and nothing else does."""

from __future__ import annotations

import pytest

from daemon.config.settings import Settings
from daemon.pipeline.service import Service
from daemon.store import Store
from daemon.store.outbox import Reply
from daemon.store.states import CaseState, MessageState, ReplyState
from tests.servers.test_service_imap import folder_of, person, running, settings, statement_to
from tests.support.dovecot import Dovecot, User
from tests.support.house import House, replace_struct
from tests.support.serving import until
from tests.support.smtp_sink import SmtpSink

pytestmark = pytest.mark.servers


@pytest.fixture
def user(dovecot: Dovecot) -> User:
    return dovecot.new_user()


def once(store: Store, found: Settings, user: User) -> Reply:
    Service(found, store, lambda _: user.password).run_once()
    reply = store.outbox.of_case(1)
    assert reply is not None
    return reply


def copying(house: House, user: User, sink: SmtpSink) -> Settings:
    found = settings(house, user, sink)
    return replace_struct(found, outgoing=replace_struct(found.outgoing, blind_copy=user.address))


def broken_after_the_dot(store: Store, found: Settings, user: User, sink: SmtpSink) -> Reply:
    """Answer one mail over a line that breaks when the whole reply was handed over."""
    sink.closes_after_data = True
    user.deliver(statement_to(user))
    reply = once(store, found, user)
    sink.closes_after_data = False
    assert (ReplyState.UNCERTAIN, 1) == (reply.state, len(sink.received))
    return reply


def test_a_reply_that_the_provider_laid_into_sent_did_leave(
    house: House, store: Store, user: User, smtp_sink: SmtpSink
) -> None:
    found = settings(house, user, smtp_sink)
    broken_after_the_dot(store, found, user, smtp_sink)
    with person(user) as client:  # as many providers do by themselves for what they accept
        client.append("Sent", smtp_sink.received[0].content)

    reply = once(store, found, user)

    assert (ReplyState.SENT, CaseState.DONE) == (reply.state, store.cases.get(1).state)
    assert "found in Sent" in reply.answer
    assert (1, 1) == (len(smtp_sink.received), len(folder_of(user, "Sent")))
    assert [] == list(store.faults())


def test_a_reply_that_sent_does_not_hold_stays_in_doubt(
    house: House, store: Store, user: User, smtp_sink: SmtpSink
) -> None:
    found = settings(house, user, smtp_sink)
    broken_after_the_dot(store, found, user, smtp_sink)
    assert ReplyState.UNCERTAIN == once(store, found, user).state
    with person(user) as client:
        client.append("Sent", b"Message-ID: <another@tieout.example>\r\n\r\nx\r\n")

    reply = once(store, found, user)

    assert (ReplyState.UNCERTAIN, CaseState.WAITING) == (reply.state, store.cases.get(1).state)
    assert 1 == len(smtp_sink.received)


def test_the_blind_copy_that_was_delivered_settles_the_doubt_while_the_service_runs(
    house: House, store: Store, user: User, smtp_sink: SmtpSink
) -> None:
    found = copying(house, user, smtp_sink)
    reply = broken_after_the_dot(store, found, user, smtp_sink)
    (received,) = smtp_sink.received
    assert ("ap@acme.example", user.address) == received.recipients
    header = received.content.lower().partition(b"\r\n\r\n")[0]
    assert (1, False) == (
        header.count(user.address.encode()),
        b"bcc" in header,
    )  # it is the sender, and nobody learns more

    with running(store, found, user):
        user.deliver(
            b"Received: from relay.example by border.example; Thu, 2 Apr 2026 08:31:00 +0000\r\n" + received.content
        )
        until(lambda: store.outbox.get(reply.id).state is ReplyState.SENT)
        until(lambda: len(folder_of(user, "Sent")) == 1)

    assert MessageState.OWN == store.messages.get(2).state
    assert {"done": 1} == store.cases.counts()
    assert 1 == len(smtp_sink.received)
    assert [] == list(store.faults())


def test_a_blind_copy_that_never_came_leaves_the_reply_to_a_person(
    house: House, store: Store, user: User, smtp_sink: SmtpSink
) -> None:
    found = copying(house, user, smtp_sink)
    broken_after_the_dot(store, found, user, smtp_sink)
    assert ReplyState.UNCERTAIN == once(store, found, user).state
    assert (1, CaseState.WAITING) == (len(smtp_sink.received), store.cases.get(1).state)
