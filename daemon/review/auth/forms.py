"""Tokens against forged forms: derived from the session (or, before there is one, the visitor's cookie), so nothing is kept."""

from __future__ import annotations

import hashlib
import hmac


def token_of(cookie: str) -> str:
    """Return the token that every form of this visitor carries."""
    return hmac.digest(cookie.encode(), b"tieout form", hashlib.sha256).hex()


def is_token_of(cookie: str, token: str) -> bool:
    return bool(cookie) and hmac.compare_digest(token_of(cookie).encode(), token.encode())
