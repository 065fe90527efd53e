"""Who is gone shows by its hold on the store, at once; what it had claimed is free again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from daemon.store import Store, StoreInUse
from daemon.store.workers import free_the_dead, name_of
from tests.support.places import Place, place_of
from tests.support.postgresql_server import PostgresqlServer
from tests.support.sharing import until
from tests.support.stored import NOW, raw_mail


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    yield from place_of(request, "postgresql", tmp_path / "state", "migrated")


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    opened = place.open()
    with opened.writing() as tx:
        opened.messages.record(tx, raw_mail(), sha256=opened.archive.put(b"x"), now=NOW)
    yield opened
    opened.close()


def test_what_a_worker_had_claimed_is_free_when_it_is_gone_and_not_before(place: Place, store: Store) -> None:
    other = place.open()
    with store.together():
        with other.together() as hold:
            theirs = name_of(hold)
            assert other.messages.claim(theirs, NOW) is not None
            assert [] == free_the_dead(store.database)
            assert store.messages.claim("mine", NOW) is None

        until(lambda: [theirs] == free_the_dead(store.database))
        found = store.messages.claim("mine", NOW)
        assert found is not None
        assert 2 == found.tries, "a worker that died counts as a try"
    other.close()


def test_what_a_service_left_that_had_the_store_for_itself_is_free(store: Store) -> None:
    assert store.messages.claim("local", NOW) is not None
    with store.together():
        assert ["local"] == free_the_dead(store.database)


def test_services_share_a_store_only_with_those_that_share_it(place: Place, store: Store) -> None:
    other = place.open()
    with store.together(), other.together():
        pass
    with store.together(), pytest.raises(StoreInUse), other.exclusively():
        pass
    with store.exclusively(), pytest.raises(StoreInUse), other.together():
        pass
    other.close()


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
