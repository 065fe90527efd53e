"""`tieout user disable`: somebody may no longer sit at the desk."""

from __future__ import annotations

from pathlib import Path

import click

from daemon.cli.output import say
from daemon.cli.session import configured
from daemon.cli.user.change import change_user


@click.command("disable", short_help="Let a user in no more.")
@click.argument("name")
@click.option("--undo", is_flag=True, help="Let him in again.")
@configured
def disable(name: str, undo: bool, config: Path | None) -> None:
    """Sign a user out everywhere and let him in no more. His name stays in the audit and is never given to another."""
    change_user(config, name, "let in again" if undo else "disabled", disabled=not undo)
    say(f"{name} may sign in again." if undo else f"{name} may not sign in any more.")


COMMAND = disable
