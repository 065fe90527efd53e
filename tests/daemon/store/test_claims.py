from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Table, event, select

from daemon.store import Store, claims, open_store, schema
from daemon.store.states import MessageState
from tests.support.stored import NOW, raw_mail


def _receive(store: Store, how_many: int) -> None:
    for uid in range(1, how_many + 1):
        mail = raw_mail(f"mail {uid}".encode(), uid)
        with store.writing() as tx:
            store.messages.record(tx, mail, sha256=store.archive.put(mail.content), now=NOW)


def test_each_row_is_claimed_by_one_worker_only(store: Store) -> None:
    _receive(store, 20)
    claimed: list[int] = []

    def work(name: str) -> None:
        while (message := store.messages.claim(name, NOW)) is not None:
            claimed.append(message.id)

    threads = [threading.Thread(target=work, args=(f"worker-{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert list(range(1, 21)) == sorted(claimed)


def test_a_dead_workers_row_is_free_after_its_lease_and_the_try_counts(store: Store) -> None:
    _receive(store, 1)
    assert store.messages.claim("dead", NOW) is not None

    assert store.messages.claim("other", NOW + claims.LEASE) is None
    taken = store.messages.claim("other", NOW + claims.LEASE + claims.LEASE)

    assert taken is not None
    assert taken.tries == 2


def test_a_restart_frees_every_row_at_once(store: Store) -> None:
    _receive(store, 2)
    store.messages.claim("dead", NOW)

    with store.writing() as tx:
        assert claims.release_all(tx, schema.message) == 1
    assert {1, 2} == {message.id for _ in range(2) if (message := store.messages.claim("new", NOW))}


def test_what_was_tried_least_comes_first(store: Store) -> None:
    """One mail that fails again and again must not keep the others waiting."""
    _receive(store, 2)
    first = store.messages.claim("w", NOW)
    assert first is not None
    with store.writing() as tx:
        claims.release(tx, first.claim)

    second = store.messages.claim("w", NOW)

    assert second is not None
    assert second.id != first.id


def test_a_failure_of_the_world_does_not_count_as_a_try(store: Store) -> None:
    _receive(store, 1)
    for _ in range(5):
        taken = store.messages.claim("w", NOW)
        assert taken is not None
        assert taken.tries == 1
        with store.writing() as tx:
            claims.release(tx, taken.claim, untried=True)


def test_a_finished_row_is_never_claimed(store: Store) -> None:
    _receive(store, 1)
    taken = store.messages.claim("w", NOW)
    assert taken is not None
    with store.writing() as tx:
        store.messages.move(tx, taken, MessageState.RECOGNISED)

    assert store.messages.claim("w", NOW + claims.LEASE * 2) is None


def _lease(store: Store) -> dt.datetime | None:
    with store.reading() as tx:
        found: dt.datetime | None = tx.execute(select(schema.message.c.lease_until)).scalar()
        return found


def test_a_renewed_lease_is_not_taken_over(store: Store) -> None:
    _receive(store, 1)
    held = store.messages.claim("slow", NOW)
    assert held is not None
    with store.writing() as tx:
        assert claims.renew(tx, held.claim, NOW + claims.LEASE)

    assert store.messages.claim("other", NOW + claims.LEASE * 2) is None
    assert store.messages.claim("other", NOW + claims.LEASE * 2.1) is not None


@contextmanager
def _beating(store: Store, clock: Callable[[], dt.datetime]) -> Iterator[claims.Heartbeat]:
    """End its thread too: it must not be at the database when the store is closed."""
    others = set(threading.enumerate())
    try:
        yield claims.Heartbeat(store.database, clock, every=0.01)
    finally:
        for thread in set(threading.enumerate()) - others:
            thread.join(60)


def test_the_heartbeat_renews_while_the_work_goes_on_and_not_after(store: Store) -> None:
    """However long the step takes: the lease grows with the clock."""
    _receive(store, 1)
    held = store.messages.claim("slow", NOW)
    assert held is not None
    now = [NOW]
    with _beating(store, lambda: now[0]) as heartbeat, heartbeat.keeping(held.claim):
        now[0] += claims.LEASE * 10
        while _lease(store) != now[0] + claims.LEASE:
            threading.Event().wait(0.01)
        assert store.messages.claim("other", now[0] + claims.LEASE) is None

    with store.writing() as tx:
        claims.release(tx, held.claim)
    assert store.messages.claim("other", NOW) is not None


def test_a_heartbeat_that_meets_a_failing_store_beats_on(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    _receive(store, 1)
    held = store.messages.claim("w", NOW)
    assert held is not None
    failed = threading.Event()

    def failing(*_: object) -> bool:
        failed.set()
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(claims, "renew", failing)
        with _beating(store, lambda: NOW + claims.LEASE) as heartbeat, heartbeat.keeping(held.claim):
            assert failed.wait(60)
            patched.undo()
            while _lease(store) != NOW + claims.LEASE * 2:
                threading.Event().wait(0.01)


def test_who_lost_the_row_can_neither_renew_nor_release_nor_conclude_it(store: Store) -> None:
    """The process was frozen for longer than its lease; another took over, and what the first comes to does not count."""
    _receive(store, 1)
    frozen = store.messages.claim("frozen", NOW)
    later = NOW + claims.LEASE * 2
    taken = store.messages.claim("other", later)
    assert frozen is not None
    assert taken is not None

    with store.writing() as tx:
        assert not claims.renew(tx, frozen.claim, later)
    with pytest.raises(claims.ClaimLost), store.writing() as tx:
        claims.release(tx, frozen.claim, untried=True)
    with pytest.raises(claims.ClaimLost), store.writing() as tx:
        store.messages.move(tx, frozen, MessageState.RECOGNISED)

    assert 2 == store.messages.get(1).tries
    with store.writing() as tx:
        store.messages.move(tx, taken, MessageState.RECOGNISED)


def test_a_worker_of_the_same_name_has_a_claim_of_its_own(store: Store) -> None:
    _receive(store, 1)
    first = store.messages.claim("w", NOW)
    second = store.messages.claim("w", NOW + claims.LEASE * 2)

    assert first is not None
    assert second is not None
    assert first.claim != second.claim


def test_the_rows_of_a_worker_known_to_be_dead_are_free_at_once(store: Store) -> None:
    _receive(store, 3)
    for worker in ("one", "one", "one%"):
        assert store.messages.claim(worker, NOW) is not None

    with store.writing() as tx:
        assert 0 == claims.release_dead(tx, schema.message, "o")
        assert 2 == claims.release_dead(tx, schema.message, "one")

    assert [1, 2] == [message.id for _ in range(2) if (message := store.messages.claim("two", NOW))]


def test_one_row_can_be_claimed_by_its_number(store: Store) -> None:
    _receive(store, 3)

    taken = store.messages.claim("w", NOW, 2)

    assert taken is not None
    assert 2 == taken.id
    assert store.messages.claim("w", NOW, 2) is None
    assert store.messages.claim("w", NOW, 99) is None


@pytest.mark.parametrize("table", [schema.message, schema.case])
def test_what_is_claimed_is_found_by_an_index(tmp_path: Path, table: Table) -> None:
    """A service frees every claim when it starts, in a store of a million finished cases too."""
    store = open_store(tmp_path)
    asked: list[str] = []
    event.listen(store.database.engine, "before_cursor_execute", lambda *given: asked.append(str(given[2])))
    with store.writing() as tx:
        claims.release_all(tx, table)
        claims.release_dead(tx, table, "worker")
        updates = [statement for statement in asked if statement.startswith("UPDATE")]
        plans = [
            tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {each}", ("1",) * each.count("?")).all()[0][3] for each in updates
        ]
    store.close()
    assert len(plans) == 2
    assert all(f"USING INDEX ix_{table.name}_claimed_by" in plan for plan in plans), plans
