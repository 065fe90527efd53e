"""`tieout case replay`: a case is worked on again, after the ledger, the list or the program changed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from daemon.cli.case.desk import at_the_desk
from daemon.cli.output import say
from daemon.cli.session import configured
from daemon.pipeline import desk


@click.command("replay", short_help="Have a case worked on again.")
@click.argument("number", type=click.IntRange(min=1))
@click.option("--drop-corrections", is_flag=True, help="Without what staff corrected by hand in this case.")
@configured
def replay(number: int, config: Path | None, *, drop_corrections: bool) -> None:
    """Have a case worked on again that waits or is stuck, with the ledger and the list that count now. A reply that left, or
    may have left, is never made a second time; what staff corrected by hand stays laid over it. The running service does the work; `tieout run --once` does so too.
    """
    at_the_desk(config, number, partial(desk.replay, keep_corrections=not drop_corrections))
    say(f"Case {number} will be worked on again.")


COMMAND = replay
