"""Choosing a password by a link that counts once: the first admin, a new user, somebody who forgot."""

from __future__ import annotations

from starlette.responses import Response

from daemon.observe import events
from daemon.review.auth import passwords
from daemon.review.page import Page, PageRefused, Permission, Visit
from daemon.review.pages.sign_in import signed_in
from daemon.review.welcome import PASSWORD
from daemon.store.users import Link


def ask(visit: Visit) -> Response:
    return visit.show("welcome.html", name=_link(visit).user, key="", least=passwords.LEAST)


def choose(visit: Visit) -> Response:
    link = _link(visit)
    password, again = (str(visit.form.get(field, "")) for field in ("password", "again"))
    try:
        kept = passwords.hashed(password, link.user)
    except passwords.PasswordRefused as refusal:
        return visit.show("welcome.html", status=422, name=link.user, key=refusal.key, least=passwords.LEAST)
    if password != again:
        return visit.show("welcome.html", status=422, name=link.user, key="password.differs", least=passwords.LEAST)
    store, now = visit.services.store, visit.services.clock()
    with store.writing() as tx:
        if store.users.use_link(tx, visit.request.path_params["token"], PASSWORD, now) is None:
            raise PageRefused(404, "error.link")
        store.users.change(tx, link.user, password=kept)
        facts = {"user": link.user, "what": "chose a password"}
        store.audit.add(tx, now, events.USER_CHANGED, actor=link.user, facts=facts)
        user = store.users.required(link.user, tx)
    if user.totp:  # a lost password does not take the second factor with it
        return visit.go("/sign-in", done="password")
    return signed_in(visit, user, "/")


def _link(visit: Visit) -> Link:
    services = visit.services
    found = services.store.users.look_at_link(visit.request.path_params["token"], PASSWORD, services.clock())
    if found is None:
        raise PageRefused(404, "error.link")
    return found


PAGES = (
    Page(
        name="welcome",
        path="/welcome/{token}",
        get=ask,
        post=choose,
        see=Permission.ANYBODY,
        act=Permission.ANYBODY,
    ),
)
