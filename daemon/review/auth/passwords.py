"""Passwords, hashed by Argon2id (RFC 9106). Unknown users cost as much time as known ones, so that names cannot be found out."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST = 12
MOST = 1000

_HASHER = PasswordHasher()


class PasswordRefused(Exception):
    """The password cannot be taken; `key` names the words that say why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def hashed(password: str, name: str) -> str:
    """Return a new password's hash. Raises `PasswordRefused` for one that is short, or is the user's name over again."""
    if not LEAST <= len(password) <= MOST:
        raise PasswordRefused("password.length")
    plain = password.casefold()
    if len(set(plain)) < 5 or plain.replace(name.casefold(), "") in {"", plain[:4], plain[-4:]}:
        raise PasswordRefused("password.simple")
    return _HASHER.hash(password)


def is_right(kept: str, password: str) -> bool:
    """Whether a password is the one whose hash is kept; "" (nobody, or none chosen) is never right and costs the same."""
    try:
        _HASHER.verify(kept or _nobodys(), password[:MOST])
    except (VerificationError, InvalidHashError):
        return False
    return kept != ""


@cache
def _nobodys() -> str:
    return _HASHER.hash("nobody's password")
