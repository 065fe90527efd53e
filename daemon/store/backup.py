"""Backups: each a directory that stands by itself, whole or not there at all.

    DIRECTORY/20261125T011500Z/   tieout.sqlite   the database at one moment, written by VACUUM INTO; one on a server: tieout.dump, by pg_dump
                                  archive/        every original and reply, under its hash as in the store
                                  tieout.toml     the configuration (it holds no secret)
                                  manifest.json   what belongs to it, with sizes and hashes

It is made aside and renamed when all of it is on the disk. A file that the backup before holds already is linked, not copied, so
that a nightly backup costs what is new. Nothing is linked to the store itself: what damages the one must not damage the other.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from daemon.store import schema, verification
from daemon.store.archive import Archive, flush_directory
from daemon.store.audit import Audit
from daemon.store.database import Database
from daemon.store.migrate import StoreRefused
from daemon.store.opening import FILE, Store, locked
from daemon.store.rows import counted, rows
from daemon.store.s3_archive import S3Archive
from daemon.store.schema import HEAD
from daemon.store.server_dump import Server, dump, version_of_server

MANIFEST = "manifest.json"
CONFIGURATION = "tieout.toml"
DUMP = "tieout.dump"
"""The database of a store on a server, in pg_dump's custom format."""

_NAME = re.compile(r"\d{8}T\d{6}Z")
_PART = ".part"
_PIECE = 1 << 20


class BackupRefused(StoreRefused):
    """The backup cannot be made or used; the message says why."""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a backup; `name` is its path within, `sha256` the hash of its bytes."""

    name: str
    size: int
    sha256: str


class Rows(msgspec.Struct, frozen=True, kw_only=True):
    """What a table held: how many rows, and the sum of their hashes."""

    count: int
    sha256_sum: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What belongs to a backup. `audit` is the end of the audit chain, NUMBER:HASH. `tables` is told of a database on a server,
    whose file does not show what came of it. `elsewhere` is what lies in the storage at `archive`, and is not in the backup.
    """

    format: int = 1
    made_at: dt.datetime
    schema: str
    audit: str
    files: tuple[Kept, ...]
    tables: dict[str, Rows] = {}
    archive: str = ""
    elsewhere: tuple[Kept, ...] = ()

    @property
    def database(self) -> str:
        """The name of the file with the database."""
        return next((file.name for file in self.files if file.name in {FILE, DUMP}), FILE)


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """A backup that was made. `faults`: what the database in it does not verify by; `removed`: older ones that went."""

    directory: Path
    manifest: Manifest
    copied: int
    removed: tuple[str, ...]
    faults: tuple[str, ...]


def backup(
    store: Store, directory: Path, now: dt.datetime, *, keep: int = 0, configuration: Path | None = None
) -> Made:
    """Make a backup in `directory`, whose others stay: all, or the newest `keep` with this one. Raises `BackupRefused`.

    The service may run meanwhile. Where the copy of the database does not verify, the backup stands and no older one is removed.
    """
    if directory.absolute().is_relative_to(store.directory.absolute()):
        raise BackupRefused(f"{directory} lies within the state directory: name a place on another disk.")
    try:
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        with locked(directory / ".lock", wait=True), store.undisturbed():
            return _made(store, directory, now, keep, configuration)
    except (OSError, sqlite3.Error, SQLAlchemyError) as error:
        said = getattr(error, "strerror", None) or getattr(error, "orig", None) or error
        raise BackupRefused(f"The backup in {directory} could not be made: {said}.") from error


def backups(directory: Path) -> list[Path]:
    """Return the whole backups in a directory, the oldest first."""
    return sorted(each for each in directory.glob("*Z") if _NAME.fullmatch(each.name) and (each / MANIFEST).is_file())


