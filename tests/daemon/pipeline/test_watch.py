from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from daemon.config.settings import Log, Mailbox
from daemon.mailboxes.base import PermanentMailboxError, TemporaryMailboxError
from daemon.observe.logs import configure
from daemon.pipeline import watch
from daemon.pipeline.watch import Watcher
from daemon.pipeline.work import Work
from daemon.store import Store
from tests.daemon.pipeline.test_receive import Box
from tests.support.house import House
from tests.support.stored import NOW, raw_mail


class Hinting(Box):
    """Gives the hints it is told to, then stops the watcher."""

    def __init__(self, stop: threading.Event, *hints: bool | Exception) -> None:
        super().__init__(raw_mail(b"one", 1))
        self.stop, self.hints, self.waited = stop, list(hints), list[float]()

    def wait(self, seconds: float) -> bool:
        self.waited.append(seconds)
        if not self.hints:
            self.stop.set()
            return False
        hint = self.hints.pop(0)
        if isinstance(hint, Exception):
            raise hint
        return hint


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BREATH", "FIRST_WAIT", "REFUSED_WAIT"):
        monkeypatch.setattr(watch, name, 0.001)


def _watcher(
    house: House, store: Store, stop: threading.Event, connect: Callable[[], Box], seconds: int = 60
) -> tuple[Watcher, list[str]]:
    told: list[str] = []
    watcher = Watcher(
        Work(house.settings, store, clock=lambda: NOW),
        Mailbox(name="ar", poll_seconds=seconds),
        connect=connect,
        stop=stop,
        received=lambda _: told.append("received"),
        beat=lambda: told.append("beat"),
    )
    return watcher, told


def test_a_hint_leads_to_a_look_and_the_look_to_the_worker(house: House, store: Store) -> None:
    stop = threading.Event()
    box = Hinting(stop, True)
    watcher, told = _watcher(house, store, stop, lambda: box)

    watcher.attend()

    assert 2 == len(box.asked)
    assert 1 == told.count("received")
    assert "beat" in told


def test_no_single_wait_is_longer_than_a_stop_may_take(house: House, store: Store) -> None:
    stop = threading.Event()
    box = Hinting(stop, False, False)
    watcher, _ = _watcher(house, store, stop, lambda: box, seconds=3600)

    watcher.attend()

    assert all(seconds <= watch.HINT_SECONDS for seconds in box.waited)
    assert 1 == len(box.asked)


def test_a_connection_that_breaks_after_a_look_is_replaced(house: House, store: Store) -> None:
    stop = threading.Event()
    boxes = [Hinting(stop, TemporaryMailboxError("gone")), Hinting(stop)]
    watcher, _ = _watcher(house, store, stop, lambda: boxes.pop(0))

    watcher.attend()
    assert not stop.is_set()
    watcher.attend()

    assert stop.is_set()
    assert [] == boxes


def test_one_that_cannot_be_opened_is_left_to_the_retry_policy(house: House, store: Store) -> None:
    def refuse() -> Box:
        raise TemporaryMailboxError("no route")

    watcher, _ = _watcher(house, store, threading.Event(), refuse)

    with pytest.raises(TemporaryMailboxError):
        watcher.attend()


def test_a_mailbox_that_refuses_us_is_said_once(
    house: House, store: Store, capsys: pytest.CaptureFixture[str], fresh_log: None
) -> None:
    configure(Log(format="text"))

    def refuse() -> Box:
        raise PermanentMailboxError("wrong password: correct the credential imap-password")

    watcher, _ = _watcher(house, store, threading.Event(), refuse)

    for _ in range(3):
        watcher.attend()

    captured = capsys.readouterr()
    assert 1 == (captured.out + captured.err).count("wrong password")
