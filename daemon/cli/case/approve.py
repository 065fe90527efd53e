"""`tieout case approve`: a person lets a draft leave."""

from __future__ import annotations

from pathlib import Path

import click

from daemon.cli.case.desk import at_the_desk
from daemon.cli.output import say
from daemon.cli.session import configured
from daemon.pipeline import desk


@click.command("approve", short_help="Let a draft leave.")
@click.argument("number", type=click.IntRange(min=1))
@configured
def approve(number: int, config: Path | None) -> None:
    """Let the draft of a case leave, in your name. The policy is asked as for every reply: in mode shadow nothing leaves, and
    a recipient must be on file. What two people must approve (`desk.four_eyes_above`) they approve at the desk: here nobody can tell
    one person from another. The running service sends it; `tieout run --once` does so too.
    """
    at_the_desk(config, number, desk.approve)
    say(f"The reply of case {number} may leave; the service sends it.")


COMMAND = approve