def manifest_of(place: Path) -> Manifest:
    """Return what belongs to the backup in `place`. Raises `BackupRefused`."""
    try:
        found = msgspec.json.decode((place / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError) as error:
        raise BackupRefused(f"{place} holds no backup that can be read: {error}.") from None
    if found.format != 1:
        raise BackupRefused(f"{place} was made by a newer tieout; install that version or a later one.")
    return found


def copied(source: Path, target: Path) -> Kept:
    """Copy a file, flushed to the disk, and return its size and hash as they were written. `name` is the target's."""
    hashed, size = hashlib.sha256(), 0
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with source.open("rb") as reading, os.fdopen(descriptor, "wb") as writing:
        while piece := reading.read(_PIECE):
            hashed.update(piece)
            size += len(piece)
            writing.write(piece)
        writing.flush()
        os.fsync(writing.fileno())
    return Kept(name=target.name, size=size, sha256=hashed.hexdigest())


def _made(store: Store, directory: Path, now: dt.datetime, keep: int, configuration: Path | None) -> Made:
    for left in directory.glob(f".*{_PART}"):
        shutil.rmtree(left)
    name = f"{now.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    target, part = directory / name, directory / f".{name}{_PART}"
    if target.exists():
        raise BackupRefused(f"{target} is there already.")
    earlier = backups(directory)
    part.mkdir(mode=0o700)
    saved = _of_file(store, part) if store.server is None else _of_server(store, store.server, part)
    faults = saved.faults
    files = [_hashed(part / saved.name, saved.name)]
    # Listed after the database was copied: every file that a row of it names is there by now.
    fresh = 0
    elsewhere: list[Kept] = []
    if isinstance(store.archive, S3Archive):
        elsewhere = [Kept(name=name, size=size, sha256=name) for name, size in store.archive.sizes()]
    for sha256 in () if isinstance(store.archive, S3Archive) else store.archive.names():
        kept, is_new = _archived(store.archive.path(sha256), part, earlier[-1] if earlier else None)
        fresh += is_new
        if kept.sha256 != sha256:
            faults += (f"The archived file {sha256} was changed; the backup holds it as it is.",)
        files.append(kept)
    if configuration is not None:
        files.append(copied(configuration, part / CONFIGURATION))
    manifest = Manifest(
        made_at=now.astimezone(dt.UTC),
        schema=HEAD,
        audit=saved.audit,
        files=tuple(files),
        tables=saved.tables,
        archive=store.archive.place if isinstance(store.archive, S3Archive) else "",
        elsewhere=tuple(elsewhere),
    )
    (part / MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=1))
    _flush(part, saved.name)
    part.rename(target)
    flush_directory(directory)
    removed = tuple(_removed(directory, keep)) if keep and not faults else ()
    return Made(directory=target, manifest=manifest, copied=fresh, removed=removed, faults=faults)


class _Saved(msgspec.Struct, frozen=True, kw_only=True):
    """The database as it was saved, in a file of this name."""

    name: str
    audit: str
    faults: tuple[str, ...]
    tables: dict[str, Rows] = {}


def _of_file(store: Store, part: Path) -> _Saved:
    store.database.copy_to(part / FILE)
    return _Saved(name=FILE, audit=audit_end(part), faults=tuple(_database_faults(part, store.archive)))


def _of_server(store: Store, server: Server, part: Path) -> _Saved:
    """Save the database as one connection sees it, and verify and count what that connection sees."""
    with store.reading() as connection:
        version = version_of_server(connection)
        snapshot = str(connection.exec_driver_sql("SELECT pg_export_snapshot()").scalar())
        dump(server, version, snapshot, part / DUMP)
        faults = verification.faults(store.database, store.archive, store.audit, bytes_too=False, within=connection)
        return _Saved(
            name=DUMP,
            faults=tuple(faults),
            audit=store.audit.end(connection),
            tables=tables_of(connection),
        )


def tables_of(connection: Connection) -> dict[str, Rows]:
    """Return what every table holds."""
    found = {}
    for table in schema.metadata.sorted_tables:
        count, total = counted(rows(connection, table))
        found[table.name] = Rows(count=count, sha256_sum=total)
    return found


def audit_end(part: Path) -> str:
    """Return the end of the audit chain in a copy of the database, without changing a byte of it."""
    connection = sqlite3.connect(f"file:{part / FILE}?mode=ro&immutable=1", uri=True)
    try:
        row = connection.execute("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1").fetchone()
    finally:
        connection.close()
    return f"{row[0]}:{row[1]}" if row else f"0:{'0' * 64}"


def _database_faults(part: Path, archive: Archive) -> Iterator[str]:
    """Yield why the copied database does not verify. Looked at in a second copy, since opening it would write into it."""
    trial = part / "trial.sqlite"
    shutil.copyfile(part / FILE, trial)
    database = Database(f"sqlite:///{trial}")
    try:
        yield from verification.faults(database, archive, Audit(database), bytes_too=False)
    finally:
        database.dispose()
        for left in part.glob("trial.sqlite*"):
            left.unlink()


def _archived(path: Path, part: Path, earlier: Path | None) -> tuple[Kept, bool]:
    """Lay one archived file into the backup: linked to the one before where it is there, else copied. Return also whether copied."""
    within = f"archive/{path.parent.name}/{path.name}"
    target, before = part / within, None if earlier is None else earlier / within
    if before is not None and before.is_file() and before.stat().st_size == path.stat().st_size:
        kept = _hashed(before, within)
        if kept.sha256 == path.name:  # else it was damaged since, and is copied anew
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            try:
                target.hardlink_to(before)
            except OSError:  # a file system without links
                pass
            else:
                return kept, False
    return msgspec.structs.replace(copied(path, target), name=within), True


def _hashed(path: Path, name: str) -> Kept:
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    return Kept(name=name, size=path.stat().st_size, sha256=sha256)


def _flush(part: Path, database: str) -> None:
    """Make every name and the two files that others wrote survive a power cut."""
    for file in (part / database, part / MANIFEST):
        file.chmod(0o600)
        with file.open("rb") as stream:
            os.fsync(stream.fileno())
    for folder in (*(each for each in part.rglob("*") if each.is_dir()), part):
        flush_directory(folder)


def _removed(directory: Path, keep: int) -> Iterator[str]:
    for old in backups(directory)[:-keep]:
        going = old.rename(old.with_name(f".{old.name}{_PART}"))  # never half of a backup under its name
        shutil.rmtree(going)
        yield old.name
