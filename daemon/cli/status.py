"""`tieout status`: how things stand, in one screen."""

from __future__ import annotations

from pathlib import Path

import click

from daemon.cli.output import say, show_table
from daemon.cli.session import configured, local_time, session
from daemon.cli.statement_view import day


@click.command("status", short_help="Show how things stand.")
@configured
def status(config: Path | None) -> None:
    """Show what lies in the store: mails, cases and replies by state, the ledgers that count, and who is on file."""
    with session(config) as (found, store):
        say(f"store      {store.place}")
        say(f"mode       {found.settings.policy.mode}")
        say(f"mailboxes  {', '.join(each.name for each in found.settings.mailboxes) or 'none configured'}")
        say(f"on file    {store.counterparties.count():,} counterparties")
        active = [version for version in store.ledgers.versions() if version.active]
        for version in active:
            imported = local_time(version.imported_at, found)
            say(
                f"ledger     {version.role}: {version.entries:,} entries in {version.accounts:,} accounts up to "
                f"{day(version.as_of)}, imported {imported} from {version.name}"
            )
        if not active:
            say("ledger     none imported yet: tieout ledger import FILE")
        say()
        show_table(
            ["what", "state", "number"],
            [
                [what, state, f"{number:,}"]
                for what, counts in (
                    ("mails", store.messages.counts()),
                    ("cases", store.cases.counts()),
                    ("replies", store.outbox.counts()),
                )
                for state, number in counts.items()
            ],
            right=["number"],
        )


COMMAND = status
