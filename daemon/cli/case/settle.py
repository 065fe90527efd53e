"""`tieout case settle`: a person has seen that a doubtful reply did arrive."""

from __future__ import annotations

from pathlib import Path

import click

from daemon.cli.case.desk import at_the_desk
from daemon.cli.output import say
from daemon.cli.session import configured
from daemon.pipeline import desk


@click.command("settle", short_help="Say that a doubtful reply did arrive.")
@click.argument("number", type=click.IntRange(min=1))
@configured
def settle(number: int, config: Path | None) -> None:
    """Settle the doubt about a reply that may or may not have left: you have seen that it did arrive. A reply that surely did
    not arrive is given up with `tieout case reject`; a doubtful one is never sent again by itself.
    """
    at_the_desk(config, number, desk.left)
    say(f"The reply of case {number} counts as sent.")


COMMAND = settle
