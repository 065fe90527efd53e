from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

import pytest
from sqlalchemy.exc import OperationalError

from daemon.outgoing.base import InDoubt, NotSent, Receipt, TransportError
from daemon.pipeline import desk
from daemon.pipeline.send import doubt_unfinished, send_due
from daemon.pipeline.work import Work
from daemon.store import Store
from daemon.store.states import CaseState, ReplyState
from parsers.ledgers.counterparty import Counterparty
from tests.support.house import ACME, House, statement_mail
from tests.support.stored import NOW


@dataclass
class Server:
    """A server that answers as it is told, then accepts."""

    troubles: list[TransportError] = field(default_factory=list)
    accepted: list[tuple[str, str, str, bytes]] = field(default_factory=list)

    def send(self, *, sender: str, recipient: str, message_id: str, content: bytes) -> Receipt:
        if self.troubles:
            raise self.troubles.pop(0)
        self.accepted.append((sender, recipient, message_id, content))
        return Receipt("250 accepted")

    def check(self) -> list[str]:
        return []


class _Died(BaseException):
    """Stands for the end of the process."""


@pytest.fixture
def work(house: House, store: Store) -> Work:
    """A store with one reply that is ready."""
    house.deliver(statement_mail())
    service = house.service(store)
    service._work.on_step = _die_before_sending
    with pytest.raises(_Died):
        service.run_once()
    return Work(house.settings, store, clock=lambda: NOW)


def _die_before_sending(name: str) -> None:
    if name == "reply:recorded":
        raise _Died


def _state(store: Store) -> tuple[ReplyState, CaseState]:
    reply = store.outbox.of_case(1)
    assert reply is not None
    return reply.state, store.cases.get(1).state


def test_a_reply_is_sent_once(work: Work, store: Store) -> None:
    server = Server()

    assert 1 == send_due(work, server)
    assert 0 == send_due(work, server)

    ((sender, recipient, message_id, content),) = server.accepted
    assert ("ar@us.example", "ap@acme.example") == (sender, recipient)
    assert message_id.encode() in content
    assert (ReplyState.SENT, CaseState.DONE) == _state(store)
    reply = store.outbox.of_case(1)
    assert reply is not None
    assert content == store.archive.get(reply.mime)
    assert "250 accepted" == reply.answer


def test_it_is_marked_as_on_its_way_before_the_server_hears_of_it(work: Work, store: Store) -> None:
    seen: list[ReplyState] = []

    class Looking(Server):
        def send(self, *, sender: str, recipient: str, message_id: str, content: bytes) -> Receipt:
            seen.append(_state(store)[0])
            return super().send(sender=sender, recipient=recipient, message_id=message_id, content=content)

    send_due(work, Looking())

    assert [ReplyState.SENDING] == seen


def test_what_the_server_refuses_for_now_is_tried_again_later_with_the_same_message_id(
    work: Work, store: Store
) -> None:
    server = Server([NotSent("451 try later", permanent=False)])
    send_due(work, server)
    assert (ReplyState.READY, CaseState.ANSWERING) == _state(store)
    assert 0 == send_due(work, server)

    work.clock = lambda: NOW + dt.timedelta(hours=2)

    assert 1 == send_due(work, server)
    assert (ReplyState.SENT, CaseState.DONE) == _state(store)
    assert 1 == len(server.accepted)


def test_after_days_of_refusal_a_person_is_asked(work: Work, store: Store) -> None:
    for hours in range(0, 24 * 4, 2):
        work.clock = lambda hours=hours: NOW + dt.timedelta(hours=hours)  # type: ignore[misc]
        send_due(work, Server([NotSent("451 try later", permanent=False)]))

    assert (ReplyState.FAILED, CaseState.WAITING) == _state(store)


def test_what_the_server_refuses_for_good_waits_for_a_person_and_can_be_sent_again(work: Work, store: Store) -> None:
    send_due(work, Server([NotSent("550 no such user", permanent=True)]))
    assert (ReplyState.FAILED, CaseState.WAITING) == _state(store)

    desk.approve(work, 1, "zhang")
    send_due(work, Server())

    assert (ReplyState.SENT, CaseState.DONE) == _state(store)


