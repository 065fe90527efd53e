"""Who sits at the desk, for admins: users with role and second factor, links to choose a password, open sessions."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from sqlalchemy import Connection
from starlette.responses import Response

from daemon.observe import events
from daemon.review.page import Page, PageRefused, Permission, Visit
from daemon.review.welcome import password_link
from daemon.store.users import Role, Session, User, UserRefused

LATELY = dt.timedelta(days=7)
"""For how long mails to our own people are shown that did not arrive."""


def show(visit: Visit) -> Response:
    return _show(visit)


def add(visit: Visit) -> Response:
    """Add a user and show the link by which he chooses a password; it is shown this once."""
    name, role, store = visit.text("name", 100), _role(visit), visit.services.store
    try:
        with store.writing() as tx:
            store.users.add(tx, name, role, visit.services.clock())
            _told(visit, tx, name, f"added as {role}")
    except UserRefused as refusal:
        raise PageRefused(409, "error.refused", str(refusal)) from None
    return _linked(visit, name)


def role(visit: Visit) -> Response:
    wanted = _role(visit)
    return _change(visit, f"role {wanted}", role=wanted)


def disable(visit: Visit) -> Response:
    is_so = visit.text("disabled", 3) == "yes"
    return _change(visit, "disabled" if is_so else "let in again", disabled=is_so)


def take_second_factor(visit: Visit) -> Response:
    """Take a second factor away whose device is lost; its owner is signed out everywhere."""
    name, store = _known(visit).name, visit.services.store
    with store.writing() as tx:
        store.users.change(tx, name, totp="")
        store.users.sign_out_everywhere(tx, name)
        _told(visit, tx, name, "second factor taken away")
    return visit.go("/people", done="saved")


def link(visit: Visit) -> Response:
    """Show a link, this once, by which a user chooses a password anew."""
    user = _known(visit)
    if user.disabled:
        raise PageRefused(409, "error.no_user")
    return _linked(visit, user.name)


def sign_out(visit: Visit) -> Response:
    """End one session of a user, or all of them."""
    name, session, store = _known(visit).name, visit.text("session", 64), visit.services.store
    with store.writing() as tx:
        if not session:
            store.users.sign_out_everywhere(tx, name)
        elif not store.users.end_session(tx, session, name):
            raise PageRefused(409, "error.no_session")
        _told(visit, tx, name, "session ended" if session else "signed out everywhere")
    return visit.go("/people", done="saved")


def _linked(visit: Visit, name: str) -> Response:
    services = visit.services
    return _show(
        visit, name=name, link=password_link(services.store, services.url, name, visit.somebody.name, services.clock())
    )


def _show(visit: Visit, *, name: str = "", link: str = "") -> Response:
    services, now = visit.services, visit.services.clock()
    idle = dt.timedelta(minutes=services.settings.desk.idle_minutes)
    sessions: defaultdict[str, list[Session]] = defaultdict(list)
    with services.store.reading() as tx:
        users = services.store.users.all(tx)
        for session in services.store.users.sessions(now, idle, tx):
            sessions[session.user].append(session)
        missed = services.store.staff_mails.missed(now - LATELY, tx)
    return visit.show(
        "people.html",
        users=users,
        sessions={user.name: sessions[user.name] for user in users},
        roles=tuple(Role),
        linked=name,
        link=link,
        now=now,
        missed=tuple(reversed(missed)),
    )


def _change(visit: Visit, what: str, **values: object) -> Response:
    name, store = _known(visit).name, visit.services.store
    try:
        with store.writing() as tx:
            store.users.change(tx, name, **values)
            _told(visit, tx, name, what)
    except UserRefused as refusal:
        raise PageRefused(409, "error.refused", str(refusal)) from None
    return visit.go("/people", done="saved")


def _known(visit: Visit) -> User:
    user = visit.services.store.users.get(visit.text("name", 100))
    if user is None:
        raise PageRefused(404, "error.no_user")
    return user


def _role(visit: Visit) -> Role:
    wanted = visit.text("role", 16)
    if wanted not in set(Role):
        raise PageRefused(400, "error.form")
    return Role(wanted)


def _told(visit: Visit, tx: Connection, name: str, what: str) -> None:
    facts = {"user": name, "what": what}
    visit.services.store.audit.add(
        tx, visit.services.clock(), events.USER_CHANGED, actor=visit.somebody.name, facts=facts
    )


_ACTS = (("add", add), ("role", role), ("disable", disable), ("link", link))
_MORE = (("second-factor", take_second_factor), ("sign-out", sign_out))

PAGES = (
    Page(name="people", path="/people", get=show, see=Permission.MANAGE),
    *(
        Page(name=f"people_{word.replace('-', '_')}", path=f"/people/{word}", post=act, act=Permission.MANAGE)
        for word, act in (*_ACTS, *_MORE)
    ),
)
