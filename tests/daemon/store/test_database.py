from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError

from daemon.store import Store, open_store, schema
from tests.support.places import Place
from tests.support.stored import NOW


@pytest.mark.parametrize(
    ("pragma", "expected"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 60000)],
)
def test_the_safety_settings_hold_on_every_connection(tmp_path: Path, pragma: str, expected: object) -> None:
    store = open_store(tmp_path)
    for open_one in (store.reading, store.writing):
        with open_one() as connection:
            assert expected == connection.execute(text(f"PRAGMA {pragma}")).scalar()
    store.close()


def test_a_transaction_that_raises_leaves_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError), store.writing() as tx:
        tx.execute(insert(schema.cursor).values(mailbox="a", folder="b", uidvalidity=1, uid=1, started_at=NOW))
        raise RuntimeError

    with store.reading() as connection:
        assert connection.execute(select(schema.cursor)).all() == []


def test_foreign_keys_are_enforced(store: Store) -> None:
    with pytest.raises(IntegrityError), store.writing() as tx:
        tx.execute(insert(schema.finding).values(case_id=1, kind="x", content="{}"))


def test_many_writers_wait_for_each_other_instead_of_failing(place: Place) -> None:
    """BEGIN IMMEDIATE: a read that turns into a write would be refused at once."""
    stores = [place.open() for _ in range(2)]

    def write(store: Store, name: str) -> None:
        for number in range(25):
            with store.writing() as tx:
                tx.execute(select(schema.cursor)).all()
                tx.execute(
                    insert(schema.cursor).values(mailbox=name, folder=str(number), uidvalidity=1, uid=1, started_at=NOW)
                )

    threads = [
        threading.Thread(target=write, args=(store, f"{place}{number}"))
        for place, store in enumerate(stores)
        for number in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with stores[0].reading() as connection:
        assert len(connection.execute(select(schema.cursor)).all()) == 100
    for store in stores:
        store.close()


def test_what_a_writer_has_read_still_holds_when_it_writes(place: Place) -> None:
    """Two that count first and write then must not both find nothing: so the copies of a mail are numbered."""
    stores = [place.open() for _ in range(3)]

    def count_one_more(store: Store) -> None:
        for _ in range(10):
            with store.writing() as tx:
                number = len(tx.execute(select(schema.cursor)).all())
                tx.execute(
                    insert(schema.cursor).values(mailbox="ar", folder=str(number), uidvalidity=1, uid=1, started_at=NOW)
                )

    threads = [threading.Thread(target=count_one_more, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with stores[0].reading() as connection:
        folders = {row.folder for row in connection.execute(select(schema.cursor))}
    assert {str(number) for number in range(30)} == folders
    for store in stores:
        store.close()


def test_a_reader_sees_one_moment(place: Place) -> None:
    reader, writer = place.open(), place.open()
    with reader.reading() as connection:
        before = connection.execute(select(schema.cursor)).all()
        with writer.writing() as tx:
            tx.execute(insert(schema.cursor).values(mailbox="a", folder="b", uidvalidity=1, uid=1, started_at=NOW))

        assert before == connection.execute(select(schema.cursor)).all()
    with reader.reading() as connection:
        assert 1 == len(connection.execute(select(schema.cursor)).all())
    reader.close()
    writer.close()


def test_all_that_is_read_within_one_moment_sees_the_same(place: Place) -> None:
    """Also by what opens a reading of its own, and over one connection; outside, and in another thread, what is new is seen."""
    store = place.open()
    seen = []
    with store.one_moment() as moment:
        assert store.messages.progress("a", "b") is None
        writer = threading.Thread(target=store.messages.begin, args=("a", "b", NOW))
        writer.start()
        writer.join()
        assert store.messages.progress("a", "b") is None
        with store.reading() as within, store.one_moment() as same:
            assert moment is within is same
        reader = threading.Thread(target=lambda: seen.append(store.messages.progress("a", "b")))
        reader.start()
        reader.join()
    assert store.messages.progress("a", "b") == seen[0] is not None
    store.close()
