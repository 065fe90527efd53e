"""Who is gone shows by its hold on the store, at once; what it had claimed is free again."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from daemon.store import Store, StoreInUse, StoreRefused
from daemon.store.workers import free_the_dead, holder_of, name_of, sharing
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


def test_who_shares_the_store_and_who_holds_what_can_be_told(place: Place, store: Store) -> None:
    other = place.open()
    me = f"{socket.gethostname()[:40]}:{os.getpid()}"
    assert ([], "") == (sharing(store.database), holder_of(store.database, "mailbox ar"))
    with store.together(), other.together(), other.database.session() as hold:
        assert hold.take("mailbox ar")
        assert [me, me] == sharing(store.database)
        assert (me, "") == tuple(holder_of(store.database, f"mailbox {name}") for name in ("ar", "ap"))
    other.close()


def test_no_other_program_changes_the_schema_under_services_that_work(
    place: Place, store: Store, postgresql: PostgresqlServer
) -> None:
    """A machine that was upgraded before the others would else change the tables under them."""
    name = place.url.rpartition("/")[2]
    postgresql.ask("UPDATE alembic_version SET version_num = '0001'", name)
    with store.together(), pytest.raises(StoreRefused, match="stop all of them before"):
        place.open()
