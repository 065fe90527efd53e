"""`tieout migrate`: the store brought to this program's schema, or moved to a PostgreSQL server."""

from __future__ import annotations

from pathlib import Path

import click

from daemon.cli.exits import CommandError
from daemon.cli.files import EXISTING_FILE
from daemon.cli.output import progress, say, show_table
from daemon.cli.session import configured, now, session
from daemon.config.credentials import secrets_beside
from daemon.config.load import Found
from daemon.config.settings import Store as Settings
from daemon.store.migrate import StoreRefused
from daemon.store.moving import move
from daemon.store.opening import Store, open_configured
from daemon.store.schema import HEAD


@click.command("migrate", short_help="Bring the store up to date, or move it to PostgreSQL.")
@click.option("--to", "url", default=None, metavar="ADDRESS", help="Move it there: postgresql://USER@HOST/DATABASE.")
@click.option("--credential", default="", metavar="NAME", help="The credential with the server's password.")
@click.option("--ca-file", type=EXISTING_FILE, default=None, metavar="FILE", help="Who signed its certificate, as PEM.")
@configured
def migrate(url: str | None, credential: str, ca_file: Path | None, config: Path | None) -> None:
    """Bring the store to the schema of this program, as every command does on its way; an SQLite file is copied beside itself
    before. With --to, move everything from the SQLite file to an empty database on a PostgreSQL server: each table is counted and
    compared and the audit verified there. The service must not run. The archive stays in the state directory.

    Where engine.kind is "procrastinate", the queue that services share is made or brought up to date too; none of them may run.
    """
    with session(config) as (found, store):
        if url is None:
            say(f"The store at {store.place} stands at schema {HEAD}.")
            if found.settings.engine.kind == "procrastinate":
                _migrate_queue(found, store)
            return
        there = Settings(
            directory=found.settings.store.directory,
            url=url,
            credential=credential,
            ca_file=str(ca_file.absolute()) if ca_file else "",
        )
        target = open_configured(there, secrets_beside(found.directory), found.settings.archive)
        try:
            with progress("Moving the store"):
                moved = move(store, target, now())
        except StoreRefused as refusal:
            raise CommandError(str(refusal)) from None
        finally:
            target.close()
        show_table(["table", "rows"], [[name, f"{number:,}"] for name, number in moved.rows.items()], right=["rows"])
        say(f"Every row is at {target.place} as it was. The old file is kept as {moved.kept}.")
        say("Put this into the configuration; until then the store is refused:")
        say("    [store]")
        for key, value in (
            ("directory", there.directory),
            ("url", url),
            ("credential", credential),
            ("ca_file", there.ca_file),
        ):
            if value:
                say(f'    {key} = "{value}"')


def _migrate_queue(found: Found, store: Store) -> None:
    """Bring the queue that services share up to date; nobody may work on it meanwhile."""
    try:
        from daemon.pipeline.engine import queue_schema  # noqa: PLC0415 - an optional extra
    except ImportError:
        raise CommandError("The queue needs the extra machines: pip install 'tieout[machines]'.") from None
    settings = found.settings.store
    password = secrets_beside(found.directory)(settings.credential) if settings.credential else ""
    with store.exclusively():
        applied = queue_schema.bring_up_to_date(settings, password, store.archive)
    say(
        f"The queue that services share was brought up to date in {len(applied)} steps."
        if applied
        else "Its queue as well."
    )


COMMAND = migrate
