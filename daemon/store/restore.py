"""A backup becomes the store of an empty state directory, and of an empty database: every file by its hash, the database last.

A backup is older than the world: what it calls ready may have left since, and mails that it never saw may have been answered. So
`settle` is given the store before anybody else can open it, and what is kept of the restoration makes the policy careful.
"""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, func, insert, inspect, select
from sqlalchemy.exc import SQLAlchemyError

from daemon.store import schema
from daemon.store.archive import Archive, flush_directory
from daemon.store.backup import (
    CONFIGURATION,
    DUMP,
    BackupRefused,
    Manifest,
    Rows,
    backups,
    copied,
    manifest_of,
    tables_of,
)
from daemon.store.database import Database
from daemon.store.migrate import bring_up_to_date
from daemon.store.opening import FILE, RESTORING, Store, StoreInUse, locked
from daemon.store.postgresql import engine, shown
from daemon.store.prepared import Prepared
from daemon.store.schema import HEAD
from daemon.store.server_dump import Server, load, version_of_server

_LATEST = Prepared(select(func.max(schema.restoration.c.restored_at)))
_LOCKS = {"service.lock", "opening.lock", "keeping.lock"}


def restore(
    source: Path,
    directory: Path,
    now: dt.datetime,
    settle: Callable[[Store, Manifest], object],
    server: Server | None = None,
    *,
    originals: Archive | None = None,
) -> Manifest:
    """Restore the backup in `source` (or the newest of those in it) into `directory`, which must be empty, and into the empty
    database of `server`, where the backup is of one on a server. `originals`: the archive, where it lies in storage of its own.

    Raises `StoreRefused`, and `StoreInUse` where a service works there. An interrupted restore may be run again.
    """
    place = source if (source / "manifest.json").is_file() else next(reversed(backups(source)), None)
    if place is None:
        raise BackupRefused(f"There is no backup in {source}.")
    manifest = manifest_of(place)
    _demand_kind(manifest, server)
    _demand_originals(manifest, originals)

    def settled(database: Database) -> None:
        _settle(Store(database, directory, None, originals), manifest, now, settle)

    try:
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        with locked(directory / "service.lock", wait=False):
            _demand_empty(directory)
            if server is None:
                _mark(directory, "")
                _lay_down(place, manifest, directory)
                settled(Database(f"sqlite:///{directory / FILE}.part"))
                (directory / f"{FILE}.part").rename(directory / FILE)
            else:
                _restore_server(place, manifest, directory, server, settled)
            flush_directory(directory)
            (directory / RESTORING).unlink()
            flush_directory(directory)
    except StoreInUse:
        raise StoreInUse(f"A tieout service works on {directory}; stop it first.") from None
    except (OSError, sqlite3.Error, SQLAlchemyError) as error:
        said = getattr(error, "strerror", None) or getattr(error, "orig", None) or error
        raise BackupRefused(f"The backup could not be restored into {directory}: {said}.") from error
    return manifest


def _restore_server(
    place: Path,
    manifest: Manifest,
    directory: Path,
    server: Server,
    settle: Callable[[Database], None],
) -> None:
    """Restore into the empty database of a server and compare every row with what the backup counted."""
    database = Database(engine(server.url, server.password, server.ca_file))
    where = shown(server.url)
    dumped = directory / f"{DUMP}.part"
    try:
        with database.held() as hold:
            if hold is None:
                raise StoreInUse
            begun = directory / RESTORING
            again = begun.is_file() and begun.read_text(encoding="utf-8") == where
            with database.reading() as connection:
                version = version_of_server(connection)
                present = set(inspect(connection).get_table_names())
            if present and not again:
                raise BackupRefused(f"The database at {where} is not empty: name one without tables (createdb).")
            _mark(directory, "")
            _lay_down(place, manifest, directory)
            _mark(directory, where)
            load(server, version, dumped, again=again)
            with database.reading() as connection:
                _demand_same(manifest, tables_of(connection) if manifest.schema == HEAD else manifest.tables)
        settle(database)
    finally:
        database.dispose()
        dumped.unlink(missing_ok=True)


def _demand_kind(manifest: Manifest, server: Server | None) -> None:
    if manifest.database == DUMP and server is None:
        raise BackupRefused(
            "The backup is of a store on a PostgreSQL server: name an empty database as url under [store], then run it again."
        )
    if manifest.database != DUMP and server is not None:
        raise BackupRefused(
            "The backup is of an SQLite file: restore it without url under [store], then move it with tieout migrate --to."
        )


def _demand_originals(manifest: Manifest, originals: Archive | None) -> None:
    """Look for every original that the backup left where it was."""
    if bool(manifest.archive) != (originals is not None):
        raise BackupRefused(
            f"The originals of this backup lie at {manifest.archive}: name that under [archive]."
            if manifest.archive
            else "The backup brings its originals along: restore it without [archive]."
        )
    if originals is None:
        return
    there = set(originals.names())
    lacking = [each.name for each in manifest.elsewhere if each.name not in there]
    if lacking:
        raise BackupRefused(
            f"The archive named under [archive] lacks {len(lacking)} originals that the backup tells of, {lacking[0]} the first."
        )


def _demand_same(manifest: Manifest, found: dict[str, Rows]) -> None:
    for table, rows in manifest.tables.items():
        if found.get(table) != rows:
            raise BackupRefused(f"The table {table} came back otherwise than it was saved: take another backup.")


def _mark(directory: Path, text: str) -> None:
    """Refuse the directory to everybody until the restore is done."""
    descriptor = os.open(directory / RESTORING, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as note:
        note.write(text)
        note.flush()
        os.fsync(note.fileno())
    flush_directory(directory)


def restored_at(tx: Connection) -> dt.datetime | None:
    """Return when this store was last restored from a backup; None where it never was."""
    found: dt.datetime | None = _LATEST.value(tx)
    return found


def _demand_empty(directory: Path) -> None:
    present = {each.name for each in directory.iterdir()} - _LOCKS
    if present and RESTORING not in present:
        raise BackupRefused(f"{directory} is not empty: move what is there aside; a restore never writes over a store.")


def _lay_down(place: Path, manifest: Manifest, directory: Path) -> None:
    """Copy every file of the backup and compare its hash."""
    folders = {directory}
    for file in manifest.files:
        if file.name == CONFIGURATION:
            continue
        target = directory / (f"{file.name}.part" if file.name in {FILE, DUMP} else file.name)
        if not target.absolute().is_relative_to(directory.absolute()) or ".." in Path(file.name).parts:
            raise BackupRefused(f"The manifest in {place} names {file.name}, which is no file of a backup.")
        try:
            written = copied(place / file.name, target)
        except FileNotFoundError:
            raise BackupRefused(f"{place} lacks {file.name}: take another backup.") from None
        if written.sha256 != file.sha256:
            raise BackupRefused(f"{place / file.name} was changed since the backup: take another one.")
        folders |= {target.parent, target.parent.parent}
    for folder in folders:
        flush_directory(folder)


def _settle(store: Store, manifest: Manifest, now: dt.datetime, settle: Callable[[Store, Manifest], object]) -> None:
    try:
        bring_up_to_date(store.database)
        with store.writing() as tx:
            tx.execute(insert(schema.restoration).values(backup_at=manifest.made_at, restored_at=now))
        settle(store, manifest)
    finally:
        store.close()  # the last connection brings everything into the one file
