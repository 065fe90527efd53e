"""The pages as one ASGI application: who asks is found out, what he may is checked, the page answers in a thread of its own.

Every form is checked against forging before its page sees it, every answer carries the headers of headers.py, and a page that
breaks down is one line on the log and one sentence on the screen.
"""

from __future__ import annotations

import asyncio
import importlib
import pkgutil
import secrets
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import cache, partial
from importlib.resources import files
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Message

import daemon.review.pages
from daemon.desk import DeskRefused
from daemon.observe import events
from daemon.observe.logs import logger
from daemon.review import cookies
from daemon.review.auth.forms import is_token_of
from daemon.review.client import address_of, identity, is_secure
from daemon.review.headers import protect
from daemon.review.navigation import BAR
from daemon.review.page import ORDINARY_BYTES, Page, PageRefused, Visit, may
from daemon.review.services import Services
from daemon.review.words import chosen
from daemon.store.users import User

log = logger("review.app")

FORM_SECONDS = 60
FILE_SECONDS = 3600
"""How long a form may take to come, and one with a file."""

_STATIC = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml", "txt": "text/plain"}


def application(services: Services) -> Starlette:
    """Return the application that serves every page of pages/."""
    routes = [
        Route(page.path, partial(_answer, services, page), methods=_methods(page), name=page.name) for page in pages()
    ]
    routes.append(Route("/static/{name}", partial(_static, services), methods=["GET"], name="static"))

    async def missing(request: Request, _error: Exception) -> Response:
        return await _guarded(services, request, partial(_refuse, refusal=PageRefused(404, "error.missing")))

    async def unfit(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 400
        return await _guarded(services, request, partial(_refuse, refusal=PageRefused(status, "error.form")))

    return Starlette(routes=routes, exception_handlers={404: missing, HTTPException: unfit})


@cache
def pages() -> tuple[Page, ...]:
    """Return every page of pages/, those with fixed paths before those with names in them."""
    found: list[Page] = []
    for module in sorted(pkgutil.iter_modules(daemon.review.pages.__path__), key=lambda each: each.name):
        offered: object = getattr(importlib.import_module(f"daemon.review.pages.{module.name}"), "PAGES", ())
        assert isinstance(offered, tuple)
        found.extend(offered)
    assert len({page.name for page in found}) == len({page.path for page in found}) == len(found)
    return tuple(sorted(found, key=lambda page: "{" in page.path))


@cache
def bar() -> tuple[Page, ...]:
    """Return the pages of the bar above, in its order."""
    by_name = {page.name: page for page in pages()}
    return tuple(by_name[name] for name in BAR if name in by_name)


def _methods(page: Page) -> list[str]:
    return [method for method, answer in (("GET", page.get), ("POST", page.post)) if answer is not None]


async def _answer(services: Services, page: Page, request: Request) -> Response:
    most = page.most_bytes
    if (
        request.method == "POST"
        and most > ORDINARY_BYTES
        and not await run_in_threadpool(_may, services, page, request)
    ):
        most = ORDINARY_BYTES
    return await _guarded(services, request, partial(_page, page), most_bytes=most)


def _may(services: Services, page: Page, request: Request) -> bool:
    """Whether who sends this may send it at all: asked before a large form is read to its end."""
    session = cookies.session_of(request, secure=is_secure(request, services.settings.desk))
    return may(_user(services, request, session), page.act)


async def _guarded(
    services: Services, request: Request, answer: Callable[[Visit], Response], *, most_bytes: int = ORDINARY_BYTES
) -> Response:
    """Make the visit of a request, let `answer` answer it, and protect the answer."""
    desk = services.settings.desk
    secure = is_secure(request, desk)
    if not _is_addressed_to_us(services, request):
        refusal = PlainTextResponse(f"This desk is reached at {services.url} (desk.url in the configuration).", 421)
        return protect(refusal, secure=secure)
    try:
        form = await _form(request, most_bytes) if request.method == "POST" else FormData()
    except TimeoutError:
        answer, form = partial(_refuse, refusal=PageRefused(408, "error.too_slow")), FormData()
    except (PageRefused, MultiPartException, HTTPException):
        answer, form = partial(_refuse, refusal=PageRefused(413, "error.too_large")), FormData()
    try:
        response = await run_in_threadpool(_visit, services, request, form, answer)
    finally:
        await form.close()
    if "content-security-policy" not in response.headers:
        protect(response, secure=secure)
    return response


def _visit(services: Services, request: Request, form: FormData, answer: Callable[[Visit], Response]) -> Response:
    desk = services.settings.desk
    secure = is_secure(request, desk)
    session = cookies.session_of(request, secure=secure)
    user = _user(services, request, session)
    visitor = cookies.visitor_of(request, secure=secure)
    fresh = "" if visitor else secrets.token_urlsafe(24)
    visit = Visit(
        services=services,
        request=request,
        user=user,
        words=chosen("" if user is None else user.language, request.headers.get("accept-language", "")),
        cookie=session if user is not None and session else visitor or fresh,
        secure=secure,
        address=address_of(request, desk.trusted_proxies),
        form=form,
        bar=tuple(page for page in bar() if may(user, page.see)) if user is not None else (),
    )
    try:
        response = answer(visit)
    except PageRefused as refusal:
        response = _refuse(visit, refusal=refusal)
    except DeskRefused as refusal:
        response = _refuse(visit, refusal=PageRefused(409, "error.refused", str(refusal)))
    except Exception as error:
        log.exception(events.PAGE_FAILED, path=_pattern(request), error=type(error).__name__)
        response = _refuse(visit, refusal=PageRefused(500, "error.ours"))
    if fresh:
        cookies.keep_visitor(response, fresh, secure=secure)
    return response


def _page(page: Page, visit: Visit) -> Response:
    if "\x00" in visit.request.url.path or any("\x00" in value for value in visit.query.values()):
        raise PageRefused(400, "error.form")  # nothing of ours holds a NUL, and PostgreSQL does not take one
    acting = visit.request.method == "POST"
    if acting and not _is_ours(visit):
        raise PageRefused(403, "error.forged")
    needed = page.act if acting else page.see
    if not may(visit.user, needed):
        if visit.user is None:
            if acting:
                raise PageRefused(401, "error.signed_out")
            return visit.go("/sign-in", next=_path(visit.request))
        raise PageRefused(403, "error.not_allowed")
    answer = page.post if acting else page.get
    assert answer is not None
    return answer(visit)


def _is_ours(visit: Visit) -> bool:
    """Whether a form was sent from a page of ours."""
    token = visit.form.get("form_token") or visit.request.headers.get("x-form-token", "")
    site = visit.request.headers.get("sec-fetch-site", "same-origin")
    return site in {"same-origin", "none"} and isinstance(token, str) and is_token_of(visit.cookie, token)


def _user(services: Services, request: Request, session: str) -> User | None:
    desk = services.settings.desk
    named = identity(request, desk)
    if named:
        user = services.store.users.get(named)
        return user if user is not None and not user.disabled else None
    if not session or desk.identity_header:
        return None
    return services.store.users.of_session(session, services.clock(), timedelta(minutes=desk.idle_minutes))


def _refuse(visit: Visit, *, refusal: PageRefused) -> Response:
    return visit.show("refused.html", status=refusal.status, refusal=refusal, title_key="error.title")


async def _form(request: Request, most: int) -> FormData:
    """Return the form that was sent.

    Raises `PageRefused` as soon as it is larger than it may be, `TimeoutError` where it does not come to its end.
    """
    taken = 0
    receive: Callable[[], Awaitable[Message]] = request.receive

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise PageRefused(413, "error.too_large")
        return message

    # Files go to the disk while they come; what is no file stays in memory, and is bounded for itself.
    async with asyncio.timeout(FILE_SECONDS if most > ORDINARY_BYTES else FORM_SECONDS):
        return await Request(request.scope, counted).form(max_files=20, max_fields=5000, max_part_size=ORDINARY_BYTES)


def _is_addressed_to_us(services: Services, request: Request) -> bool:
    """Whether the browser meant this desk: a name that somebody else points at this machine is not answered."""
    host = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    if services.settings.desk.url:
        known = urlsplit(services.settings.desk.url).hostname
        return host in {known, "localhost"} or _is_address(host)
    return host == "localhost" or _is_address(host)


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _pattern(request: Request) -> str:
    """Return the path as the page names it, for the log: what stands in its place may be the secret of a link."""
    route = request.scope.get("route")
    return route.path if isinstance(route, Route) else "?"


def _path(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


async def _static(services: Services, request: Request) -> Response:
    name = request.path_params["name"]
    kind = _STATIC.get(name.rpartition(".")[2])
    content = _statics().get(name) if kind else None
    if content is None:
        raise HTTPException(404)
    secure = is_secure(request, services.settings.desk)
    return protect(Response(content, media_type=kind), secure=secure, kept=True)


@cache
def _statics() -> dict[str, bytes]:
    return {entry.name: entry.read_bytes() for entry in (files("daemon.review") / "static").iterdir()}
