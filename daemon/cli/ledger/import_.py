"""`tieout ledger import`: an export becomes the ledger that counts."""

from __future__ import annotations

from pathlib import Path

import click

from daemon.cli.files import EXISTING_FILE
from daemon.cli.imports import import_ledger
from daemon.cli.output import first_task, progress, say
from daemon.cli.session import configured, now, person, session
from parsers.ledgers.entry import Role

ROLE = click.Choice([str(role) for role in Role])


@click.command("import", short_help="Import an export as the ledger that counts.")
@click.argument("file", type=EXISTING_FILE)
@click.option("--role", type=ROLE, default=str(Role.CUSTOMER), show_default=True, help="Receivables or payables.")
@click.option("--account", default=None, help="The account's code, for an export of one account that does not name it.")
@configured
def import_(file: Path, role: str, account: str | None, config: Path | None) -> None:
    """Import a ledger export (csv, xlsx, xls, ods); its columns are recognised by their headings, and the
    accounting system that wrote it where it is known (docs/ledgers.md).

    The file counts wholly or not at all: a row that cannot be read exactly is named, and the old ledger stays.
    """
    looks_like: list[str] = []
    with session(config) as (_, store), progress("Importing") as bar:
        version = import_ledger(
            store,
            file,
            role=Role(role),
            account=account,
            now=now(),
            by=person(),
            progress=lambda rows: bar.update(first_task(bar), completed=rows),
            recognised=looks_like.append,
        )
    for system in looks_like:
        say(f"It looks like {system}.")
    until = f", up to {version.as_of}" if version.as_of is not None else ""
    say(
        f"Version {version.id}: {version.entries:,} entries in {version.accounts:,} accounts{until}. It counts from now on."
    )


COMMAND = import_
