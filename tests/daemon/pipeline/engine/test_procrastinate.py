"""Services that share a store: each does its roles, each mailbox has one watcher, and a fault ends one job alone."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from daemon.config.settings import Settings
from daemon.observe.health import Pulse
from daemon.outgoing.connect import transport
from daemon.pipeline import send
from daemon.pipeline.desk import approve
from daemon.pipeline.engine import procrastinate as engine
from daemon.pipeline.engine.base import Duties
from daemon.pipeline.engine.procrastinate import Jobs, Sending, SharingEngine, Turn
from daemon.pipeline.engine.sweep import doubt_abandoned, sending
from daemon.pipeline.service import Service
from daemon.pipeline.work import Work
from daemon.store import Store, StoreRefused, postgresql
from daemon.store.states import ReplyState
from tests.support.house import House, read_here, statement_mail
from tests.support.places import Place
from tests.support.postgresql_server import PASSWORD
from tests.support.sharing import duties_of, queue_of, shared, until
from tests.support.stored import NOW


def engine_of(house: House, place: Place, store: Store, *roles: str) -> SharingEngine:
    work = Work(shared(house.settings, place, *roles), store, clock=lambda: NOW)
    return SharingEngine(duties_of(work, transport(house.settings.outgoing, str)), queue_of(place))


@pytest.mark.parametrize(
    ("roles", "names"),
    [
        (("watch",), ["mailbox-ar", "sweep"]),
        (("work",), ["worker", "sweep"]),
        (("send",), ["sender", "evidence", "sweep"]),
        (("watch", "work", "send"), ["sender", "evidence", "worker", "mailbox-ar", "sweep"]),
    ],
)
def test_a_service_does_its_roles_and_each_may_sweep(
    house: House, server_place: Place, sharing_store: Store, roles: tuple[str, ...], names: list[str]
) -> None:
    found = engine_of(house, server_place, sharing_store, *roles).loops(threading.Event())
    assert names == [loop.name for loop in found]


@pytest.mark.usefixtures("sharing_store")
def test_a_service_that_sees_another_archive_does_not_start(house: House, server_place: Place, tmp_path: Path) -> None:
    elsewhere = Place(tmp_path / "elsewhere", server_place.url)
    store = elsewhere.open()
    with pytest.raises(StoreRefused, match="not the one"), engine_of(house, elsewhere, store).holding():
        pass
    store.close()


@pytest.fixture
def running(house: House, server_place: Place, sharing_store: Store) -> Iterator[list[Service]]:
    """Three services in this process: two that watch, one that works and sends."""
    house.furnish(sharing_store)
    stop = threading.Event()
    stores = [server_place.open() for _ in range(3)]

    def settings(*roles: str) -> Settings:
        return shared(house.settings, server_place, *roles)

    services = [
        Service(settings(*roles), store, lambda _: PASSWORD, clock=lambda: NOW, read=read_here)
        for roles, store in zip((("watch",), ("watch",), ("work", "send")), stores, strict=True)
    ]
    threads = [threading.Thread(target=service.run_forever, args=(stop,)) for service in services]
    for thread in threads:
        thread.start()
    yield services
    stop.set()
    for thread in threads:
        thread.join()
    for store in stores:
        store.close()


@pytest.mark.usefixtures("running")
def test_a_mail_goes_from_service_to_service_and_is_answered_once(house: House, sharing_store: Store) -> None:
    house.deliver(statement_mail())

    until(lambda: sharing_store.outbox.counts() == {"sent": 1} and sharing_store.cases.counts() == {"done": 1})

    assert 1 == len(house.sent())
    until(lambda: not list((house.inbox / "new").iterdir()))
    assert [] == list(sharing_store.faults())


def test_a_mailbox_is_watched_by_one_and_passes_to_the_next_when_that_ends(
    house: House, server_place: Place, sharing_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "TURN_SECONDS", 0.05)
    watching: list[str] = []
    stops = {name: threading.Event() for name in "ab"}

    class Watched:
        def __init__(self, _work: object, _mailbox: object, *, stop: threading.Event, **_more: object) -> None:
            self.name = next(name for name, each in stops.items() if each is stop)
            self.stop = stop

        def attend(self) -> None:
            watching.append(self.name)
            self.stop.wait()
            watching.remove(self.name)

    monkeypatch.setattr(engine, "Watcher", Watched)
    work = Work(shared(house.settings, server_place), sharing_store, clock=lambda: NOW)
    duties = duties_of(work, transport(house.settings.outgoing, str))
    (mailbox,) = house.settings.mailboxes
    threads = [
        threading.Thread(target=Turn(duties, queue_of(server_place), mailbox, stop).once) for stop in stops.values()
    ]
    for thread in threads:
        thread.start()
    until(lambda: bool(watching))
    time.sleep(0.3)
    (first,) = watching
    second = "b" if first == "a" else "a"

    stops[first].set()

    until(lambda: watching == [second])
    stops[second].set()
    for thread in threads:
        thread.join()


def test_a_fault_of_ours_ends_its_job_alone_and_a_failing_world_makes_the_next_wait() -> None:
    stop = threading.Event()
    stop.set()  # no wait is waited for
    pulse = Pulse()
    jobs = Jobs("worker", Duties(work=None, pulse=pulse, connect=None, transport=None), stop)  # type: ignore[arg-type]
    done: list[int] = []

    def ours(_row: int) -> None:
        raise ValueError

    def world(_row: int) -> None:
        raise OperationalError(None, None, Exception("gone"))

    jobs.guarded(ours)(1)
    jobs.guarded(world)(1)
    jobs.guarded(world)(1)
    assert 2.0 == jobs.pause
    jobs.guarded(done.append)(7)
    assert ([7], 0.0) == (done, jobs.pause)


def test_a_job_that_hangs_ends_the_signs_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PROMISE", 0.01)
    pulse = Pulse()
    jobs = Jobs("worker", Duties(work=None, pulse=pulse, connect=None, transport=None), threading.Event())  # type: ignore[arg-type]

    def hang(_row: int) -> None:
        time.sleep(0.05)
        jobs.beat()

    jobs.guarded(hang)(1)
    assert [] == pulse.silent()
    jobs.beat()
    time.sleep(0.05)
    assert ["worker"] == pulse.silent()


def test_what_the_server_said_is_recorded_when_the_store_takes_it_again(
    house: House, server_place: Place, sharing_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else writes for longer than a writer waits, just when the server has taken the reply."""
    house.furnish(sharing_store)
    house.deliver(statement_mail())
    house.service(sharing_store, house.with_policy(mode="review")).run_once()
    approve(Work(house.settings, sharing_store, clock=lambda: NOW), 1, "carol")
    (reply,) = sharing_store.outbox.in_states([ReplyState.READY])
    monkeypatch.setattr(postgresql, "_SETTLE", postgresql._SETTLE.replace("lock_timeout = 60000", "lock_timeout = 50"))
    assert "lock_timeout = 50;" in postgresql._SETTLE
    monkeypatch.setattr(engine, "TELL_AGAIN_SECONDS", 0.05)
    impatient = server_place.open()
    release, taken = threading.Event(), threading.Event()

    def write_long() -> None:
        with sharing_store.writing():
            taken.set()
            release.wait()

    writer = threading.Thread(target=write_long)

    def on_step(step: str) -> None:
        if step == "send:accepted":
            writer.start()
            taken.wait()
            threading.Timer(0.5, release.set).start()

    work = Work(shared(house.settings, server_place), impatient, clock=lambda: NOW, on_step=on_step)
    way_out = transport(house.settings.outgoing, str)
    sender = Sending(duties_of(work, way_out), queue_of(server_place), threading.Event())
    with impatient.database.session() as hold, sharing_store.database.session() as others:
        sender.send(way_out, hold, reply.id)
        assert others.take(sending(reply.id)), "it is nobody's any more"
    writer.join()
    assert ReplyState.SENT is sharing_store.outbox.get(reply.id).state
    assert 1 == len(house.sent())
    impatient.close()


