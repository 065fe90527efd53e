"""Moves a store out of its SQLite file into a database on a PostgreSQL server: every row, counted and compared.

The archive stays where it is. The file is kept under another name, and a note in its place refuses whoever still opens the
directory without the address: two services with two memories would answer every mail twice.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.exc import DBAPIError

from daemon.store import schema
from daemon.store.migrate import StoreRefused
from daemon.store.opening import FILE, MOVED, Store, StoreInUse
from daemon.store.postgresql import copy_in
from daemon.store.rows import counted
from daemon.store.rows import rows as rows_of


@dataclass(frozen=True, slots=True)
class Moved:
    """What was moved: the number of rows of each table, and where the old file is kept."""

    rows: dict[str, int]
    kept: Path


def move(source: Store, target: Store, now: dt.datetime, progress: Callable[[str], None] = lambda _: None) -> Moved:
    """Move everything from `source` to the empty `target`, wholly or not at all, and close `source`.

    No service may run on either. `progress` is told the name of each table. Raises `StoreRefused`.
    """
    if not source.database.is_sqlite or target.database.is_sqlite:
        raise StoreRefused(
            "A store is moved from an SQLite file to a PostgreSQL server, and this one is there already."
        )
    for fault in source.audit.faults():
        raise StoreRefused(f"{fault} A store is moved when tieout verify finds nothing.")
    with source.exclusively(), target.database.held() as hold:
        if hold is None:
            raise StoreInUse(f"Another tieout service works on the store at {target.place}; stop it first.")
        with source.writing() as old, target.database.writing(sealed=False) as new:
            _require_empty(new, target.place)
            rows = {table.name: _copy(old, new, table, progress) for table in _tables()}
        for fault in target.audit.faults():
            raise StoreRefused(f"{fault} The copy at {target.place} cannot be used; the store stays where it was.")
        source.close()
        return Moved(rows, _put_aside(source.directory, target.place, now))


def _tables() -> list[Table]:
    """Return what is copied, each table after those that it refers to; the transitions were made by the migrations, and the replies are
    counted as they are copied.
    """
    made_there = (schema.transition, schema.reply_tally)
    return [table for table in schema.metadata.sorted_tables if table not in made_there]


def _require_empty(new: Connection, place: str) -> None:
    for table in _tables():
        if new.execute(select(func.count()).select_from(table)).scalar_one():
            raise StoreRefused(f"The database at {place} holds a store already: name an empty one.")


def _copy(old: Connection, new: Connection, table: Table, progress: Callable[[str], None]) -> int:
    progress(table.name)
    columns = [column.name for column in table.c]
    try:
        # One statement a table: a row may refer to a later one of the same table, which is looked at when the statement ends.
        copy_in(new, table.name, columns, rows_of(old, table))
    except DBAPIError as error:
        raise StoreRefused(f"The table {table.name} cannot be copied: {error.orig}.") from None
    number = table.autoincrement_column
    if number is not None:
        last = new.execute(select(func.max(number))).scalar()
        if last is not None:
            new.execute(select(func.setval(func.pg_get_serial_sequence(f'"{table.name}"', number.name), last)))
    wanted, found = counted(rows_of(old, table)), counted(rows_of(new, table))
    if wanted != found:
        raise StoreRefused(f"The table {table.name} came over otherwise than it was: nothing was moved.")
    return wanted[0]


def _put_aside(directory: Path, place: str, now: dt.datetime) -> Path:
    """Refuse the directory from now on, and keep the file by another name."""
    descriptor = os.open(directory / MOVED, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as note:
        note.write(place)
        note.flush()
        os.fsync(note.fileno())
    kept = directory / f"tieout-moved-{now.astimezone(dt.UTC):%Y%m%dT%H%M%S}.sqlite"
    for suffix in ("-wal", "-shm", ""):
        if (directory / f"{FILE}{suffix}").exists():
            (directory / f"{FILE}{suffix}").rename(f"{kept}{suffix}")
    return kept
