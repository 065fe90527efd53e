"""`tieout user role`: what somebody at the desk may do."""

from __future__ import annotations

from pathlib import Path

import click

from daemon.cli.output import say
from daemon.cli.session import configured
from daemon.cli.user.change import change_user
from daemon.store.users import Role


@click.command("role", short_help="Say what a user may do.")
@click.argument("name")
@click.argument("role", type=click.Choice([str(role) for role in Role]))
@configured
def role(name: str, role: str, config: Path | None) -> None:
    """Give a user another role; it counts from his next click on."""
    change_user(config, name, f"role {role}", role=Role(role))
    say(f"{name} is {role}.")


COMMAND = role
