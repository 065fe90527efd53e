"""`tieout user reset-link`: a link to choose a password anew."""

from __future__ import annotations

from pathlib import Path

import click

from daemon.cli.exits import CommandError
from daemon.cli.output import say
from daemon.cli.session import configured, now, person, session
from daemon.cli.user.change import change_user
from daemon.review.services import url_of
from daemon.review.welcome import password_link
from daemon.store.users import UserRefused


@click.command("reset-link", short_help="Print a link to choose a password anew.")
@click.argument("name")
@click.option("--second-factor", is_flag=True, help="Take the second factor away too: its device is lost.")
@configured
def reset_link(name: str, second_factor: bool, config: Path | None) -> None:
    """Print a link that counts once, within a day, by which a user chooses a password anew. The old one counts until then."""
    if second_factor:
        change_user(config, name, "second factor taken away", totp="")
    with session(config) as (found, store):
        try:
            say(password_link(store, url_of(found.settings), name, person(), now()))
        except UserRefused as refusal:
            raise CommandError(str(refusal)) from None


COMMAND = reset_link
