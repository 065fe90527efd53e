"""The first admin: where nobody may sit at the desk yet, a link on the log lets one choose a password."""

from __future__ import annotations

import datetime as dt

from daemon.observe import events
from daemon.observe.logs import logger
from daemon.store import Store
from daemon.store.users import Role

log = logger("review.welcome")

PASSWORD = "password"  # noqa: S105 - the purpose of a link, not a password
"""The purpose of links that let somebody choose a password."""

LINK_LASTS = dt.timedelta(hours=24)
FIRST = "admin"


def password_link(store: Store, url: str, name: str, by: str, now: dt.datetime) -> str:
    """Return a link that counts once and lets a user choose a password. Raises `UserRefused` where there is no such user."""
    with store.writing() as tx:
        store.users.required(name, tx)
        token = store.users.make_link(tx, PASSWORD, name, now, lasts=LINK_LASTS)
        store.audit.add(
            tx, now, events.USER_CHANGED, actor=by, facts={"user": name, "what": "link to choose a password"}
        )
    return f"{url}/welcome/{token}"


def welcome_first(store: Store, url: str, now: dt.datetime) -> str:
    """Make the first admin where there is no user with a password, and say his link on the log. Return it, "" where none is needed."""
    users = store.users.all()
    if any(user.password for user in users):
        return ""
    if not users:
        with store.writing() as tx:
            store.users.add(tx, FIRST, Role.ADMIN, now)
            store.audit.add(tx, now, events.USER_CHANGED, facts={"user": FIRST, "what": "added as admin"})
    admin = next((user for user in store.users.all() if user.role is Role.ADMIN and not user.disabled), None)
    if admin is None:
        return ""
    link = password_link(store, url, admin.name, "tieout", now)
    log.warning(events.DESK_WELCOME, user=admin.name, link=link)
    return link
