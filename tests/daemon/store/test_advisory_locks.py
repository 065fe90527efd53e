"""Whoever holds something alone holds it until the connection ends, and writes nothing afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from daemon.store import Store
from tests.support.places import Place, place_of
from tests.support.postgresql_server import PostgresqlServer
from tests.support.sharing import until


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    yield from place_of(request, "postgresql", tmp_path / "state", "migrated")


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    opened = place.open()
    yield opened
    opened.close()


def test_a_service_whose_hold_was_ended_writes_no_more(
    place: Place, store: Store, postgresql: PostgresqlServer
) -> None:
    database = place.url.rpartition("/")[2]
    with store.together() as hold:
        assert hold.stands()
        postgresql.ask(f"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '{database}'")
        assert not hold.stands()
        with pytest.raises(Exception, match="hold on the store was lost"), store.writing():
            pass


def test_a_connection_that_is_lost_as_it_is_taken_is_a_failure_of_the_world(
    place: Place, store: Store, postgresql: PostgresqlServer
) -> None:
    database = place.url.rpartition("/")[2]

    def lose(*_: object) -> None:
        postgresql.ask(f"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '{database}'")

    event.listen(store.database.engine, "checkout", lose)
    with pytest.raises(OperationalError), store.database.session():
        pass
    event.remove(store.database.engine, "checkout", lose)
    with store.database.session() as hold:
        assert hold.stands()


def test_what_one_holds_another_cannot_take_until_it_is_let_go_or_gone(place: Place, store: Store) -> None:
    other = place.open()
    with store.database.session() as mine:
        with other.database.session() as theirs:
            assert theirs.take("mailbox ar")
            assert not mine.take("mailbox ar")
            assert mine.take("mailbox ap")
            theirs.free("mailbox ar")
            assert mine.take("mailbox ar")
            mine.free("mailbox ar")
            assert theirs.take("mailbox ar")
        until(lambda: mine.take("mailbox ar"))  # the server notices the end of a connection in its own time
    other.close()


def test_a_thread_writes_nothing_once_what_it_held_is_lost(
    place: Place, store: Store, postgresql: PostgresqlServer
) -> None:
    with store.database.session() as hold:
        with store.database.fenced(hold), store.writing():
            pass
        database = place.url.rpartition("/")[2]
        postgresql.ask(f"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '{database}'")
        with (
            store.database.fenced(hold),
            pytest.raises(Exception, match="hold on the store was lost"),
            store.writing(),
        ):
            pass
        with store.writing():
            pass


def test_a_session_waits_outside_any_transaction_and_tells_of_its_end_each_time(
    place: Place, store: Store, postgresql: PostgresqlServer
) -> None:
    """A transaction that is open for days would keep the server from tidying up, and may be ended by it."""
    with store.reading():
        pass  # so that the session is made over a connection that was used before
    database = place.url.rpartition("/")[2]
    with store.database.session() as hold:
        assert hold.take("mailbox ar")
        states = postgresql.ask(f"SELECT DISTINCT state FROM pg_stat_activity WHERE datname = '{database}'")
        assert [["idle"]] == states
        postgresql.ask(f"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '{database}'")
        assert [False, False] == [hold.stands(), hold.stands()]
        for use in (hold.take, hold.free):
            with pytest.raises(OperationalError):
                use("mailbox ar")
