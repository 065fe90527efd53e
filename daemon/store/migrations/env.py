"""Run by alembic: migrates the connection that daemon/store/migrate.py hands over."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from daemon.store.schema import metadata


def run() -> None:
    """Migrate inside the transaction that the caller holds."""
    connection = context.config.attributes["connection"]
    assert isinstance(connection, Connection)
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, compare_type=True)
    context.run_migrations()


run()
