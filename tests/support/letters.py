"""Mails for tests, written as bytes so that a test shows exactly what is in them."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

from daemon.config.settings import Authenticity
from daemon.mail.incoming import OpenedMail, RawMail
from daemon.mail.opening import open_mail

OURS = "ar@tieout.example"
CAROL = "carol@acme.example"
LAX = Authenticity(require=False)
STRICT = Authenticity(authserv_id="mx.tieout.example")
PDF = b"%PDF-1.4 not really"


Field = str | list[str] | None


def letter(body: bytes = b"Dear colleagues,\r\nplease find our statement.\r\n", /, **changes: Field) -> bytes:
    """Return a mail. Header fields by name with "_" for "-"; a list repeats the field, None leaves it out."""
    fields: dict[str, Field] = {
        "From": f"Carol Chen <{CAROL}>",
        "To": OURS,
        "Subject": "Statement of account",
        "Date": "Mon, 02 Mar 2026 09:00:00 +0800",
        "Message-ID": "<m1@acme.example>",
    }
    fields |= {name.replace("_", "-"): value for name, value in changes.items()}
    lines: list[str] = []
    for name, value in fields.items():
        lines.extend(f"{name}: {each}" for each in ([value] if isinstance(value, str) else value or []))
    return "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n" + body


def part(content: bytes, content_type: str, *headers: str, encoding: str = "base64") -> bytes:
    """Return one part of a multipart."""
    coded = base64.encodebytes(content).replace(b"\n", b"\r\n") if encoding == "base64" else content
    lines = [f"Content-Type: {content_type}", f"Content-Transfer-Encoding: {encoding}", *headers]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n" + coded


def attached(content: bytes, name: str, media_type: str = "application/octet-stream") -> bytes:
    return part(content, media_type, f'Content-Disposition: attachment; filename="{name}"')


def multipart(*parts: bytes, subtype: str = "mixed", boundary: str = "b1", **changes: Field) -> bytes:
    """Return a mail of several parts."""
    body = b"".join(b"--" + boundary.encode() + b"\r\n" + each + b"\r\n" for each in parts)
    body += b"--" + boundary.encode() + b"--\r\n"
    return letter(body, MIME_Version="1.0", Content_Type=f'multipart/{subtype}; boundary="{boundary}"', **changes)


def raw(content: bytes, **changes: object) -> RawMail:
    given: dict[str, object] = {
        "mailbox": "ar",
        "folder": "INBOX",
        "uidvalidity": 1,
        "uid": 1,
        "content": content,
        "received_at": datetime(2026, 3, 2, 1, 0, tzinfo=UTC),
    }
    return RawMail(**{**given, **changes})  # type: ignore[arg-type]


def opened(content: bytes, authenticity: Authenticity = LAX, own: tuple[str, ...] = (OURS,)) -> OpenedMail:
    return open_mail(raw(content), own, authenticity)


def codes(mail: OpenedMail) -> list[str]:
    return [problem.code for problem in mail.problems]


def names(mail: OpenedMail) -> list[str]:
    return [document.name for document in mail.documents]
