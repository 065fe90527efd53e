"""`tieout case reopen`: a case that was closed is worked on again."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from daemon.cli.case.desk import at_the_desk
from daemon.cli.output import say
from daemon.cli.session import configured
from daemon.pipeline import desk


@click.command("reopen", short_help="Have a closed case worked on again.")
@click.argument("number", type=click.IntRange(min=1))
@click.option("--because", default="", metavar="TEXT", help="Why, for the audit.")
@configured
def reopen(number: int, because: str, config: Path | None) -> None:
    """Have a case worked on again that was closed or ignored. Only where nothing can have left: a case whose reply was sent, or may
    have been, stays closed.
    """
    at_the_desk(config, number, partial(desk.reopen, because=because))
    say(f"Case {number} is open again and will be worked on.")


COMMAND = reopen
