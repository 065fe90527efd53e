"""The two cookies: the session of who signed in, and before that a visitor's number, from which forms' tokens derive.

Scripts cannot read them, other sites' forms do not carry them, and with TLS only this host may have set them (`__Host-`).
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response


def session_of(request: Request, *, secure: bool) -> str:
    return request.cookies.get(_name("session", secure=secure), "")


def visitor_of(request: Request, *, secure: bool) -> str:
    return request.cookies.get(_name("visitor", secure=secure), "")


def keep_session(response: Response, token: str, *, secure: bool, seconds: int) -> None:
    _keep(response, _name("session", secure=secure), token, secure=secure, seconds=seconds)


def keep_visitor(response: Response, number: str, *, secure: bool) -> None:
    _keep(response, _name("visitor", secure=secure), number, secure=secure, seconds=None)


def forget_session(response: Response, *, secure: bool) -> None:
    response.delete_cookie(_name("session", secure=secure), path="/", secure=secure, httponly=True, samesite="lax")


def _name(what: str, *, secure: bool) -> str:
    return f"__Host-tieout-{what}" if secure else f"tieout-{what}"


def _keep(response: Response, name: str, value: str, *, secure: bool, seconds: int | None) -> None:
    # Lax, not strict: a link in a mail must find the user signed in. What changes anything is a form with its token.
    response.set_cookie(name, value, max_age=seconds, path="/", secure=secure, httponly=True, samesite="lax")
