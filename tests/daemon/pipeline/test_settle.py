from __future__ import annotations

import pytest

from daemon.config.settings import Mailbox
from daemon.mailboxes.base import PermanentMailboxError, Settled, TemporaryMailboxError
from daemon.pipeline.receive import receive
from daemon.pipeline.settle import settle, unsettled
from daemon.pipeline.work import Work
from daemon.store import Store
from daemon.store.states import MessageState
from tests.daemon.pipeline.test_receive import Box
from tests.support.house import House, statement_mail
from tests.support.stored import NOW, raw_mail


class Showing(Box):
    """Remembers what it was asked to show."""

    def __init__(self, error: Exception | None = None) -> None:
        super().__init__(raw_mail(b"one", 4))
        self.error = error
        self.shown: list[tuple[int, int, Settled]] = []
        self.copies: list[bytes] = []

    def settle(self, uidvalidity: int, uid: int, outcome: Settled, remote: str = "") -> None:
        del remote
        if self.error is not None:
            raise self.error
        self.shown.append((uidvalidity, uid, outcome))

    def append_sent(self, content: bytes) -> None:
        if self.error is not None:
            raise self.error
        self.copies.append(content)


@pytest.fixture
def work(house: House, store: Store) -> Work:
    return Work(house.settings, store, clock=lambda: NOW)


def _handled(work: Work, box: Showing) -> None:
    (message,) = receive(work, Mailbox(name="ar"), box)
    claimed = work.store.messages.claim("w", NOW)
    assert claimed is not None
    with work.store.writing() as tx:
        work.store.messages.move(tx, claimed, MessageState.RECOGNISED)
        work.store.messages.ask_settling(tx, message, "held")


def test_an_outcome_is_shown_once(work: Work) -> None:
    box = Showing()
    _handled(work, box)
    assert unsettled(work, "ar")

    assert [1, 0] == [settle(work, "ar", box) for _ in range(2)]

    assert [(7, 4, Settled.HELD)] == box.shown
    assert not unsettled(work, "ar")


def test_another_mailboxs_mail_is_left_alone(work: Work) -> None:
    box = Showing()
    _handled(work, box)

    assert 0 == settle(work, "other", box)


def test_a_connection_that_breaks_leaves_the_wish_for_the_next_one(work: Work) -> None:
    box = Showing(TemporaryMailboxError("broken"))
    _handled(work, box)
    with pytest.raises(TemporaryMailboxError):
        settle(work, "ar", box)

    box.error = None

    assert 1 == settle(work, "ar", box)
    assert [(7, 4, Settled.HELD)] == box.shown


def test_a_mailbox_that_refuses_for_good_is_not_asked_for_ever(work: Work) -> None:
    box = Showing(PermanentMailboxError("no such folder"))
    _handled(work, box)

    assert [1, 0] == [settle(work, "ar", box) for _ in range(2)]


def test_what_was_sent_is_copied_into_sent_once(house: House, store: Store) -> None:
    house.deliver(statement_mail())
    service = house.service(store)
    box = Showing()

    def copy_at_once(name: str) -> None:
        if name == "send:recorded":
            settle(service._work, "ar", box)

    service._work.on_step = copy_at_once
    service.run_once()

    assert house.sent() == box.copies
    assert 1 == len(box.copies)


class NoRoomForCopies(Showing):
    def append_sent(self, content: bytes) -> None:
        del content
        raise TemporaryMailboxError("Sent is full.")


def test_what_was_shown_before_a_copy_failed_is_recorded(house: House, store: Store) -> None:
    """One transaction records both, and neither waits for the other for ever."""
    house.deliver(statement_mail())
    house.service(store).run_once()
    work = Work(house.settings, store, clock=lambda: NOW)
    with store.writing() as tx:
        store.messages.ask_settling(tx, 1, "held")
        tx.exec_driver_sql("UPDATE outbox SET copied = FALSE")
    box = NoRoomForCopies()
    mailbox = house.settings.mailboxes[0].name

    with pytest.raises(TemporaryMailboxError):
        settle(work, mailbox, box)

    assert 1 == len(box.shown)
    assert ((), 1) == (store.messages.to_settle(mailbox), len(store.outbox.to_copy(mailbox)))
    assert 1 == settle(work, mailbox, Showing())
    assert not unsettled(work, mailbox)
