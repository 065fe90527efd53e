"""Another process holds the database locked for longer than anybody waits: the service waits with it, and nothing is lost or doubled."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pg8000.dbapi
import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError

from daemon.pipeline import loops, retry
from daemon.store import Store, database, postgresql
from daemon.store.opening import FILE
from tests.faults.conftest import DATABASES, MakeScene
from tests.faults.crowd import statement_of
from tests.faults.killing import boundaries, brought_to_rest
from tests.faults.promise import assert_nothing_lost_or_twice, outcomes
from tests.faults.scenes import Scene
from tests.faults.tally import deal
from tests.support.places import Place
from tests.support.postgresql_server import PASSWORD

PATIENCE = 100
"""Milliseconds that the service waits for another writer in these tests."""


class Locker:
    """A process of its own that takes the write lock and lets it go when it is told to."""

    def __init__(self, place: Place) -> None:
        self._heard, orders = os.pipe()
        told, self._telling = os.pipe()
        self._child = os.fork()
        if self._child == 0:
            os.close(self._heard)
            os.close(self._telling)
            try:
                _hold(place, orders, told)
            finally:
                os._exit(1)
        os.close(orders)
        os.close(told)

    def lock(self) -> None:
        os.write(self._telling, b"l")
        assert b"l" == os.read(self._heard, 1)
        deal("locks")

    def free(self) -> None:
        os.write(self._telling, b"f")
        assert b"f" == os.read(self._heard, 1)

    def end(self) -> None:
        os.close(self._telling)
        os.waitpid(self._child, 0)
        os.close(self._heard)


def _hold(place: Place, orders: int, told: int) -> None:
    connection: sqlite3.Connection | pg8000.dbapi.Connection
    if place.kind == "sqlite":
        connection = sqlite3.connect(place.directory / FILE, isolation_level=None)
        locking = "BEGIN IMMEDIATE"
    else:
        url = make_url(place.url)
        connection = pg8000.dbapi.connect(
            str(url.username), host=str(url.host), port=int(url.port or 0), password=PASSWORD, database=url.database
        )
        locking = f"SELECT pg_advisory_xact_lock({postgresql.WRITERS})"
    while order := os.read(told, 1):
        cursor = connection.cursor()
        if order == b"l":
            cursor.execute(locking)
        else:
            connection.rollback()
        os.write(orders, order)
    os._exit(0)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the service give up soon, and try again soon."""
    monkeypatch.setattr(database, "BUSY_MILLISECONDS", PATIENCE)
    settled = postgresql._SETTLE.replace(f"{postgresql.WAIT_MILLISECONDS}", f"{PATIENCE}")
    monkeypatch.setattr(postgresql, "_SETTLE", settled)
    monkeypatch.setattr(retry, "FIRST_WAIT", 0.02)
    monkeypatch.setattr(loops, "IDLE", 0.05)


@contextmanager
def locker(place: Place) -> Iterator[Locker]:
    made = Locker(place)
    try:
        yield made
    finally:
        made.end()


def _wait_until_sent(store: Store) -> None:
    """Wait until the mail is answered and its mailbox shows it; the bound only keeps a failing test from hanging."""
    end = time.monotonic() + 60
    while store.outbox.counts() != {"sent": 1} or store.messages.to_settle("ar"):
        assert time.monotonic() < end, f"it was never sent: {store.outbox.counts()}"
        time.sleep(0.02)


def _locking_at(other: Locker, number: int) -> Callable[[str], None]:
    """Return what has the database locked from the boundary of that number on."""
    passed = iter(range(1_000_000))

    def lock(_: str) -> None:
        if next(passed) == number:
            other.lock()

    return lock


@DATABASES
def test_a_lock_from_any_boundary_on_stops_the_service_and_costs_nothing(scene: Scene) -> None:
    """The run ends with the database's own word; the next one goes on. One mail after the other, the lock one boundary further on."""
    scene.deliver(statement_of(0), "m0")
    names = boundaries(scene)
    expected = {"m0": ("confirm", "sent")}
    with locker(scene.place) as other:
        every = 1 if scene.place.kind == "sqlite" else 2  # a round costs more there, and waits for the same places
        for number, name in list(enumerate(names))[::every]:
            subject = f"m{number + 1}"
            scene.deliver(statement_of(number + 1), subject)
            with scene.looking() as store:
                with pytest.raises(OperationalError):
                    scene.service(store, _locking_at(other, number)).run_once()
                other.free()
            brought_to_rest(scene)
            # The process that knew what the server had said has ended.
            sending = {"send:sending", "transport:connected", "transport:accepted", "send:accepted"}
            expected[subject] = ("confirm", "uncertain" if name in sending else "sent")

    assert expected == outcomes(assert_nothing_lost_or_twice(scene))


@DATABASES
@pytest.mark.parametrize(
    "step", ["receive:archived", "recognise:read", "decide:decided", "send:sending", "send:accepted"]
)
def test_a_service_outlives_a_lock_and_remembers_what_the_server_said(scene: Scene, step: str) -> None:
    """The lock is let go after several attempts have failed at it; nothing is in doubt, for the process lives."""
    locked, stop = threading.Event(), threading.Event()

    with locker(scene.place) as other, scene.looking() as store:

        def lock(name: str) -> None:
            if name == step and not locked.is_set():
                locked.set()
                other.lock()

        scene.deliver(statement_of(1), "m1")
        service = scene.service(store, lock)
        running = threading.Thread(target=service.run_forever, args=(stop,))
        running.start()
        assert locked.wait(60)
        time.sleep(PATIENCE * 8 / 1000)
        other.free()
        _wait_until_sent(store)
        stop.set()
        running.join()

    assert {"m1": ("confirm", "sent")} == outcomes(assert_nothing_lost_or_twice(scene))


@DATABASES
def test_a_lock_again_and_again_is_no_fault_of_the_mail(tmp_path: Path, make_scene: MakeScene) -> None:
    """However often it could not be written down: the mail is not stuck."""
    scene = make_scene(tmp_path)
    scene.deliver(statement_of(1), "m1")
    stop = threading.Event()
    locks: list[str] = []

    with locker(scene.place) as other, scene.looking() as store:

        def lock(name: str) -> None:
            if name == "recognise:read" and len(locks) < 5:
                locks.append(name)
                other.lock()
                threading.Timer(PATIENCE * 4 / 1000, other.free).start()

        running = threading.Thread(target=scene.service(store, lock).run_forever, args=(stop,))
        running.start()
        _wait_until_sent(store)
        stop.set()
        running.join()
        events = [row.event for row in store.audit.rows()]

    assert 5 == len(locks)
    assert "case_stuck" not in events
    assert "step_failed" not in events
    assert {"m1": ("confirm", "sent")} == outcomes(assert_nothing_lost_or_twice(scene))
