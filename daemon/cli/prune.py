"""`tieout prune`: what is past its time goes now, and not only when the service gets to it."""

from __future__ import annotations

from pathlib import Path

import click

from daemon.cli.output import progress, say
from daemon.cli.session import configured, person, session
from daemon.pipeline.prune import prune as remove
from daemon.pipeline.prune import would_go
from daemon.pipeline.work import Work


@click.command("prune", short_help="Remove what is past its time.")
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
@configured
def prune(dry_run: bool, config: Path | None) -> None:
    """Remove what the settings under [retention] no longer keep: originals, readings and replies of finished cases, and versions of
    the ledger that no case refers to. What is under a hold stays; the audit always stays. The service does so once a day.
    """
    with session(config) as (found, store):
        work = Work(found.settings, store)
        retention = found.settings.retention
        if not retention.mail_days and not retention.ledger_days:
            say("Everything is kept for ever: retention.mail_days and retention.ledger_days are 0.")
            return
        with progress("Pruning"):
            gone = would_go(work) if dry_run else remove(work, person())
    verb = "would go" if dry_run else "went"
    say(f"{gone.mails:,} mails with {gone.files:,} files and {gone.versions:,} versions of the ledger {verb}.")


COMMAND = prune
