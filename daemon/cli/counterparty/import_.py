"""`tieout counterparty import`: a list takes the place of the old one."""

from __future__ import annotations

from pathlib import Path

import click

from daemon.cli.files import EXISTING_FILE
from daemon.cli.imports import import_counterparties
from daemon.cli.output import say
from daemon.cli.session import configured, now, person, session


@click.command("import", short_help="Put a list in the place of the old one.")
@click.argument("file", type=EXISTING_FILE)
@configured
def import_(file: Path, config: Path | None) -> None:
    """Import the counterparty list (csv, xlsx): code, name, aliases, mail addresses, domains, language, currency, tolerance,
    limit, role, accounts. It replaces the old list wholly, or not at all where a row cannot be used.
    """
    with session(config) as (_, store):
        listed = import_counterparties(store, file, now=now(), by=person())
    say(f"{listed:,} counterparties are on file.")


COMMAND = import_
