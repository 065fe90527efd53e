"""The second factor: six digits that change every half minute (RFC 6238 with its defaults, which every authenticator app takes)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import struct
from urllib.parse import quote

STEP_SECONDS = 30
DIGITS = 6


def new_key() -> str:
    """Return a new key in base32, as apps take it."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def code_of(key: str, step: int) -> str:
    """Return the code of a time step (RFC 4226, 5.3)."""
    digest = hmac.digest(base64.b32decode(key), struct.pack(">Q", step), hashlib.sha1)
    offset = digest[-1] & 0x0F
    (word,) = struct.unpack(">I", digest[offset : offset + 4])
    return f"{(word & 0x7FFFFFFF) % 10**DIGITS:0{DIGITS}}"


def step_of(key: str, code: str, seconds: float) -> int | None:
    """Return the time step of a right code at this moment (Unix time), or of one half a minute early or late; None for a wrong one."""
    digits = "".join(code.split())
    now = int(seconds) // STEP_SECONDS
    for step in (now, now - 1, now + 1):
        if step >= 0 and hmac.compare_digest(code_of(key, step).encode(), digits.encode()):
            return step
    return None


def uri_of(key: str, user: str, issuer: str) -> str:
    """Return what apps read from a QR code or a link."""
    return f"otpauth://totp/{quote(issuer)}:{quote(user)}?secret={key}&issuer={quote(issuer)}"
