"""What a transaction tells and what it writes come into the audit together, or not at all."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from sqlalchemy import update

from daemon.store import Store, chain, schema
from daemon.store.chain import AT_ONCE, START, draft, hash_of, seals_text
from tests.support.stored import NOW


def test_the_seals_of_what_was_written_stand_in_the_last_row_of_the_transaction(store: Store) -> None:
    with store.writing() as tx:
        store.audit.add(tx, NOW, "first")
        store.audit.add(tx, NOW, "second")
        tx.execute(schema.restoration.insert().values(backup_at=NOW, restored_at=NOW))

    first, second = store.audit.rows()
    assert "" == first.seals
    assert [["restoration", "1", ""]] == [seal[:3] for seal in json.loads(second.seals)]
    assert (START, first.hash) == (first.previous, second.previous)
    assert [] == list(store.audit.faults())


def test_a_transaction_that_tells_nothing_leaves_a_row_for_its_seals(store: Store) -> None:
    store.messages.begin("ar", "INBOX", NOW)

    (row,) = store.audit.rows()
    assert "rows_kept" == row.event
    assert [["cursor", "ar", "INBOX"]] == [seal[:3] for seal in json.loads(row.seals)]


def test_many_seals_are_spread_over_several_rows(store: Store) -> None:
    with store.writing() as tx:
        store.audit.add(tx, NOW, "many")
        values = {"backup_at": NOW, "restored_at": NOW}
        tx.execute(schema.restoration.insert(), [values] * (AT_ONCE + 1))

    assert [AT_ONCE, 1] == [len(json.loads(row.seals)) for row in store.audit.rows()]
    assert [] == list(store.faults())


def test_what_is_told_is_read_within_its_own_transaction(store: Store) -> None:
    with store.writing() as tx:
        store.audit.add(tx, NOW, "first")
        assert store.audit.end(tx).startswith("1:")
        assert ["first"] == [row.event for row in store.audit.rows(tx=tx)]
        store.audit.add(tx, NOW, "second")
    assert ["first", "second"] == [row.event for row in store.audit.rows()]


def test_an_undone_transaction_leaves_nothing_to_the_next_one(store: Store) -> None:
    store.messages.begin("ar", "INBOX", NOW)
    with pytest.raises(RuntimeError), store.writing() as tx:
        tx.execute(update(schema.cursor).values(uid=9))
        store.audit.add(tx, NOW, "undone")
        raise RuntimeError
    with store.writing() as tx:
        store.audit.add(tx, NOW, "done")

    assert [("rows_kept", True), ("done", False)] == [(row.event, bool(row.seals)) for row in store.audit.rows()]
    assert [] == list(store.faults())


def test_a_row_of_before_there_were_seals_keeps_its_hash() -> None:
    row = replace(draft(NOW, "decided", case=1, facts={"outcome": "confirm"}), number=1, previous=START)
    assert "0c2d" != hash_of(row)[:4] != hash_of(replace(row, seals=seals_text([("case", "1", "", "ab")])))[:4]
    assert chain.hash_of(row) == hash_of(replace(row, seals=""))
