"""`tieout counterparty list`: everybody on file."""

from __future__ import annotations

from pathlib import Path

import click

from daemon.cli.output import say, show_table
from daemon.cli.session import configured, session


@click.command("list", short_help="Show everybody on file.")
@configured
def list_(config: Path | None) -> None:
    """Show every counterparty with its addresses: figures go only to these."""
    with session(config) as (_, store):
        rows = [
            [
                each.code,
                each.name,
                each.role,
                each.language,
                each.currency or "",
                ", ".join((*each.addresses, *each.domains)),
            ]
            for each in store.counterparties.all()
        ]
    if not rows:
        say("Nobody is on file yet: tieout counterparty import FILE.")
        return
    show_table(["code", "name", "role", "language", "currency", "addresses and domains"], rows)


COMMAND = list_
