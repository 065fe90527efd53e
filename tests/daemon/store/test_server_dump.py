"""A store on a real PostgreSQL server is saved whole, and comes back on an empty machine with every row as it was."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from daemon.pipeline.restored import doubt_restored
from daemon.pipeline.work import Work
from daemon.store import Store, StoreInUse, StoreRefused, open_store, server_dump
from daemon.store.backup import DUMP, BackupRefused, Made, Manifest, backup, manifest_of, tables_of
from daemon.store.postgresql import address
from daemon.store.restore import restore
from daemon.store.server_dump import Server, program, version_of_server
from daemon.store.states import ReplyState
from tests.support.house import House, statement_mail
from tests.support.places import Place, place_of
from tests.support.postgresql_server import PASSWORD, PostgresqlServer
from tests.support.stored import NOW


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    yield from place_of(request, "postgresql", tmp_path / "house" / "state", "migrated")


@pytest.fixture
def house(place: Place, tmp_path: Path) -> House:
    house = House(tmp_path / "house")
    store = place.open()
    house.furnish(store)
    house.deliver(statement_mail(1), "1")
    house.service(store).run_once()
    store.close()
    return house


@pytest.fixture
def store(house: House, place: Place) -> Iterator[Store]:
    del house
    opened = place.open()
    yield opened
    opened.close()


@pytest.fixture
def made(store: Store, tmp_path: Path) -> Made:
    return backup(store, tmp_path / "backups", NOW)


@pytest.fixture
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Another machine: no state directory, and a database without a table."""
    yield from place_of(request, "postgresql", tmp_path / "new" / "state", "")


def server_of(place: Place) -> Server:
    return Server(url=address(place.url), password=PASSWORD)


def nothing(store: Store, manifest: Manifest) -> None:
    del store, manifest


def test_what_was_saved_comes_back_row_by_row(store: Store, made: Made, empty: Place, tmp_path: Path) -> None:
    assert () == made.faults
    with store.reading() as connection:
        before = tables_of(connection)
    assert before == made.manifest.tables
    assert {"audit", "case", "ledger_entry"} <= {name for name, rows in before.items() if rows.count}

    seen = []
    restore(tmp_path / "backups", empty.directory, NOW, lambda found, _: seen.append(found), server_of(empty))

    restored = empty.open()
    with restored.reading() as connection:
        after = tables_of(connection)
    changed = {"audit", "restoration"}  # the restored store tells that it was restored
    assert {name: rows for name, rows in before.items() if name not in changed} == {
        name: rows for name, rows in after.items() if name not in changed
    }
    assert list(store.audit.rows()) == list(restored.audit.rows())[:-1]
    assert [] == list(restored.faults())
    assert list(store.archive.names()) == list(restored.archive.names())
    restored.close()
    assert [] == [path.name for path in empty.directory.glob("*.part")]


def test_what_had_left_does_not_leave_again_and_the_service_goes_on(
    house: House, made: Made, empty: Place, tmp_path: Path
) -> None:
    def doubted(found: Store, manifest: Manifest) -> None:
        doubt_restored(Work(house.settings, found), manifest.made_at, "carol")

    restore(made.directory, empty.directory, NOW, doubted, server_of(empty))
    restored = empty.open()
    house.deliver(statement_mail(1), "1")
    house.service(restored).run_once()
    assert 1 == len(house.sent())
    reply = restored.outbox.of_case(1)
    assert reply is not None
    assert ReplyState.SENT is reply.state
    assert [] == list(restored.faults())
    restored.close()


def test_an_interrupted_restore_is_run_again_and_opens_nowhere_until_then(
    made: Made, empty: Place, tmp_path: Path
) -> None:
    def die(store: Store, manifest: Manifest) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        restore(made.directory, empty.directory, NOW, die, server_of(empty))
    with pytest.raises(StoreRefused, match="run tieout restore again"):
        empty.open()
    restore(made.directory, empty.directory, NOW, nothing, server_of(empty))
    restored = empty.open()
    assert [] == list(restored.faults())
    restored.close()


def test_nothing_is_written_over_and_kinds_are_not_mixed(
    made: Made, store: Store, place: Place, empty: Place, tmp_path: Path
) -> None:
    with pytest.raises(BackupRefused, match=r"is not empty: name one without tables"):
        restore(made.directory, empty.directory, NOW, nothing, server_of(place))
    with pytest.raises(BackupRefused, match="is of a store on a PostgreSQL server"):
        restore(made.directory, empty.directory, NOW, nothing)
    embedded = open_store(tmp_path / "embedded")
    backup(embedded, tmp_path / "others", NOW)
    embedded.close()
    with pytest.raises(BackupRefused, match="is of an SQLite file"):
        restore(tmp_path / "others", empty.directory, NOW, nothing, server_of(empty))
    with store.database.held(), pytest.raises(StoreInUse):
        restore(made.directory, empty.directory, NOW, nothing, server_of(place))


def test_a_dump_that_was_changed_or_brings_other_rows_is_refused(made: Made, empty: Place, tmp_path: Path) -> None:
    manifest = made.directory / "manifest.json"
    told = manifest_of(made.directory)
    other = told.tables["case"].sha256_sum
    manifest.write_text(manifest.read_text().replace(other, "0" * 64))
    with pytest.raises(BackupRefused, match="The table case came back otherwise"):
        restore(made.directory, empty.directory, NOW, nothing, server_of(empty))
    with (made.directory / DUMP).open("r+b") as dump:
        dump.seek(-20, os.SEEK_END)
        dump.write(b"z" * 20)
    with pytest.raises(BackupRefused, match="was changed since the backup"):
        restore(made.directory, empty.directory, NOW, nothing, server_of(empty))


def test_a_row_changed_beside_the_program_is_told_by_the_backup(
    store: Store, postgresql: PostgresqlServer, tmp_path: Path
) -> None:
    with store.database.engine.connect().execution_options(holds=True) as connection:
        connection.execute(text("SET session_replication_role = replica"))
        connection.execute(text("UPDATE ledger_entry SET amount = amount + 1 WHERE position = 3"))
        connection.commit()
        connection.invalidate()
    made = backup(store, tmp_path / "backups", NOW, keep=1)
    (fault,) = made.faults
    assert "entry 3 (account C-1001" in fault


def test_programs_that_are_missing_or_too_old_are_named(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_dump, "_DEBIAN", tmp_path / "none")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StoreRefused, match="pg_dump is not installed: install PostgreSQL's client programs"):
        backup(store, tmp_path / "backups", NOW)
    old = tmp_path / "pg_dump"
    old.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n")
    old.chmod(0o755)
    assert (old, 9) == program("pg_dump")
    with store.reading() as connection:
        version = version_of_server(connection)
    with pytest.raises(StoreRefused, match=rf"pg_dump 9 cannot save a server of version {version}: install"):
        backup(store, tmp_path / "backups", NOW)
    assert [] == list((tmp_path / "backups").glob("*Z"))
    monkeypatch.undo()
    assert () == backup(store, tmp_path / "backups", NOW).faults


def test_what_the_program_says_is_one_sentence(store: Store, place: Place, tmp_path: Path) -> None:
    store.server = Server(url=address(place.url).set(database="nowhere"), password=PASSWORD)
    with pytest.raises(StoreRefused, match=r'^pg_dump failed: .*"nowhere" does not exist\.$'):
        backup(store, tmp_path / "backups", NOW)
