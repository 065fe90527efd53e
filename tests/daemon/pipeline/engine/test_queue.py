"""The queue hands each job to one worker, keeps one of a name, and forgets those of dead workers."""

from __future__ import annotations

import threading
import time

import pytest
from sqlalchemy.exc import OperationalError

from daemon.config.settings import Store as StoreSettings
from daemon.pipeline.engine.queue import CASE, READ, SCHEMA, Duty, Job, Queue, arguments
from daemon.store.postgresql import AddressRefused
from tests.support.places import Place
from tests.support.postgresql_server import PostgresqlServer
from tests.support.sharing import queue_of, until


def jobs(server: PostgresqlServer, place: Place) -> list[list[object]]:
    return server.ask(
        f"SELECT queueing_lock, status::text FROM {SCHEMA}.procrastinate_jobs ORDER BY id", place.url.rpartition("/")[2]
    )


pytestmark = pytest.mark.usefixtures("sharing_store")


def test_a_job_waits_once_is_done_once_and_what_has_begun_goes_first(
    server_place: Place, postgresql: PostgresqlServer
) -> None:
    queue, done, over = queue_of(server_place), [], threading.Event()

    def do(task: str, row: int) -> None:
        done.append((task, row))
        if len(done) == 3:
            over.set()

    duty = Duty(role="work", actions={READ.name: lambda row: do("read", row), CASE.name: lambda row: do("case", row)})
    with queue.opened():
        assert 3 == queue.submit([Job("read", 1), Job("read", 2), Job("case", 1)])
        assert 0 == queue.submit([Job("read", 2)])
        queue.work(duty, over.is_set, lambda: None)

    assert [("case", 1), ("read", 1), ("read", 2)] == done
    assert [] == jobs(postgresql, server_place)


def test_several_workers_share_the_jobs_and_none_is_done_twice(server_place: Place) -> None:
    queue, over = queue_of(server_place), threading.Event()
    done: list[tuple[str, int]] = []

    def worker(name: str) -> threading.Thread:
        def do(row: int) -> None:
            time.sleep(0.01)
            done.append((name, row))

        thread = threading.Thread(target=queue.work, args=(Duty(role="work", actions={"read": do}), over.is_set, list))
        thread.start()
        return thread

    with queue.opened():
        threads = [worker("a"), worker("b")]
        queue.submit(Job("read", row) for row in range(40))
        until(lambda: len(done) == 40)
        over.set()
        for thread in threads:
            thread.join()
    assert list(range(40)) == sorted(row for _, row in done)
    assert {"a", "b"} == {name for name, _ in done}


def test_a_worker_does_so_many_at_once_and_no_more(server_place: Place) -> None:
    queue, over, together = queue_of(server_place), threading.Event(), threading.Barrier(2)
    inside: list[int] = []
    most: list[int] = []

    def do(row: int) -> None:
        inside.append(row)
        most.append(len(inside))
        together.wait(20)  # nobody goes on alone
        inside.remove(row)
        if len(most) == 6:
            over.set()

    with queue.opened():
        queue.submit(Job("read", row) for row in range(6))
        queue.work(Duty(role="work", actions={"read": do}, at_once=2), over.is_set, lambda: None)
    assert 2 == max(most)


def test_the_job_of_a_dead_worker_is_forgotten_and_that_of_a_living_one_is_not(
    server_place: Place, postgresql: PostgresqlServer
) -> None:
    queue, began, over, end = queue_of(server_place), threading.Event(), threading.Event(), threading.Event()

    def hang(_row: int) -> None:
        began.set()
        end.wait()

    duty = Duty(role="work", actions={"read": hang}, stalled_seconds=3)
    thread = threading.Thread(target=queue.work, args=(duty, over.is_set, list))
    with queue.opened():
        queue.submit([Job("read", 1)])
        thread.start()
        began.wait()
        try:
            assert [["read 1", "doing"]] == jobs(postgresql, server_place)
            assert 0 == queue.forget_stalled(3)
            postgresql.ask(
                f"UPDATE {SCHEMA}.procrastinate_workers SET last_heartbeat = now() - interval '1 minute'",
                server_place.url.rpartition("/")[2],
            )
            assert 1 == queue.forget_stalled(3)
            assert [] == jobs(postgresql, server_place)
        finally:
            end.set()
            over.set()
            thread.join()


def test_a_server_that_refuses_us_is_a_failure_of_the_world(server_place: Place) -> None:
    nobody = StoreSettings(url=server_place.url.replace("tieout@", "nobody@"), credential="x")
    queue = Queue(nobody, "wrong")
    with pytest.raises(OperationalError, match='password authentication failed for user "nobody"'), queue.opened():
        pass


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("postgresql://t@127.0.0.1:5433/d", {"host": "127.0.0.1", "port": 5433, "sslmode": "disable"}),
        ("postgresql://t@/d?host=/run/postgresql", {"host": "/run/postgresql", "port": 5432, "sslmode": "disable"}),
        ("postgresql://t@db.example.com/d", {"host": "db.example.com", "sslmode": "verify-full", "sslrootcert": "/ca"}),
    ],
)
def test_its_driver_reaches_what_the_stores_own_reaches_and_checks_the_certificate(
    url: str, wanted: dict[str, object]
) -> None:
    found = arguments(StoreSettings(url=url, ca_file="/ca"), "p")
    assert wanted == {key: found[key] for key in wanted}
    assert ("t", "d", "p") == (found["user"], found["dbname"], found["password"])


def test_an_authority_is_named_also_where_the_system_chooses() -> None:
    assert arguments(StoreSettings(url="postgresql://t@db.example.com/d"), "")["sslrootcert"]
    with pytest.raises(AddressRefused):
        arguments(StoreSettings(url="mysql://t@h/d"), "")
