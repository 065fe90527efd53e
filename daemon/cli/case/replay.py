"""`tieout case replay`: a case is worked on again, after the ledger, the list or the program changed."""

from __future__ import annotations

from pathlib import Path

import click

from daemon.cli.case.desk import at_the_desk
from daemon.cli.output import say
from daemon.cli.session import configured
from daemon.pipeline import desk


@click.command("replay", short_help="Have a case worked on again.")
@click.argument("number", type=click.IntRange(min=1))
@configured
def replay(number: int, config: Path | None) -> None:
    """Have a case worked on again that waits or is stuck, with the ledger and the list that count now. A reply that left, or
    may have left, is never made a second time. The running service does the work; `tieout run --once` does so too.
    """
    at_the_desk(config, number, desk.replay)
    say(f"Case {number} will be worked on again.")


COMMAND = replay
