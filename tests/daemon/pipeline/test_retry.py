from __future__ import annotations

import datetime as dt
import threading

import pytest

from daemon.mailboxes.base import PermanentMailboxError, TemporaryMailboxError
from daemon.pipeline import retry
from daemon.pipeline.retry import GIVE_UP_SENDING, LONGEST_WAIT, asked_to_wait, next_sending, trying_again
from tests.support.stored import NOW


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "FIRST_WAIT", 0.001)


def test_a_failure_of_the_world_is_tried_again_and_told() -> None:
    left = [TemporaryMailboxError("one"), TemporaryMailboxError("two")]
    told: list[str] = []

    def act() -> str:
        if left:
            raise left.pop(0)
        return "done"

    assert "done" == trying_again(threading.Event(), lambda error, _: told.append(str(error)))(act)
    assert ["one", "two"] == told


def test_what_cannot_succeed_is_not_tried_again() -> None:
    tried: list[int] = []

    def act() -> None:
        tried.append(1)
        raise PermanentMailboxError("wrong password")

    with pytest.raises(PermanentMailboxError):
        trying_again(threading.Event(), lambda *_: None)(act)
    assert [1] == tried


def test_the_attempts_are_counted() -> None:
    tried: list[int] = []

    def act() -> None:
        tried.append(1)
        raise TemporaryMailboxError("gone")

    with pytest.raises(TemporaryMailboxError):
        trying_again(threading.Event(), lambda *_: None, attempts=3)(act)
    assert 3 == len(tried)


def test_a_stop_ends_the_trying() -> None:
    stop = threading.Event()

    def act() -> None:
        stop.set()
        raise TemporaryMailboxError("gone")

    with pytest.raises(TemporaryMailboxError):
        trying_again(stop, lambda *_: None)(act)


def test_replies_wait_longer_each_time_up_to_an_hour_and_not_for_ever() -> None:
    waits = []
    now, attempts = NOW, 0
    while (due := next_sending(attempts, NOW, now)) is not None:
        waits.append((due - now).total_seconds())
        now, attempts = due, attempts + 1

    assert waits == sorted(waits)
    assert (30, 3600) == (waits[0], waits[-1])
    assert GIVE_UP_SENDING - dt.timedelta(hours=2) < now - NOW < GIVE_UP_SENDING


def test_a_server_that_asks_for_more_time_gets_it_within_reason() -> None:
    asked = [asked_to_wait(TemporaryMailboxError("busy", wait)) for wait in (0.0, 17.0, 10_000.0)]

    assert [0.0, 17.0, LONGEST_WAIT] == asked
    assert 0.0 == asked_to_wait(OSError())


def test_a_reply_is_tried_again_no_sooner_than_the_server_asked() -> None:
    now = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)

    assert now + dt.timedelta(seconds=60) == next_sending(1, now, now, asked=5)
    assert now + dt.timedelta(seconds=900) == next_sending(1, now, now, asked=900)
