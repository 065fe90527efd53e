"""Signing in by the provider that the configuration names: off to it, and back with who somebody is."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from daemon.observe import events
from daemon.observe.logs import logger
from daemon.review.auth.oidc import Provider, ProviderRefused
from daemon.review.page import Page, PageRefused, Permission, Visit
from daemon.review.pages.sign_in import signed_in, wanted_path

log = logger("review.sign_in")


def go(visit: Visit) -> Response:
    services = visit.services
    try:
        where = _provider(visit).begin(visit.cookie, _back(visit), wanted_path(visit), services.clock())
    except ProviderRefused as refusal:
        raise _refused(visit, "", refusal) from None
    return RedirectResponse(where, status_code=303)


def back(visit: Visit) -> Response:
    provider, services = _provider(visit), visit.services
    if "error" in visit.query:
        raise _refused(visit, "", ProviderRefused("the provider let nobody in"))
    try:
        state, code = visit.query.get("state", ""), visit.query.get("code", "")
        name, path = provider.end(visit.cookie, _back(visit), state, code, now=services.clock())
    except ProviderRefused as refusal:
        raise _refused(visit, "", refusal) from None
    user = services.store.users.get(name)
    if user is None or user.disabled:
        raise _refused(visit, name, ProviderRefused("nobody of this name may sit at the desk"))
    return signed_in(visit, user, path)


def _provider(visit: Visit) -> Provider:
    if visit.services.provider is None:
        raise PageRefused(404, "error.missing")
    return visit.services.provider


def _back(visit: Visit) -> str:
    return f"{visit.services.url}/sign-in/back"


def _refused(visit: Visit, name: str, refusal: ProviderRefused) -> PageRefused:
    log.warning(events.SIGN_IN_REFUSED, user=name, address=visit.address, because=str(refusal))
    return PageRefused(403, "error.provider")


PAGES = (
    Page(name="sign_in_provider", path="/sign-in/provider", get=go, see=Permission.ANYBODY),
    Page(name="sign_in_back", path="/sign-in/back", get=back, see=Permission.ANYBODY),
)
