"""The sweep submits what the queue lost, frees what the dead had in hand, and doubts what they were sending."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from daemon.pipeline.desk import approve
from daemon.pipeline.engine.queue import Job, Queue
from daemon.pipeline.engine.sweep import Sweeping, doubt_abandoned, sending, unattended
from daemon.pipeline.send import send
from daemon.pipeline.work import Work
from daemon.store import Store
from daemon.store.states import MessageState, ReplyState
from daemon.store.workers import name_of
from tests.support.house import Failing, House, read_here, statement_mail
from tests.support.places import Place
from tests.support.sharing import queue_of, shared, until
from tests.support.stored import NOW, raw_mail


@pytest.fixture
def queue(server_place: Place, sharing_store: Store) -> Iterator[Queue]:
    assert sharing_store.directory == server_place.directory
    found = queue_of(server_place)
    with found.opened():
        yield found


def work_of(house: House, place: Place, store: Store) -> Work:
    return Work(shared(house.settings, place), store, clock=lambda: NOW, read=read_here)


def record(store: Store, uid: int = 1) -> int:
    content = b"Subject: %d\r\n\r\n" % uid
    with store.writing() as tx:
        return store.messages.record(tx, raw_mail(content, uid), sha256=store.archive.put(content), now=NOW)[1]


def test_what_nobody_has_in_hand_and_is_not_queued_is_submitted_once(
    house: House, server_place: Place, sharing_store: Store, queue: Queue
) -> None:
    work = work_of(house, server_place, sharing_store)
    sweeping = Sweeping(work, queue, work.settings.engine, threading.Event())
    first, second = record(sharing_store, 1), record(sharing_store, 2)
    with sharing_store.together() as mine, sharing_store.database.session() as hold:
        assert sharing_store.messages.claim(name_of(mine), NOW, first) is not None
        assert [Job("read", second)] == list(unattended(work))

        assert 1 == sweeping.sweep(hold)
        assert 0 == sweeping.sweep(hold)


def test_what_a_dead_worker_had_in_hand_is_submitted_for_another(
    house: House, server_place: Place, sharing_store: Store, queue: Queue
) -> None:
    work = work_of(house, server_place, sharing_store)
    message, other = record(sharing_store), server_place.open()
    with other.together() as hold:
        assert other.messages.claim(name_of(hold), NOW, message) is not None
        assert [] == list(unattended(work))
    other.close()

    with sharing_store.together(), sharing_store.database.session() as hold:
        sweeping = Sweeping(work, queue, work.settings.engine, threading.Event())
        until(lambda: sweeping.sweep(hold) == 1)

    assert [MessageState.RECEIVED] == [sharing_store.messages.get(message).state]
    assert sharing_store.messages.claim("next", NOW, message) is not None


def test_a_reply_is_doubted_when_nobody_holds_its_sending_and_not_before(
    house: House, server_place: Place, sharing_store: Store
) -> None:
    """The sender dies between the marking and the handing over."""
    house.furnish(sharing_store)
    house.deliver(statement_mail())
    review = house.with_policy(mode="review")
    house.service(sharing_store, review).run_once()
    work = work_of(house, server_place, sharing_store)
    approve(work, 1, "carol")
    (reply,) = sharing_store.outbox.in_states([ReplyState.READY])
    assert [Job("send", reply.id)] == list(unattended(work))
    work.on_step = Failing("send:sending", 1, KeyboardInterrupt())
    other = server_place.open()
    with sharing_store.database.session() as mine:
        with other.database.session() as theirs:
            assert theirs.take(sending(reply.id))
            with pytest.raises(KeyboardInterrupt):
                send(work, None, reply)  # type: ignore[arg-type]  # it never comes to the transport
            assert 0 == doubt_abandoned(work, mine)
            assert ReplyState.SENDING is sharing_store.outbox.get(reply.id).state

        until(lambda: doubt_abandoned(work, mine) == 1)
    assert ReplyState.UNCERTAIN is sharing_store.outbox.get(reply.id).state
    assert [] == house.sent()
    other.close()
