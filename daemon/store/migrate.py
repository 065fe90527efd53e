"""Brings a store to the schema of this program: makes a fresh one by running the migrations, upgrades an older one.

Before an upgrade an SQLite file is copied beside itself, since its schema changes are not wholly transactional.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from daemon.store.database import Database
from daemon.store.schema import HEAD

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
    with database.writing() as tx:
        config.attributes["connection"] = tx
        command.upgrade(config, "head")


def _copy(database: Database, version: str, now: dt.datetime) -> None:
    path = Path(str(database.engine.url.database))
    target = path.with_name(f"{path.stem}-before-{version}-{now:%Y%m%dT%H%M%S}.sqlite")
    database.copy_to(target)
