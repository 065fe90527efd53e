"""`tieout demo`: a mailbox with sample mails, a ledger and a configuration; the service runs over them and shows what it answered.

Everything happens in one directory, offline, at a fixed moment, so that it comes out alike each time.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from daemon.cli.demo import company
from daemon.cli.demo.directory import lay_out
from daemon.cli.exits import CommandError
from daemon.cli.imports import import_counterparties, import_ledger
from daemon.cli.output import progress, say
from daemon.cli.session import session
from daemon.cli.summary_view import show_summaries
from daemon.config.credentials import secrets_beside
from daemon.pipeline.service import Service
from daemon.pipeline.summary import CaseSummary
from parsers.ledgers.entry import Role


@click.command("demo", short_help="Show tieout at work on sample mails.")
@click.option(
    "--directory",
    type=click.Path(path_type=Path),
    default=Path("tieout-demo"),
    show_default=True,
    help="Where everything is laid; only an earlier demonstration is replaced.",
)
def demo(directory: Path) -> None:
    """Lay a mailbox with sample mails, a ledger and a counterparty list into a directory, run the service over them, and show
    what it decided, why, and where the answers lie. Nothing leaves this machine.
    """
    lay_out(directory)
    config = directory / "tieout.toml"
    with session(config) as (found, store):
        with progress("Reading and answering mails"):
            now = company.NOW
            import_counterparties(store, directory / "counterparties.csv", now=now, by="demo")
            import_ledger(store, directory / "ledger.xlsx", role=Role.CUSTOMER, account=None, now=now, by="demo")
            service = Service(found.settings, store, secrets_beside(found.directory), clock=lambda: now)
            summaries = service.run_once()
        if service.troubles:
            raise CommandError(service.troubles[0])
        show_summaries(store, summaries)
    say()
    _say_where(directory, config, summaries)


def _say_where(directory: Path, config: Path, summaries: Sequence[CaseSummary]) -> None:
    answered = [each for each in summaries if each.reply_state == "sent"]
    say(
        f"{len(answered)} answers lie in {directory / 'answers'} as .eml files with their attachments; a mail program opens them:"
    )
    for each in answered:
        name = each.answer.rpartition(" ")[2]
        say(f"  {directory / 'answers' / name}  to {each.recipient}")
    shown = next((each for each in answered if each.outcome == "differences"), None)
    if shown is not None:
        say()
        say("Look at one case from the mail to the reply, or at all of them:")
        say(f"  {_program()} case show {shown.case} -c {config}")
        say(f"  {_program()} case list -c {config}")


def _program() -> str:
    """Return how this program is called from here: by its bare name where the shell finds it, else by its path."""
    called = Path(sys.argv[0])
    found = shutil.which("tieout")
    bare = called.name != "tieout" or (found is not None and Path(found).resolve() == called.resolve())
    return "tieout" if bare else str(called)


COMMAND = demo
