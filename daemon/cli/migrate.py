"""`tieout migrate`: the store brought to this program's schema, or moved to a PostgreSQL server."""

from __future__ import annotations

from pathlib import Path

import click

from daemon.cli.exits import CommandError
from daemon.cli.files import EXISTING_FILE
from daemon.cli.output import progress, say, show_table
from daemon.cli.session import configured, now, session
from daemon.config.credentials import secrets_beside
from daemon.config.settings import Store as Settings
from daemon.store.migrate import StoreRefused
from daemon.store.moving import move
from daemon.store.opening import open_configured
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
    """
    with session(config) as (found, store):
        if url is None:
            say(f"The store at {store.place} stands at schema {HEAD}.")
            return
        there = Settings(
            directory=found.settings.store.directory,
            url=url,
            credential=credential,
            ca_file=str(ca_file.absolute()) if ca_file else "",
        )
        target = open_configured(there, secrets_beside(found.directory))
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


COMMAND = migrate
