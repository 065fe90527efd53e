from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from daemon.mailboxes.base import TemporaryMailboxError
from daemon.observe.health import Pulse
from daemon.pipeline import loops, retry
from daemon.pipeline.loops import Loop


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "FIRST_WAIT", 0.001)
    monkeypatch.setattr(loops, "AFTER_FAULT", 0.001)
    monkeypatch.setattr(loops, "IDLE", 0.001)


class Rounds:
    """Goes round; the first rounds fail as told, the one after them stops the loop."""

    def __init__(self, stop: threading.Event, *errors: Exception) -> None:
        self.errors, self.rounds, self._stop = list(errors), 0, stop

    def __call__(self) -> None:
        self.rounds += 1
        if self.errors:
            raise self.errors.pop(0)
        self._stop.set()


def _run(*errors: Exception) -> tuple[Rounds, Pulse]:
    stop, pulse = threading.Event(), Pulse(clock=lambda: 0.0)
    rounds = Rounds(stop, *errors)
    loop = Loop("worker", rounds, stop, pulse)
    loop.start()
    loop.thread.join(60)
    assert not loop.thread.is_alive()
    return rounds, pulse


def test_a_loop_outlives_failures_of_the_world_and_faults_of_ours() -> None:
    rounds, _ = _run(TemporaryMailboxError("gone"), ValueError("a fault"), OSError(28, "No space left"), KeyError("x"))

    assert 5 == rounds.rounds


def test_a_loop_that_ended_properly_is_not_missed() -> None:
    _, pulse = _run()

    assert [] == pulse.silent()


def test_a_loop_that_hangs_is_noticed() -> None:
    now = [0.0]
    stop, entered, pulse = threading.Event(), threading.Event(), Pulse(clock=lambda: now[0])

    def hang() -> None:
        entered.set()
        stop.wait(60)

    loop = Loop("worker", hang, stop, pulse)
    loop.start()
    assert entered.wait(60)
    assert [] == pulse.silent()
    now[0] = loops.PROMISE + 1

    assert ["worker"] == pulse.silent()
    stop.set()
    loop.thread.join(60)


def test_waking_ends_the_idling(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loops, "IDLE", 3600.0)
    stop, went = threading.Event(), threading.Semaphore(0)
    again: list[Callable[[], None]] = []

    def once() -> None:
        went.release()
        if again:
            stop.set()

    loop = Loop("worker", once, stop, Pulse())
    loop.start()
    assert went.acquire(timeout=60)
    again.append(once)
    loop.wake()

    assert went.acquire(timeout=60)
    loop.wake()
    loop.thread.join(60)
    assert not loop.thread.is_alive()
