"""A backup becomes the store of an empty state directory: every file by its hash, the database last.

A backup is older than the world: what it calls ready may have left since, and mails that it never saw may have been answered. So
`settle` is given the store before anybody else can open it, and what is kept of the restoration makes the policy careful.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, func, insert, select

from daemon.store import schema
from daemon.store.archive import flush_directory
from daemon.store.backup import CONFIGURATION, BackupRefused, Manifest, backups, copied, manifest_of
from daemon.store.database import Database
from daemon.store.migrate import bring_up_to_date
from daemon.store.opening import FILE, RESTORING, Store, StoreInUse, locked

_LOCKS = {"service.lock", "opening.lock", "keeping.lock"}


def restore(source: Path, directory: Path, now: dt.datetime, settle: Callable[[Store, Manifest], object]) -> Manifest:
    """Restore the backup in `source` (or the newest of those in it) into `directory`, which must be empty.

    Raises `BackupRefused`, and `StoreInUse` where a service works there. An interrupted restore may be run again.
    """
    place = source if (source / "manifest.json").is_file() else next(reversed(backups(source)), None)
    if place is None:
        raise BackupRefused(f"There is no backup in {source}.")
    manifest = manifest_of(place)
    try:
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        with locked(directory / "service.lock", wait=False):
            _demand_empty(directory)
            (directory / RESTORING).touch(mode=0o600)
            flush_directory(directory)
            _lay_down(place, manifest, directory)
            _settle(directory, manifest, now, settle)
            (directory / f"{FILE}.part").rename(directory / FILE)
            flush_directory(directory)
            (directory / RESTORING).unlink()
            flush_directory(directory)
    except StoreInUse:
        raise StoreInUse(f"A tieout service works on {directory}; stop it first.") from None
    except (OSError, sqlite3.Error) as error:
        said = getattr(error, "strerror", None) or error
        raise BackupRefused(f"The backup could not be restored into {directory}: {said}.") from error
    return manifest


def restored_at(tx: Connection) -> dt.datetime | None:
    """Return when this store was last restored from a backup; None where it never was."""
    found: dt.datetime | None = tx.execute(select(func.max(schema.restoration.c.restored_at))).scalar()
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
        target = directory / (f"{FILE}.part" if file.name == FILE else file.name)
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


def _settle(directory: Path, manifest: Manifest, now: dt.datetime, settle: Callable[[Store, Manifest], object]) -> None:
    database = Database(f"sqlite:///{directory / FILE}.part")
    try:
        bring_up_to_date(database)
        store = Store(database, directory)
        with store.writing() as tx:
            tx.execute(insert(schema.restoration).values(backup_at=manifest.made_at, restored_at=now))
        settle(store, manifest)
    finally:
        database.dispose()  # the last connection brings everything into the one file
