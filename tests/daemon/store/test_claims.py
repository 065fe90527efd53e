from __future__ import annotations

import threading

from daemon.store import Store, claims, schema
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
        claims.release(tx, schema.message, first.id)

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
            claims.release(tx, schema.message, taken.id, untried=True)


def test_a_finished_row_is_never_claimed(store: Store) -> None:
    _receive(store, 1)
    taken = store.messages.claim("w", NOW)
    assert taken is not None
    with store.writing() as tx:
        store.messages.move(tx, taken, MessageState.RECOGNISED)

    assert store.messages.claim("w", NOW + claims.LEASE * 2) is None
