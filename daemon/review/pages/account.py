"""What everybody sets for himself: language, password, the second factor."""

from __future__ import annotations

from starlette.responses import Response

from daemon.observe import events
from daemon.review.auth import passwords, totp
from daemon.review.page import Page, Permission, Visit
from daemon.review.pages.sign_in import signed_in
from daemon.review.words import codes, words_in


def show(visit: Visit) -> Response:
    return _show(visit, "")


def language(visit: Visit) -> Response:
    wanted = visit.text("language", 8)
    _change(visit, "language", language=wanted if wanted in codes() else "")
    return visit.go("/account", done="saved")


def password(visit: Visit) -> Response:
    old, new, again = (str(visit.form.get(field, "")) for field in ("old", "password", "again"))
    user, services = visit.somebody, visit.services
    if not _is_right(visit, old):
        return _show(visit, "sign_in.wrong")
    try:
        kept = passwords.hashed(new, user.name)
    except passwords.PasswordRefused as refusal:
        return _show(visit, refusal.key)
    if new != again:
        return _show(visit, "password.differs")
    _change(visit, "chose a password", password=kept)
    return signed_in(visit, services.store.users.required(user.name), "/account?done=saved")


def second_factor(visit: Visit) -> Response:
    """Take the second factor on with a first right code, or off with the password."""
    user = visit.somebody
    if user.totp:
        if not _is_right(visit, str(visit.form.get("old", ""))):
            return _show(visit, "sign_in.wrong")
        _change(visit, "gave up the second factor", totp="")
        return visit.go("/account", done="saved")
    key = visit.text("key", 64)
    step = totp.step_of(key, visit.text("code", 20), visit.services.clock().timestamp()) if _is_key(key) else None
    if step is None:
        return _show(visit, "sign_in.wrong_code")
    _change(visit, "took a second factor", totp=key, totp_step=step)
    return visit.go("/account", done="saved")


def _is_right(visit: Visit, given: str) -> bool:
    """Whether this is the user's own password; guessing is slowed as at the door."""
    throttle, now, key = visit.services.throttle, visit.services.clock(), f"account {visit.somebody.name}"
    if throttle.waits(key, now, 5):
        return False
    if passwords.is_right(visit.somebody.password, given):
        return True
    throttle.failed(key, now)
    return False


def _is_key(key: str) -> bool:
    return len(key) == 32 and set(key) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")


def _change(visit: Visit, what: str, **values: object) -> None:
    store, name = visit.services.store, visit.somebody.name
    with store.writing() as tx:
        store.users.change(tx, name, **values)
        facts = {"user": name, "what": what}
        store.audit.add(tx, visit.services.clock(), events.USER_CHANGED, actor=name, facts=facts)


def _show(visit: Visit, key: str) -> Response:
    new_key = "" if visit.somebody.totp else totp.new_key()
    return visit.show(
        "account.html",
        status=422 if key else 200,
        key=key,
        languages=[(code, words_in(code).name) for code in codes()],
        totp_key=new_key,
        totp_uri=totp.uri_of(new_key, visit.somebody.name, "tieout") if new_key else "",
        by_proxy=bool(visit.services.settings.desk.identity_header),
        least=passwords.LEAST,
    )


PAGES = (
    Page(name="account", path="/account", get=show),
    Page(name="account_language", path="/account/language", post=language, act=Permission.READ),
    Page(name="account_password", path="/account/password", post=password, act=Permission.READ),
    Page(name="account_second_factor", path="/account/second-factor", post=second_factor, act=Permission.READ),
)
