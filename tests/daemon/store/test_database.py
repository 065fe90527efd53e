from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError

from daemon.store import Store, open_store, schema
from tests.support.stored import NOW


@pytest.mark.parametrize(
    ("pragma", "expected"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 60000)],
)
def test_the_safety_settings_hold_on_every_connection(store: Store, pragma: str, expected: object) -> None:
    for open_one in (store.reading, store.writing):
        with open_one() as connection:
            assert expected == connection.execute(text(f"PRAGMA {pragma}")).scalar()


def test_a_transaction_that_raises_leaves_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError), store.writing() as tx:
        tx.execute(insert(schema.cursor).values(mailbox="a", folder="b", uidvalidity=1, uid=1, started_at=NOW))
        raise RuntimeError

    with store.reading() as connection:
        assert connection.execute(select(schema.cursor)).all() == []


def test_foreign_keys_are_enforced(store: Store) -> None:
    with pytest.raises(IntegrityError), store.writing() as tx:
        tx.execute(insert(schema.finding).values(case_id=1, kind="x", content="{}"))


def test_many_writers_wait_for_each_other_instead_of_failing(tmp_path: Path) -> None:
    """BEGIN IMMEDIATE: a read that turns into a write would be refused at once."""
    stores = [open_store(tmp_path) for _ in range(2)]

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
