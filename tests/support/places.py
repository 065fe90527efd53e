"""The places where a store may be: a directory with SQLite, or a database on a PostgreSQL server. Tests run over both.

`place` is the test's own empty one; a test that asks for it runs once for each kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from daemon.store import Store, open_store
from tests.support.postgresql_server import PASSWORD, PostgresqlServer

KINDS = ("sqlite", "postgresql")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a store is: its directory and, for one on a server, the address of its database."""

    directory: Path
    url: str = ""

    @property
    def kind(self) -> str:
        return "postgresql" if self.url else "sqlite"

    def open(self) -> Store:
        return open_store(self.url, self.directory, password=PASSWORD) if self.url else open_store(self.directory)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresqlServer]:
    """A server for all tests of a session."""
    if PostgresqlServer.program() is None:
        pytest.skip("PostgreSQL is not installed: apt install postgresql")
    server = PostgresqlServer()
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def migrated(postgresql: PostgresqlServer, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with the newest schema and nothing in it, to be copied: quicker than to migrate each."""
    name = postgresql.new_database()
    Place(tmp_path_factory.mktemp("migrated"), postgresql.url(name)).open().close()
    return name


@pytest.fixture(scope="session")
def furnished_database(postgresql: PostgresqlServer, migrated: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with the small company's ledger and counterparties, to be copied."""
    from tests.support.house import House  # noqa: PLC0415 - draws the papers along, which most tests do without

    name = postgresql.new_database(migrated)
    directory = tmp_path_factory.mktemp("furnished_database")
    store = Place(directory / "state", postgresql.url(name)).open()
    House(directory).furnish(store)
    store.close()
    return name


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """The test's own place of an empty store, of each kind."""
    yield from place_of(request, request.param, tmp_path / "state", "migrated")


def place_of(request: pytest.FixtureRequest, kind: str, directory: Path, template: str) -> Iterator[Place]:
    """Give a place of `kind`; one on a server begins as a copy of the database that the fixture `template` names,
    or with nothing at all.
    """
    if kind == "sqlite":
        yield Place(directory)
        return
    server: PostgresqlServer = request.getfixturevalue("postgresql")
    name = server.new_database(request.getfixturevalue(template)) if template else server.new_database()
    yield Place(directory, server.url(name))
    server.drop(name)
