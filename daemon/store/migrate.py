"""Brings a store to the schema of this program: makes a fresh one by running the migrations, upgrades an older one.

Before an upgrade an SQLite file is copied beside itself, since its schema changes are not wholly transactional.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from daemon.observe import events
from daemon.store import chain, ledger_sums, touched
from daemon.store.database import Database
from daemon.store.postgresql import SERVICE
from daemon.store.schema import HEAD
from daemon.store.sealed import SEALED

SEALED_SINCE = "0006"
"""The first schema whose audit vouches for the rows of the store."""

FOLDER = Path(__file__).parent / "migrations"


class StoreRefused(Exception):
    """The store cannot be used as it stands; the message says what to do."""


def version_of(connection: Connection) -> str | None:
    """Return the migration at which the store stands; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def bring_up_to_date(database: Database, *, now: dt.datetime | None = None) -> None:
    """Migrate to `HEAD`. Raises `StoreRefused` where a newer program has made the store."""
    with database.reading() as connection:
        version = version_of(connection)
    if version == HEAD:
        return
    # Imported here because it costs a third of a second and is needed once in a store's life.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    known = {revision.revision for revision in ScriptDirectory.from_config(config).walk_revisions()}
    if version is not None and version not in known:
        raise StoreRefused("This store was made by a newer tieout; install that version or a later one.")
    if version is not None and database.is_sqlite:
        _copy(database, version, now or dt.datetime.now(dt.UTC))
    with database.writing(sealed=False) as tx:
        if version_of(tx) == HEAD:  # another was quicker
            return
        if not database.is_sqlite and not tx.exec_driver_sql(f"SELECT pg_try_advisory_xact_lock({SERVICE})").scalar():
            raise StoreRefused(
                "A tieout service works on this store: stop all of them before it is brought up to date."
            )
        config.attributes["connection"] = tx
        command.upgrade(config, "head")
        touched.install(tx)
        if version is not None and version < SEALED_SINCE:
            _seal(tx, now or dt.datetime.now(dt.UTC))


def _seal(tx: Connection, now: dt.datetime) -> None:
    """Let the audit vouch for every row as it stands: the store comes from a program that kept no seals."""
    gathered = chain.pending(tx)
    assert gathered is not None
    gathered.rows.append(chain.draft(now, events.STORE_SEALED, facts={"schema": HEAD}))
    for table in SEALED:
        for key, digest in touched.every(tx, table):
            gathered.seals.append((table, *key, digest.hex()))
            if len(gathered.seals) >= chain.AT_ONCE:
                chain.close(tx, gathered)
    ledger_sums.tell_all(tx)


def _copy(database: Database, version: str, now: dt.datetime) -> None:
    path = Path(str(database.engine.url.database))
    target = path.with_name(f"{path.stem}-before-{version}-{now:%Y%m%dT%H%M%S}.sqlite")
    database.copy_to(target)
