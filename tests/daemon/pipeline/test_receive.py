from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType
from typing import Self

import pytest

from daemon.config.settings import Mailbox
from daemon.mail.incoming import RawMail
from daemon.mailboxes.base import Cursor, Settled, TemporaryMailboxError
from daemon.pipeline.receive import receive
from daemon.pipeline.work import Work
from daemon.store import Store
from daemon.store.states import MessageState
from tests.support.house import House
from tests.support.stored import NOW, raw_mail

BOX = Mailbox(name="ar")


class Box:
    """A mailbox in memory: it keeps to the contract and breaks off after `breaks_after` mails."""

    def __init__(self, *mails: RawMail, breaks_after: int | None = None) -> None:
        self.mails = list(mails)
        self.breaks_after = breaks_after
        self.asked: list[Cursor] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass

    def fetch(self, cursor: Cursor) -> Iterator[RawMail]:
        self.asked.append(cursor)
        for number, mail in enumerate(self.mails):
            if number == self.breaks_after:
                raise TemporaryMailboxError("the connection broke")
            if cursor.uidvalidity != mail.uidvalidity or mail.uid > cursor.uid:
                yield mail

    def settle(self, uidvalidity: int, uid: int, outcome: Settled, remote: str = "") -> None:
        raise NotImplementedError

    def wait(self, seconds: float) -> bool:
        raise NotImplementedError

    def append_sent(self, content: bytes) -> None:
        raise NotImplementedError

    def check(self) -> list[str]:
        raise NotImplementedError


@pytest.fixture
def work(house: House, store: Store) -> Work:
    return Work(house.settings, store, clock=lambda: NOW)


def test_each_mail_is_taken_in_once_and_the_next_look_starts_after_it(work: Work) -> None:
    box = Box(raw_mail(b"one", 4), raw_mail(b"two", 9))

    assert [1, 2] == receive(work, BOX, box)
    assert [] == receive(work, BOX, box)
    assert [Cursor(0, 0), Cursor(7, 9)] == box.asked


def test_the_original_is_in_the_archive_before_its_row_exists(work: Work, store: Store) -> None:
    seen: list[tuple[str, int, int]] = []
    work.on_step = lambda name: seen.append(
        (name, len(list(store.archive.names())), sum(store.messages.counts().values()))
    )

    receive(work, BOX, Box(raw_mail()))

    assert [("receive:fetched", 0, 0), ("receive:archived", 1, 0), ("receive:recorded", 1, 1)] == seen


def test_what_came_before_the_connection_broke_is_kept(work: Work, store: Store) -> None:
    box = Box(raw_mail(b"one", 4), raw_mail(b"two", 9), breaks_after=1)
    with pytest.raises(TemporaryMailboxError):
        receive(work, BOX, box)
    assert {"received": 1} == store.messages.counts()

    box.breaks_after = None

    assert [2] == receive(work, BOX, box)


def test_a_new_uidvalidity_brings_no_mail_a_second_time(work: Work, store: Store) -> None:
    receive(work, BOX, Box(raw_mail(b"one", 4), raw_mail(b"two", 9)))

    again = receive(work, BOX, Box(raw_mail(b"one", 1, uidvalidity=8), raw_mail(b"new", 2, uidvalidity=8)))

    assert [3] == again
    assert {"received": 3} == store.messages.counts()


def test_what_lay_there_before_is_recorded_only_where_so_configured(work: Work, store: Store) -> None:
    old = RawMail(mailbox="ar", folder="INBOX", uidvalidity=7, uid=1, content=b"old", received_at=NOW, backlog=True)
    receive(work, Mailbox(name="ar", backlog=False), Box(old, raw_mail(b"new", 2)))

    assert [MessageState.RECORDED, MessageState.RECEIVED] == [store.messages.get(number).state for number in (1, 2)]


def test_every_mail_is_in_the_audit_with_its_hash(work: Work, store: Store) -> None:
    mail = raw_mail()
    receive(work, BOX, Box(mail))

    assert [mail.sha256] == [row.facts["sha256"] for row in store.audit.rows() if row.event == "mail_received"]
