"""The queue's schema is made once and brought up to date; services that look at another archive are refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from daemon.pipeline.engine.queue_schema import require
from daemon.store import Store, StoreRefused
from daemon.store.archive import Archive
from tests.support.places import Place, place_of
from tests.support.postgresql_server import PostgresqlServer
from tests.support.sharing import migrate_queue


@pytest.fixture
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Place, Store]]:
    for place in place_of(request, "postgresql", tmp_path / "state", "migrated"):
        store = place.open()
        yield place, store
        store.close()


def test_it_is_made_once_in_a_schema_of_its_own(bare: tuple[Place, Store], postgresql: PostgresqlServer) -> None:
    place, store = bare
    with pytest.raises(StoreRefused, match="run tieout migrate"):
        require(store.database, store.archive, place.directory)

    assert "schema.sql" == migrate_queue(place, store)[0]
    assert [] == migrate_queue(place, store)

    require(store.database, store.archive, place.directory)
    name = place.url.rpartition("/")[2]
    where = "SELECT DISTINCT table_schema FROM information_schema.tables WHERE table_name LIKE 'procrastinate%'"
    assert [["tieout_queue"]] == postgresql.ask(where, name)
    assert [] == list(store.faults()), "the mark is a file of the archive like any other"


def test_one_of_an_older_program_is_refused_until_it_is_brought_up_to_date(
    bare: tuple[Place, Store], postgresql: PostgresqlServer
) -> None:
    """The last step of procrastinate's changes is undone by hand, as if it had not been known when the queue was made."""
    place, store = bare
    last = migrate_queue(place, store)[-1]
    name = place.url.rpartition("/")[2]
    postgresql.ask(f"DELETE FROM tieout_queue.tieout_applied WHERE name = '{last}'", name)
    with pytest.raises(StoreRefused, match="older program"):
        require(store.database, store.archive, place.directory)

    assert [last] == migrate_queue(place, store)

    require(store.database, store.archive, place.directory)


def test_another_archive_is_refused_by_name(bare: tuple[Place, Store], tmp_path: Path) -> None:
    place, store = bare
    migrate_queue(place, store)
    elsewhere = tmp_path / "elsewhere"
    with pytest.raises(StoreRefused, match=f"{elsewhere} is not the one that the services of this store share"):
        require(store.database, Archive(elsewhere), elsewhere)
