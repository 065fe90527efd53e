"""The watchdog is fed only while every loop keeps its promise."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

from daemon.observe.health import Pulse, feed_watchdog
from daemon.observe.notify import Notifier


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_one_silent_loop_is_enough_and_is_named() -> None:
    clock = Clock()
    pulse = Pulse(clock)
    pulse.beat("worker", within=10)
    pulse.beat("sender", within=30)
    clock.now = 10
    assert [] == pulse.silent()
    clock.now = 11
    assert ["worker"] == pulse.silent()
    pulse.beat("worker", within=10)
    assert [] == pulse.silent()


def test_a_loop_that_came_to_its_end_is_not_missed() -> None:
    clock = Clock()
    pulse = Pulse(clock)
    pulse.beat("worker", within=1)
    pulse.ended("worker")
    pulse.ended("never started")
    clock.now = 100
    assert [] == pulse.silent()


def test_systemd_hears_of_life_while_there_is_life_and_of_nothing_else(tmp_path: Path) -> None:
    address = str(tmp_path / "notify")
    alive, stop = threading.Event(), threading.Event()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(address)
        ear.settimeout(30)
        notifier = Notifier({"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "30000"})
        asked = threading.Semaphore(0)

        def silent() -> list[str]:
            asked.release()
            return [] if alive.is_set() else ["sending"]

        thread = threading.Thread(target=feed_watchdog, args=(silent, notifier, stop))
        thread.start()
        try:
            for _ in range(3):
                assert asked.acquire(timeout=30)
            ear.setblocking(False)
            try:
                heard = ear.recv(100)
            except BlockingIOError:
                heard = b""
            assert b"" == heard
            ear.settimeout(30)
            alive.set()
            assert b"WATCHDOG=1" == ear.recv(100)
        finally:
            stop.set()
            thread.join(30)
    assert not thread.is_alive()


def test_where_nobody_watches_the_thread_ends_at_once() -> None:
    feed_watchdog(list, Notifier({}), threading.Event())
