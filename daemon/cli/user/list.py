"""`tieout user list`: who may sit at the desk."""

from __future__ import annotations

from pathlib import Path

import click

from daemon.cli.output import say, show_table
from daemon.cli.session import configured, local_time, session


@click.command("list", short_help="Show who may sit at the desk.")
@configured
def list_(config: Path | None) -> None:
    """Show every user with role, second factor, and when he signed in last."""
    with session(config) as (found, store):
        rows = [
            [
                user.name,
                str(user.role),
                "disabled" if user.disabled else "" if user.password else "no password yet",
                "second factor" if user.totp else "",
                "" if user.seen_at is None else local_time(user.seen_at, found),
            ]
            for user in store.users.all()
        ]
    if rows:
        show_table(["name", "role", "state", "sign-in", "last seen"], rows)
    else:
        say("Nobody may sit at the desk yet; tieout run makes the first admin.")


COMMAND = list_
