"""`tieout status`: how things stand, in one screen."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from daemon.cli.output import say, show_table
from daemon.cli.session import configured, local_time, now, session
from daemon.cli.statement_view import day
from daemon.store.depth import depths
from daemon.store.workers import holder_of, sharing

_LATELY = dt.timedelta(days=7)
"""For how long mails to our own people are named that did not arrive."""


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
        for mail in store.staff_mails.missed(now() - _LATELY):
            about = f"the approval of case {mail.case}" if mail.case else "the daily mail"
            say(f"not told   {mail.recipient}, of {about}: {mail.answer or 'it may not have arrived'}")
        if found.settings.engine.kind == "procrastinate":
            say(f"services   {', '.join(sharing(store.database)) or 'none runs'}")
            for mailbox in found.settings.mailboxes:
                watcher = holder_of(store.database, f"mailbox {mailbox.name}")
                say(f"watched    {mailbox.name} by {watcher or 'nobody now'}")
        say()
        moment = now()
        show_table(
            ["work", "waits", "in hand", "oldest"],
            [
                [
                    depth.kind,
                    f"{depth.waiting:,}",
                    f"{depth.in_hand:,}",
                    _age(depth.age(moment)) if depth.oldest else "",
                ]
                for depth in depths(store.database, moment)
            ],
            right=["waits", "in hand", "oldest"],
        )
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


def _age(age: dt.timedelta) -> str:
    """Return how long something has waited, as people say it."""
    seconds = int(age.total_seconds())
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"


COMMAND = status
