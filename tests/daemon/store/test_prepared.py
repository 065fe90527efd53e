"""What a prepared statement gives is what SQLAlchemy's own way gives, from either database."""

from __future__ import annotations

import datetime as dt
import threading
from pathlib import Path

import pytest
from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.exc import IntegrityError, OperationalError

from daemon.store import Store, open_store, schema
from daemon.store.prepared import Prepared, any_of, numbered, one_of, portion, run
from tests.support.places import Place
from tests.support.stored import NOW, raw_mail

MESSAGE = schema.message.c
ONE = Prepared(select(schema.message).where(MESSAGE.id == bindparam("message")))


def _recorded(store: Store) -> int:
    mail = raw_mail(b"a mail", 1)
    with store.writing() as tx:
        return store.messages.record(tx, mail, sha256=store.archive.put(mail.content), now=NOW)[1]


def test_a_row_has_the_same_columns_and_values(place: Place) -> None:
    store = place.open()
    number = _recorded(store)
    with store.writing() as tx:
        tx.execute(update(schema.message).values(lease_until=NOW, backlog=True))
    with store.reading() as tx:
        expected = tx.execute(select(schema.message).where(MESSAGE.id == number)).one()
        found = ONE.first(tx, message=number)
        assert dict(expected._mapping) == found._asdict()
        assert [type(value) for value in expected] == [type(value) for value in found]
        assert ONE.rows(tx, message=number) == [found]
        assert ONE.first(tx, message=number + 1) is None
        assert ONE.value(tx, message=number + 1) is None
    store.close()


def test_what_is_written_is_what_was_given(place: Place) -> None:
    store = place.open()
    number = _recorded(store)
    tried = Prepared(
        update(schema.message).where(MESSAGE.id == bindparam("message")).values(tries=MESSAGE.tries + 2),
        ("lease_until", "too_large", "trace"),
    )
    later = dt.datetime(2026, 7, 1, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    with store.writing() as tx:
        assert tried.run(tx, message=number, lease_until=later, too_large=True, trace="it's 100 % 付\0") == 1
        assert tried.run(tx, message=number + 1, lease_until=None, too_large=False, trace="") == 0
    with store.reading() as tx:
        found = ONE.first(tx, message=number)
        counted = Prepared(select(func.count()).where(one_of(MESSAGE.state, ("received", "it's"))))
        assert counted.value(tx) == 1
    assert (2, later, True) == (found.tries, found.lease_until, found.too_large)
    assert found.trace.startswith("it's 100 % 付")
    store.close()


def test_it_is_undone_with_its_transaction(place: Place) -> None:
    store = place.open()
    number = _recorded(store)
    with pytest.raises(ZeroDivisionError), store.writing() as tx:
        Prepared(update(schema.message).where(MESSAGE.id == bindparam("message")), ("trace",)).run(
            tx, message=number, trace="lost"
        )
        _ = 1 / 0
    assert store.messages.get(number).trace == ""
    store.close()


def test_a_row_that_the_schema_refuses_is_refused_as_ever(place: Place) -> None:
    store = place.open()
    again = Prepared(insert(schema.finding), ("case_id", "kind", "content"))
    with pytest.raises(IntegrityError), store.writing() as tx:
        again.run(tx, case_id=7, kind="decision", content="{}")  # there is no such case
    store.close()


def test_values_too_many_or_too_few_are_a_fault_of_ours(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    with store.reading() as tx:
        with pytest.raises(TypeError, match="1 values were asked for and 2 given"):
            ONE.first(tx, message=1, other=2)
        with pytest.raises(TypeError, match="1 values were asked for and 0 given"):
            ONE.first(tx)
    store.close()


def test_a_reading_sees_one_moment(place: Place) -> None:
    """Also where a prepared statement is the first thing that it asks."""
    store = place.open()
    number = _recorded(store)
    with store.reading() as tx:
        assert ONE.first(tx, message=number).trace == ""
        writer = threading.Thread(target=_write, args=(store, number))
        writer.start()
        writer.join()
        assert ONE.first(tx, message=number).trace == ""
    with store.reading() as tx:
        assert ONE.first(tx, message=number).trace == "later"
    store.close()


def _write(store: Store, number: int) -> None:
    with store.writing() as tx:
        tx.execute(update(schema.message).where(MESSAGE.id == number).values(trace="later"))


def test_a_locked_database_is_a_failure_of_the_world(tmp_path: Path) -> None:
    store, other = open_store(tmp_path), open_store(tmp_path)
    with store.writing(), pytest.raises(OperationalError), other.database.writing(at_once=True):
        pass
    with store.reading() as tx, pytest.raises(OperationalError, match="no such table"):
        run(tx, "SELECT 1 FROM nothing_of_the_kind")
    store.close()
    other.close()


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 500])
def test_one_of_many_values_is_found_whatever_their_number(tmp_path: Path, count: int) -> None:
    """Statements are prepared for powers of two; what is left is filled with the last value."""
    store = open_store(tmp_path)
    _recorded(store)
    size = portion(count)
    asked = Prepared(select(MESSAGE.id).where(any_of(MESSAGE.sender, size)))
    names = [f"nobody-{number}@acme.example" for number in range(count - 1)]
    with store.reading() as tx:
        assert [1] == [row.id for row in asked.rows(tx, **numbered([*names, ""], size))]
        assert [] == asked.rows(tx, **numbered([*names, "nobody@acme.example"], size))
    store.close()
