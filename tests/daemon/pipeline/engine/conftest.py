from __future__ import annotations

from collections.abc import Iterator

import pytest

from daemon.store import Store
from tests.support.house import House
from tests.support.places import Place, place_of
from tests.support.postgresql_server import PostgresqlServer
from tests.support.sharing import migrate_queue


@pytest.fixture(scope="session")
def queue_database(postgresql: PostgresqlServer, migrated: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with the queue's schema in it, to be copied. Its archive is nobody's: each test marks its own."""
    name = postgresql.new_database(migrated)
    place = Place(tmp_path_factory.mktemp("queue_database"), postgresql.url(name))
    store = place.open()
    migrate_queue(place, store)
    store.close()
    postgresql.ask("DELETE FROM tieout_queue.tieout_archive", name)
    return name


@pytest.fixture
def server_place(request: pytest.FixtureRequest, house: House) -> Iterator[Place]:
    """The place of an empty store on a server, with a queue."""
    yield from place_of(request, "postgresql", house.directory / "state", "queue_database")


@pytest.fixture
def sharing_store(server_place: Place) -> Iterator[Store]:
    opened = server_place.open()
    migrate_queue(server_place, opened)
    yield opened
    opened.close()