def test_a_sender_that_stood_still_until_others_took_it_for_dead_sends_nothing(
    house: House, server_place: Place, sharing_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its machine was paused between the marking and the handing over, and the server ended its sessions."""
    house.furnish(sharing_store)
    house.deliver(statement_mail())
    house.service(sharing_store, house.with_policy(mode="review")).run_once()
    others = Work(house.settings, sharing_store, clock=lambda: NOW)
    approve(others, 1, "carol")
    (reply,) = sharing_store.outbox.in_states([ReplyState.READY])
    monkeypatch.setattr(send, "PAUSED_SECONDS", 0.0)
    paused = server_place.open()
    with sharing_store.database.session() as mine, paused.database.session() as hold:
        process = hold.connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()

        def on_step(step: str) -> None:
            if step == "send:sending":
                mine.connection.exec_driver_sql(f"SELECT pg_terminate_backend({process})")
                until(lambda: doubt_abandoned(others, mine) == 1)

        work = Work(shared(house.settings, server_place), paused, clock=lambda: NOW, on_step=on_step)
        way_out = transport(house.settings.outgoing, str)
        sender = Sending(duties_of(work, way_out), queue_of(server_place), threading.Event())
        with pytest.raises(OperationalError):
            sender.send(way_out, hold, reply.id)
    assert [] == house.sent()
    assert ReplyState.UNCERTAIN is sharing_store.outbox.get(reply.id).state
    paused.close()
