"""What a page is, and what it is given: one `Page` a path, one `Visit` a request. A page is a plain function of its visit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.datastructures import FormData, QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from daemon.review.auth.forms import token_of
from daemon.review.rendering import render
from daemon.review.services import Services
from daemon.review.words import Words
from daemon.store.users import Role, User


class Permission(StrEnum):
    """What somebody must be allowed to do to use a page."""

    ANYBODY = "anybody"  # also who has not signed in
    READ = "read"
    WORK = "work"
    APPROVE = "approve"
    MANAGE = "manage"


ALLOWED: Mapping[Role, frozenset[Permission]] = {
    Role.AUDITOR: frozenset({Permission.READ}),
    Role.CLERK: frozenset({Permission.READ, Permission.WORK}),
    Role.APPROVER: frozenset({Permission.READ, Permission.WORK, Permission.APPROVE}),
    Role.ADMIN: frozenset({Permission.READ, Permission.WORK, Permission.APPROVE, Permission.MANAGE}),
}


def may(user: User | None, permission: Permission) -> bool:
    """Whether a user (None: nobody signed in) has a permission. Who is disabled has none, also by mail or as the first of two."""
    if permission is Permission.ANYBODY:
        return True
    return user is not None and not user.disabled and permission in ALLOWED[user.role]


class PageRefused(Exception):
    """The page says no: `status` by HTTP, and in words of the pages' languages (`key`) or, where there is one, a `sentence`."""

    def __init__(self, status: int, key: str, sentence: str = "") -> None:
        super().__init__(sentence or key)
        self.status = status
        self.key = key
        self.sentence = sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request: who asks, in which language, with which form. `cookie` is the secret that forms' tokens derive from."""

    services: Services
    request: Request
    user: User | None
    words: Words
    cookie: str
    secure: bool
    address: str
    form: FormData = field(default_factory=FormData)
    bar: tuple[Page, ...] = ()  # what stands in the bar above

    @property
    def query(self) -> QueryParams:
        return self.request.query_params

    @property
    def somebody(self) -> User:
        """The user; for pages that nobody sees without one."""
        assert self.user is not None
        return self.user

    def may(self, permission: Permission) -> bool:
        return may(self.user, permission)

    def text(self, name: str, most: int = 10_000) -> str:
        """Return a field of the form as text, "" where it is missing. Raises `PageRefused` where it is too long."""
        value = self.form.get(name, "")
        if not isinstance(value, str) or len(value) > most:
            raise PageRefused(400, "error.form")
        return value.replace("\r\n", "\n").replace("\x00", "").strip()  # no database keeps a NUL

    def numbers(self, name: str) -> tuple[int, ...]:
        """Return the fields of a name that are numbers which the store could hold, each once."""
        texts = (each for each in self.form.getlist(name) if isinstance(each, str))
        return tuple(
            dict.fromkeys(int(each) for each in texts if each.isascii() and each.isdecimal() and len(each) < 16)
        )

    def number(self, name: str) -> int:
        """Return a number of the path. Raises `PageRefused` where it is none that the store could hold."""
        text = str(self.request.path_params[name])
        if not text.isascii() or not text.isdecimal() or len(text) > 15:
            raise PageRefused(404, "error.missing")
        return int(text)

    def show(self, template: str, *, status: int = 200, **values: object) -> Response:
        """Return a page from its template. A template sees `visit`, `t` (the words) and `values`."""
        return HTMLResponse(render(template, visit=self, t=self.words, **values), status_code=status)

    def go(self, path: str, *, done: str = "", **query: object) -> Response:
        """Send the browser on after a form was taken; `done` is the key (below "done.") of the words that say what happened."""
        asked = {**{name: str(value) for name, value in query.items()}, **({"done": done} if done else {})}
        return RedirectResponse(f"{path}?{urlencode(asked)}" if asked else path, status_code=303)

    @property
    def form_token(self) -> str:
        return token_of(self.cookie)

    @property
    def token(self) -> Markup:
        """The hidden field that every form carries."""
        return Markup('<input type="hidden" name="form_token" value="{}">').format(self.form_token)


Answer = Callable[[Visit], Response]

ORDINARY_BYTES = 1_000_000
"""Of a form; larger ones are files, and taken only from who may send them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A path with what is shown there (`get`) and what its forms do (`post`), and who may.

    `name` is unique; navigation names it. A path is written as Starlette does: "/case/{case}".
    """

    name: str
    path: str
    get: Answer | None = None
    post: Answer | None = None
    see: Permission = Permission.READ
    act: Permission = Permission.WORK
    most_bytes: int = ORDINARY_BYTES  # of a form
