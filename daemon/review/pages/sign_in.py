"""Signing in with name, password and (where chosen) the second factor; signing out."""

from __future__ import annotations

import datetime as dt

from starlette.responses import Response

from daemon.observe import events
from daemon.observe.logs import logger
from daemon.review import cookies
from daemon.review.auth import passwords, totp
from daemon.review.client import network_of
from daemon.review.page import Page, Permission, Visit
from daemon.store.users import User

log = logger("review.sign_in")

TRIES_BY_NAME = 5
TRIES_BY_ADDRESS = 30
"""Within a quarter of an hour."""


def ask(visit: Visit) -> Response:
    if visit.user is not None:
        return visit.go(wanted_path(visit))
    return _form(visit, "", "")


def sign_in(visit: Visit) -> Response:
    name, password, code = visit.text("name", 200), visit.form.get("password", ""), visit.text("code", 20)
    services, now = visit.services, visit.services.clock()
    keys = {f"name {name.casefold()}": TRIES_BY_NAME, f"address {network_of(visit.address)}": TRIES_BY_ADDRESS}
    if any(services.throttle.waits(key, now, most) for key, most in keys.items()):
        return _refuse(visit, name, "sign_in.wait", "too many tries")
    user = services.store.users.get(name)
    right = passwords.is_right("" if user is None else user.password, password if isinstance(password, str) else "")
    if user is None or user.disabled or not right:
        for key in keys:
            services.throttle.failed(key, now)
        return _refuse(visit, name, "sign_in.wrong", "wrong name or password")
    if user.totp and not second_factor_holds(visit, user, code, now):
        if code:
            for key in keys:
                services.throttle.failed(key, now)
        return _refuse(visit, name, "sign_in.wrong_code" if code else "sign_in.code_needed", "no right code")
    services.throttle.forget(f"name {name.casefold()}")
    return signed_in(visit, user, wanted_path(visit))


def signed_in(visit: Visit, user: User, path: str) -> Response:
    """Open a session and send the browser on."""
    services, hours = visit.services, visit.services.settings.desk.session_hours
    with services.store.writing() as tx:
        token = services.store.users.open_session(tx, user.name, services.clock(), dt.timedelta(hours=hours))
    log.info(events.SIGNED_IN, user=user.name, address=visit.address)
    response = visit.go(path)
    cookies.keep_session(response, token, secure=visit.secure, seconds=hours * 3600)
    return response


def sign_out(visit: Visit) -> Response:
    with visit.services.store.writing() as tx:
        visit.services.store.users.close_session(tx, cookies.session_of(visit.request, secure=visit.secure))
    response = visit.go("/sign-in", done="signed_out")
    cookies.forget_session(response, secure=visit.secure)
    return response


def second_factor_holds(visit: Visit, user: User, code: str, now: dt.datetime) -> bool:
    """Whether this is a code of the user's second factor that was not used before; it is from then on."""
    step = totp.step_of(user.totp, code, now.timestamp()) if code else None
    if step is None:
        return False
    with visit.services.store.writing() as tx:
        return visit.services.store.users.count_code(tx, user.name, step)


def _refuse(visit: Visit, name: str, key: str, because: str) -> Response:
    # The name is not put on the log: people type their password into the wrong field.
    known = visit.services.store.users.get(name) is not None
    log.warning(events.SIGN_IN_REFUSED, user=name if known else "", address=visit.address, because=because)
    return _form(visit, name, key)


def _form(visit: Visit, name: str, key: str) -> Response:
    asks_code = key in {"sign_in.wrong_code", "sign_in.code_needed"}
    return visit.show(
        "sign_in.html", status=403 if key else 200, name=name, key=key, next=wanted_path(visit), asks_code=asks_code
    )


def wanted_path(visit: Visit) -> str:
    """Return where the browser wanted to go: a path of ours, whatever was asked for."""
    wanted = str(visit.form.get("next") or visit.query.get("next") or "/")
    plain = wanted.isascii() and wanted.isprintable() and "\\" not in wanted
    ours = plain and wanted.startswith("/") and not wanted.startswith("//") and not wanted.startswith("/sign-")
    return wanted if ours else "/"


PAGES = (
    Page(name="sign_in", path="/sign-in", get=ask, post=sign_in, see=Permission.ANYBODY, act=Permission.ANYBODY),
    Page(name="sign_out", path="/sign-out", post=sign_out, act=Permission.READ),
)
