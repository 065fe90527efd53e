"""`tieout case settle`: a person has seen whether a doubtful reply did arrive."""

from __future__ import annotations

from pathlib import Path

import click

from daemon.cli.case.desk import at_the_desk
from daemon.cli.output import say
from daemon.cli.session import configured
from daemon.pipeline import desk


@click.command("settle", short_help="Say whether a doubtful reply did arrive.")
@click.argument("number", type=click.IntRange(min=1))
@click.option("--not-arrived", is_flag=True, help="It surely did not arrive: it is a draft again.")
@configured
def settle(number: int, not_arrived: bool, config: Path | None) -> None:
    """Settle the doubt about a reply that may or may not have left: you have seen that it did arrive, or with --not-arrived that
    it surely did not. Then it is a draft again, which may be approved. A doubtful reply is never sent again by itself.
    """
    at_the_desk(config, number, desk.never_left if not_arrived else desk.left)
    say(f"The reply of case {number} {'is a draft again' if not_arrived else 'counts as sent'}.")


COMMAND = settle
