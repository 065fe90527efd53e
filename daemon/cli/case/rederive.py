"""`tieout case rederive`: the same decision from an evidence pack alone?"""

from __future__ import annotations

from pathlib import Path

import click

from daemon.cli import exits
from daemon.cli.exits import CommandError
from daemon.cli.files import EXISTING_FILE
from daemon.cli.output import progress, show_table
from daemon.pipeline.pack import PackRefused
from daemon.pipeline.rederive import rederive as derive
from daemon.sandbox.apart import recognise_each

_WORDS = {True: "equal", False: "differs", None: "nothing to compare"}


@click.command("rederive", short_help="Derive a decision again from an evidence pack.")
@click.argument("pack", type=EXISTING_FILE)
@click.option("--password", "passwords", multiple=True, help="Opens a locked file; may be given several times.")
def rederive(pack: Path, passwords: tuple[str, ...]) -> int:
    """Derive reading, reconciliation and decision again from an evidence pack, without store and network, and say whether they
    are equal to those in it or what differs. Exit code 1 where something differs.
    """
    try:
        with progress("Deriving"):
            steps = derive(pack, recognise_each, passwords)
    except PackRefused as refusal:
        raise CommandError(str(refusal)) from None
    show_table(["part", "result", "what"], [[step.name, _WORDS[step.equal], step.says] for step in steps])
    return exits.FAILED if any(step.equal is False for step in steps) else exits.DONE


COMMAND = rederive