def test_what_may_have_arrived_is_never_sent_again_by_itself(work: Work, store: Store) -> None:
    server = Server([InDoubt("the connection broke after the final dot")])
    send_due(work, server)
    work.clock = lambda: NOW + dt.timedelta(days=30)

    assert 0 == send_due(work, server)
    assert (ReplyState.UNCERTAIN, CaseState.WAITING) == _state(store)
    assert [] == server.accepted


def test_what_was_on_its_way_when_the_service_ended_is_uncertain(work: Work, store: Store) -> None:
    def die(name: str) -> None:
        if name == "send:accepted":
            raise _Died

    work.on_step = die
    server = Server()
    with pytest.raises(_Died):
        send_due(work, server)
    assert ReplyState.SENDING == _state(store)[0]

    assert 1 == doubt_unfinished(work)

    assert (ReplyState.UNCERTAIN, CaseState.WAITING) == _state(store)
    assert 0 == send_due(work, server)
    assert 1 == len(server.accepted)


@pytest.mark.parametrize(
    ("troubles", "state"),
    [
        ([], ReplyState.SENT),
        ([NotSent("451 try later", permanent=False)], ReplyState.READY),
        ([NotSent("550 no such user", permanent=True)], ReplyState.FAILED),
        ([InDoubt("the connection broke after the final dot")], ReplyState.UNCERTAIN),
    ],
)
def test_what_the_server_said_while_the_store_was_locked_is_recorded_when_it_is_free_again(
    work: Work, store: Store, monkeypatch: pytest.MonkeyPatch, troubles: list[TransportError], state: ReplyState
) -> None:
    """The process lives and knows it: nothing is in doubt for want of a place to write it down."""
    locked = OperationalError("UPDATE", {}, Exception("database is locked"))
    server = Server([*troubles])

    def refusing(*_: object, **__: object) -> None:
        raise locked

    with monkeypatch.context() as patched:
        patched.setattr("daemon.pipeline.send.come_to_rest", refusing)
        patched.setattr("daemon.pipeline.send.next_sending", refusing)
        with pytest.raises(OperationalError):
            send_due(work, server)
        with pytest.raises(OperationalError):
            doubt_unfinished(work)
    assert ReplyState.SENDING == _state(store)[0]

    assert 1 == doubt_unfinished(work)

    assert state == _state(store)[0]
    assert {} == work.told
    assert 0 == send_due(work, server)
    assert (1 if state is ReplyState.SENT else 0) == len(server.accepted)


@pytest.mark.parametrize(
    ("mode", "left", "case"),
    [("review", ReplyState.DRAFT, CaseState.WAITING), ("shadow", ReplyState.SHADOW, CaseState.DONE)],
)
def test_a_mode_that_was_changed_meanwhile_holds_what_was_ready(
    house: House, work: Work, store: Store, mode: str, left: ReplyState, case: CaseState
) -> None:
    work.settings = house.with_policy(mode=mode)
    server = Server()

    send_due(work, server)

    assert [] == server.accepted
    assert (left, case) == _state(store)


@pytest.mark.parametrize("counterparty", [replace(ACME, addresses=("new@acme.example",)), None])
def test_an_address_that_was_taken_off_the_list_meanwhile_gets_nothing(
    work: Work, store: Store, counterparty: Counterparty | None
) -> None:
    store.counterparties.replace_all([counterparty] if counterparty is not None else [])
    server = Server()

    send_due(work, server)

    assert [] == server.accepted
    assert (ReplyState.DRAFT, CaseState.WAITING) == _state(store)


def test_a_reply_that_was_changed_in_the_archive_does_not_leave(work: Work, store: Store) -> None:
    reply = store.outbox.of_case(1)
    assert reply is not None
    path = store.archive.path(reply.mail)
    path.write_bytes(path.read_bytes().replace(b"1,050.00", b"9,050.00"))
    server = Server()

    send_due(work, server)

    assert [] == server.accepted
    assert (ReplyState.DRAFT, CaseState.WAITING) == _state(store)
    assert 0 == send_due(work, server)
