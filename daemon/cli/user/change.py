"""How the commands of this folder change one user, with its word in the audit."""

from __future__ import annotations

from pathlib import Path

from daemon.cli.exits import CommandError
from daemon.cli.session import now, person, session
from daemon.observe import events
from daemon.store.users import UserRefused


def change_user(config: Path | None, name: str, what: str, **values: object) -> None:
    """Change a user. Raises `CommandError` where there is none of that name, or the last admin would go."""
    with session(config) as (_, store):
        try:
            with store.writing() as tx:
                store.users.change(tx, name, **values)
                facts = {"user": name, "what": what}
                store.audit.add(tx, now(), events.USER_CHANGED, actor=person(), facts=facts)
        except UserRefused as refusal:
            raise CommandError(str(refusal)) from None
