"""A thin client of Microsoft Graph (v1.0) for one mailbox: requests with a token, and what each answer means."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import requests

from daemon.asking import RequestFailed
from daemon.sign_in.base import SignInError, Tokens

TIMEOUT_SECONDS = (15.0, 60.0)
_CHUNK = 64 * 1024
_NOT_YET = frozenset({408, 409, 423, 425, 429, 500, 502, 503, 504, 509})
# learn.microsoft.com, "Microsoft Graph error responses": what 401 and 403 say when a registration lacks a right.
_WHAT_TO_DO = {
    401: "see that the application is registered in this tenant",
    403: "give the application Mail.ReadWrite and Mail.Send for this mailbox (RBAC for Applications)",
    404: "see that the mailbox and the folder exist",
}


class GraphError(RequestFailed):
    """A request did not succeed. `status` is that of HTTP, 0 where no answer came at all."""

    def __init__(self, message: str, *, status: int, permanent: bool, wait: float = 0.0) -> None:
        super().__init__(
            message,
            permanent=permanent,
            answered=400 <= status < 500 and status != 408,  # 408 says only that the answer took too long
            gone=status == 404,
            unfit=status in {400, 413},
            wait=wait,
        )
        self.status = status


class GraphClient:
    """Requests on behalf of `user`; `base` is the cloud's Graph without a slash at its end. One thread."""

    def __init__(self, base: str, user: str, tokens: Tokens) -> None:
        self._base = base
        self._user = user
        self._tokens = tokens
        self._session = requests.Session()
        self._token = ""

    def close(self) -> None:
        self._session.close()

    def place(self, *steps: str, user: str = "", **query: str) -> str:
        """Return the address below the mailbox, or below that of another `user`; `query` without the dollar signs of OData."""
        path = "/".join(quote(step, safe="") for step in (user or self._user, *steps))
        found = urlencode({f"${key}": value for key, value in query.items()})
        return f"{self._base}/v1.0/users/{path}" + (f"?{found}" if found else "")

    def get(self, address: str, *, headers: dict[str, str] | None = None) -> dict[str, Any]:
        """Return a JSON answer."""
        with self._answer("GET", address, headers=headers) as answer:
            return _json(answer)

    def post(self, address: str, content: object) -> dict[str, Any]:
        """Post JSON; return the JSON answer, empty where there is none."""
        with self._answer("POST", address, json=content) as answer:
            return _json(answer)

    def patch(self, address: str, content: object) -> None:
        with self._answer("PATCH", address, json=content):
            pass

    def delete(self, address: str) -> None:
        with self._answer("DELETE", address):
            pass

    def post_mail(self, address: str, content: bytes) -> dict[str, Any]:
        """Post a mail as base64 MIME (learn.microsoft.com, "Create message in MIME format")."""
        with self._answer(
            "POST", address, data=base64.b64encode(content), headers={"Content-Type": "text/plain"}
        ) as answer:
            return _json(answer)

    def download(self, address: str, most: int) -> bytes:
        """Return a file, at most `most` bytes and one more where it is larger."""
        with self._answer("GET", address, stream=True) as answer, self._understood(address):
            found = bytearray()
            for chunk in answer.iter_content(_CHUNK):
                found += chunk
                if len(found) > most:
                    break
            return bytes(found[: most + 1])

    @contextmanager
    def _answer(
        self, method: str, address: str, *, headers: dict[str, str] | None = None, **options: Any
    ) -> Iterator[requests.Response]:
        """Give the answer to one request; a token that ran out is fetched anew once."""
        self._stay_home(address)
        with self._understood(address):
            answer = self._ask(method, address, headers, options)
            if answer.status_code == 401:
                answer.close()
                self._token = ""
                answer = self._ask(method, address, headers, options)
        try:
            if not 200 <= answer.status_code < 300:
                raise _refused(answer)
            yield answer
        finally:
            answer.close()

    def _ask(self, method: str, address: str, headers: dict[str, str] | None, options: Any) -> requests.Response:
        if not self._token:
            self._token = self._tokens.token()
        given = {
            "Authorization": f"Bearer {self._token}",
            "Prefer": 'IdType="ImmutableId"',  # so that a mail keeps its name when a person moves it
            **(headers or {}),
        }
        return self._session.request(
            method, address, headers=given, timeout=TIMEOUT_SECONDS, allow_redirects=False, **options
        )

    def _stay_home(self, address: str) -> None:
        """Refuse to carry the token to another host, whatever a stored link or an answer says."""
        if urlsplit(address)[:2] != urlsplit(self._base)[:2]:
            raise GraphError(f"{address} does not lead to {self._base}: not followed.", status=0, permanent=True)

    @contextmanager
    def _understood(self, address: str) -> Iterator[None]:
        try:
            yield
        except SignInError as error:
            raise GraphError(str(error), status=0, permanent=error.permanent) from error
        except requests.exceptions.SSLError as error:
            raise GraphError(
                f"The certificate of {urlsplit(address).hostname} is not trusted.", status=0, permanent=True
            ) from error
        except requests.RequestException as error:
            raise GraphError(
                f"{urlsplit(address).hostname} does not answer ({type(error).__name__}).", status=0, permanent=False
            ) from error


def _refused(answer: requests.Response) -> GraphError:
    status = answer.status_code
    try:
        said = answer.json()["error"]
        why = f"{said['code']}: {said['message']}"
    except (ValueError, KeyError, TypeError):
        why = answer.reason or ""
    words = " ".join(re.sub(r"[^ -~]", " ", why).split())[:200]
    todo = _WHAT_TO_DO.get(status)
    return GraphError(
        f"Microsoft Graph refused ({status} {words})" + (f": {todo}." if todo else "."),
        status=status,
        permanent=status not in _NOT_YET,
        wait=_seconds(answer.headers.get("Retry-After", "")),
    )


def _seconds(text: str) -> float:
    return float(text) if re.fullmatch(r"\d{1,6}", text) else 0.0


def _json(answer: requests.Response) -> dict[str, Any]:
    if not answer.content:
        return {}
    try:
        found = answer.json()
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise GraphError("Microsoft Graph answered something unreadable.", status=answer.status_code, permanent=False)
    return found
