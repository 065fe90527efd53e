"""`tieout user add`: somebody may sit at the desk."""

from __future__ import annotations

from pathlib import Path

import click

from daemon.cli.exits import CommandError
from daemon.cli.output import say
from daemon.cli.session import configured, now, person, session
from daemon.observe import events
from daemon.review.services import url_of
from daemon.review.welcome import password_link
from daemon.store.users import Role, UserRefused


@click.command("add", short_help="Let somebody sit at the desk.")
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice([str(role) for role in Role]),
    default=str(Role.CLERK),
    show_default=True,
    help="What he may do.",
)
@configured
def add(name: str, role: str, config: Path | None) -> None:
    """Add a user, and print a link that counts once, within a day, to choose a password. An auditor sees all and changes nothing, a
    clerk works on cases, an approver approves above `desk.four_eyes_above` too, an admin decides who sits here.
    """
    with session(config) as (found, store):
        try:
            with store.writing() as tx:
                store.users.add(tx, name, Role(role), now())
                facts = {"user": name, "what": f"added as {role}"}
                store.audit.add(tx, now(), events.USER_CHANGED, actor=person(), facts=facts)
            say(password_link(store, url_of(found.settings), name, person(), now()))
        except UserRefused as refusal:
            raise CommandError(str(refusal)) from None


COMMAND = add
