"""`tieout case reject`: a person closes a case without an answer."""

from __future__ import annotations

from pathlib import Path

import click

from daemon.cli.case.desk import at_the_desk
from daemon.cli.output import say
from daemon.cli.session import configured
from daemon.pipeline import desk


@click.command("reject", short_help="Close a case without an answer.")
@click.argument("number", type=click.IntRange(min=1))
@click.option("--because", default="", metavar="WORDS", help="Why, for the record.")
@configured
def reject(number: int, because: str, config: Path | None) -> None:
    """Close a case that waits, without an answer; its draft will not leave."""
    at_the_desk(config, number, lambda work, case, by: desk.close(work, case, by, because))
    say(f"Case {number} is closed.")


COMMAND = reject
