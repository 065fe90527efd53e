"""The queue's tables, made and brought up to date by `tieout migrate`, and the mark by which services know that they see one archive.

Procrastinate brings its schema as one file, and the steps from each version to the next as others. Which of them this database has is
kept beside its tables.

The mark is an ordinary file of the archive, whose hash stands in the database: a service that does not find it there looks at another
directory, and would miss every original that the others archive.
"""

from __future__ import annotations

import secrets
from pathlib import Path

import psycopg
from procrastinate.schema import SchemaManager, migrations_path
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from daemon.config.settings import Store as Settings
from daemon.pipeline.engine.queue import SCHEMA, arguments, of_the_world
from daemon.store.archive import Archive
from daemon.store.database import Database
from daemon.store.migrate import StoreRefused

_MIGRATE_LOCK = 0x7469656F75740003

_OURS = f"""
CREATE SCHEMA IF NOT EXISTS {SCHEMA};
CREATE TABLE IF NOT EXISTS {SCHEMA}.tieout_applied (name text PRIMARY KEY);
CREATE TABLE IF NOT EXISTS {SCHEMA}.tieout_archive (mark text NOT NULL);
"""


def bring_up_to_date(settings: Settings, password: str, archive: Archive) -> list[str]:
    """Make the queue's schema, or bring it to that of the procrastinate installed here, and mark the archive the first time.

    Return what was applied. Nothing may work on the queue meanwhile. Raises `OperationalError`.
    """
    known = _known()
    with of_the_world(), psycopg.connect(**arguments(settings, password)) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_MIGRATE_LOCK,))
        connection.execute(_OURS)
        applied = {name for (name,) in connection.execute("SELECT name FROM tieout_applied")}
        if applied:
            missing = [name for name in known if name not in applied]
            for name in missing:
                connection.execute((migrations_path / name).read_bytes())
        else:
            missing = ["schema.sql", *known]
            connection.execute(SchemaManager.get_schema().encode())
        for name in missing:
            connection.execute("INSERT INTO tieout_applied VALUES (%s)", (name,))
        if connection.execute("SELECT 1 FROM tieout_archive").fetchone() is None:
            mark = archive.put(f"The archive of tieout no. {secrets.token_hex(16)}\n".encode())
            connection.execute("INSERT INTO tieout_archive VALUES (%s)", (mark,))
    return missing


def require(database: Database, archive: Archive, where: Path) -> None:
    """Raise `StoreRefused` where the queue is not that of this program, or `archive` (at `where`) is not the one that all share."""
    try:
        with database.reading() as connection:
            applied = set(connection.execute(text(f"SELECT name FROM {SCHEMA}.tieout_applied")).scalars())  # noqa: S608
            mark = connection.execute(text(f"SELECT mark FROM {SCHEMA}.tieout_archive")).scalar()  # noqa: S608
    except ProgrammingError:
        raise StoreRefused("The queue that services share is not in this database yet: run tieout migrate.") from None
    if mark is None or not set(_known()) <= applied:
        raise StoreRefused(
            "The queue that services share is that of an older program: stop them and run tieout migrate."
        )
    if not archive.holds(str(mark)):
        raise StoreRefused(
            f"The archive at {where} is not the one that the services of this store share: it lacks the mark "
            f"{str(mark)[:12]}. Mount the shared one there, or name its place."
        )


def _known() -> list[str]:
    """Return the steps that the procrastinate installed here knows, in order."""
    return sorted(path.name for path in migrations_path.glob("*.sql"))
