"""Whether the desk answers and its store can be read: for monitors and proxies, without signing in and without a word more."""

from __future__ import annotations

from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import PlainTextResponse, Response

from daemon.review.page import Page, Permission, Visit


def health(visit: Visit) -> Response:
    try:
        visit.services.store.users.count()
    except SQLAlchemyError:
        return PlainTextResponse("the store cannot be read\n", 503)
    return PlainTextResponse("ok\n")


PAGES = (Page(name="health", path="/health", get=health, see=Permission.ANYBODY),)
