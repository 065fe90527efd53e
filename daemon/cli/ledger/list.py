"""`tieout ledger list`: the versions that were imported, and the accounts of those that count."""

from __future__ import annotations

from pathlib import Path

import click

from daemon.cli.output import say, show_table
from daemon.cli.session import configured, local_time, session
from daemon.cli.statement_view import day, money


@click.command("list", short_help="Show the versions, and the accounts of those that count.")
@configured
def list_(config: Path | None) -> None:
    """Show every import, the newest first, and the accounts of the versions that count."""
    with session(config) as (found, store):
        versions = store.ledgers.versions()
        if not versions:
            say("No ledger has been imported yet: tieout ledger import FILE.")
            return
        show_table(
            ["version", "counts", "role", "file", "imported", "entries", "accounts", "up to"],
            [
                [
                    str(version.id),
                    "yes" if version.active else "",
                    version.role,
                    version.name,
                    local_time(version.imported_at, found),
                    f"{version.entries:,}",
                    f"{version.accounts:,}",
                    day(version.as_of),
                ]
                for version in versions
            ],
            right=["version", "entries", "accounts"],
        )
        for version in versions:
            if version.active:
                say()
                show_table(
                    ["account", "name", "currency", "opening", "entries"],
                    [
                        [each.account, each.name, each.currency or "", money(each.opening), f"{each.entries:,}"]
                        for each in store.ledgers.accounts(version.id)
                    ],
                    right=["opening", "entries"],
                )


COMMAND = list_
