"""Stands in for the places where Microsoft and Google hand out tokens, over real TLS, and for the one where a mail server asks about them.

Written after their documentation, since neither can run here: learn.microsoft.com, "OAuth 2.0 client credentials flow" and "OpenID Connect
discovery"; developers.google.com, "Using OAuth 2.0 for Server to Server Applications" and "... for Web Server Applications" (refresh); RFC 7662.
"""

from __future__ import annotations

import base64
import json
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any
from urllib.parse import parse_qs, urlsplit

TENANT = "contoso.example"
CLIENT_ID = "11111111-2222-3333-4444-555555555555"
CLIENT_SECRET = "a client's secret"


class TokenServer:
    """`tokens` maps each token that was given to whom it stands for; `asked` keeps the forms of the requests."""

    def __init__(self, context: ssl.SSLContext | None, port: int = 0) -> None:
        self.tokens: dict[str, str] = {}
        self.asked: list[dict[str, str]] = []
        self.refuses: tuple[int, dict[str, str]] | None = None
        self.user = ""
        self._numbers = count(1)
        server = self

        class Handler(_Handler):
            owner = server

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._server.daemon_threads = True
        self.scheme = "http" if context is None else "https"
        if context is not None:
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.port = int(self._server.server_address[1])
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}"

    def give(self, whom: str) -> str:
        token = f"token-{next(self._numbers)}-{len(self.asked)}"
        self.tokens[token] = whom
        return token

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(timeout=20)


class _Handler(BaseHTTPRequestHandler):
    owner: TokenServer

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path.endswith("/.well-known/openid-configuration"):
            tenant = path.split("/")[1]
            base = f"{self.owner.address}/{tenant}"
            self._answer(
                200,
                {
                    "issuer": f"{base}/v2.0",
                    "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
                    "token_endpoint": f"{base}/oauth2/v2.0/token",
                },
            )
        else:
            self._answer(404, {"error": "not_found"})

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
        form = {key: values[0] for key, values in parse_qs(content).items()}
        path = urlsplit(self.path).path
        if path == "/introspect":
            whom = self.owner.tokens.get(form.get("token", ""))
            self._answer(200, {"active": "true", "username": whom} if whom else {"active": "false"})
            return
        self.owner.asked.append(form)
        if self.owner.refuses is not None:
            self._answer(*self.owner.refuses)
        elif path == f"/{TENANT}/oauth2/v2.0/token":
            self._microsoft(form)
        elif path == "/google":
            self._google(form)
        else:
            self._answer(404, {"error": "not_found"})

    def _microsoft(self, form: dict[str, str]) -> None:
        assert "client_credentials" == form["grant_type"]
        if form["client_id"] != CLIENT_ID or form.get("client_secret", CLIENT_SECRET) != CLIENT_SECRET:
            self._answer(
                401,
                {
                    "error": "invalid_client",
                    "error_description": "AADSTS7000215: Invalid client secret provided.\r\nTrace ID: 1",
                },
            )
            return
        self._answer(
            200, {"token_type": "Bearer", "expires_in": 3599, "access_token": self.owner.give(self.owner.user)}
        )

    def _google(self, form: dict[str, str]) -> None:
        whom = self.owner.user
        if form["grant_type"] == "urn:ietf:params:oauth:grant-type:jwt-bearer":
            whom = claims_of(form["assertion"])["sub"]
        self._answer(200, {"token_type": "Bearer", "expires_in": 3599, "access_token": self.owner.give(whom)})

    def _answer(self, status: int, content: dict[str, Any]) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Keep the tests' output clean."""


def claims_of(assertion: str) -> dict[str, str]:
    """Return what a signed JSON web token claims, unverified."""
    body = assertion.split(".")[1]
    claims: dict[str, str] = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    return claims
