"""A real SMTP server that keeps what it gets and fails where it is told to."""

# ruff: noqa: ARG002, N802 -- the names and arguments of the hooks are aiosmtpd's

from __future__ import annotations

import asyncio
import base64
import re
import ssl
import threading
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from daemon.config.settings import Outgoing

USER = "sender@tieout.example"
PASSWORD = "secret"
LARGEST = 40_000_000


@dataclass(frozen=True, slots=True)
class Received:
    sender: str
    recipients: tuple[str, ...]
    content: bytes


@dataclass  # without slots: aiosmtpd lists the handler's members, and Python 3.11.2 fails at that over slots
class SmtpSink:
    """`answers` maps a step to the line the server gives instead of doing it: "MAIL", "RCPT", "DATA" (after the final dot).

    `closes_after_data` and `silent_after_data`: what happens instead of an answer when the mail has been taken in.
    """

    port: int = 0  # set when the server listens
    received: list[Received] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    refused: str = ""  # the one recipient that is not taken
    closes_after_data: bool = False
    silent_after_data: bool = False
    tokens: dict[str, str] = field(default_factory=dict)  # which token stands for whom

    async def auth_XOAUTH2(self, server: Any, args: list[str]) -> AuthResult:
        words = base64.b64decode(args[1]).decode()
        match = re.fullmatch(r"user=(.*)\x01auth=Bearer (.*)\x01\x01", words)
        if match is not None and self.tokens.get(match[2]) == match[1]:
            return AuthResult(success=True, handled=False)
        # The reason comes as a challenge, which the client answers with nothing.
        await server.challenge_auth('{"status":"401","schemes":"bearer"}')
        return AuthResult(success=False, handled=False)

    def outgoing(self, **changes: object) -> Outgoing:
        """Return the configuration that sends here."""
        given: dict[str, object] = {"kind": "smtp", "host": "127.0.0.1", "port": self.port, "tls": "none"}
        return Outgoing(**{**given, **changes})  # type: ignore[arg-type]

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        self.commands.append("MAIL")
        if "MAIL" in self.answers:
            return self.answers["MAIL"]
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        self.commands.append("RCPT")
        if "RCPT" in self.answers:
            return self.answers["RCPT"]
        if address == self.refused:
            return "550 not here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_RSET(self, server: Any, session: Any, envelope: Any) -> str:
        self.commands.append("RSET")
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.commands.append("DATA")
        if "DATA" in self.answers:
            return self.answers["DATA"]
        self.received.append(Received(envelope.mail_from, tuple(envelope.rcpt_tos), bytes(envelope.content)))
        if self.closes_after_data:
            server.transport.abort()
        if self.silent_after_data:
            await asyncio.sleep(3600)
        return "250 OK queued as 1234"


class SinkServer:
    """The sink with its own thread and event loop; `stop` ends both, also in the middle of a silence."""

    def __init__(self, sink: SmtpSink, context: ssl.SSLContext, kind: str) -> None:
        options: dict[str, Any] = {
            "none": {},
            "tls": {},
            "starttls": {"tls_context": context, "require_starttls": True},
            "auth": {"tls_context": context, "auth_required": True, "authenticator": _authenticate},
        }[kind]
        self._loop = asyncio.new_event_loop()

        def protocol() -> SMTP:
            return SMTP(sink, hostname="sink.example", loop=self._loop, data_size_limit=LARGEST, **options)

        # In the loop's own thread: in that of a browser test another loop is running.
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        opening = self._loop.create_server(protocol, "127.0.0.1", 0, ssl=context if kind == "tls" else None)
        self._server = asyncio.run_coroutine_threadsafe(opening, self._loop).result(timeout=20)
        sink.port = self._server.sockets[0].getsockname()[1]

    def stop(self) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(timeout=20)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=20)
        self._loop.close()

    async def _end(self) -> None:
        self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await asyncio.sleep(0)  # transports close in the next turn of the loop


def _authenticate(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    good = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=good, handled=good)
