"""The one contract of a source of tokens, the error it may raise, and the words in which IMAP and SMTP take a token."""

from __future__ import annotations

from typing import Protocol


class SignInError(Exception):
    """No token was given; the message says why and what to do. `permanent`: somebody must change something first."""

    def __init__(self, message: str, *, permanent: bool) -> None:
        super().__init__(message)
        self.permanent = permanent


class Tokens(Protocol):
    """Gives a token that is good for a connection opened now. Asked inside each connect: a token lives about an hour."""

    def token(self) -> str:
        """Return an access token. Raises `SignInError`."""
        ...


def xoauth2(user: str, token: str) -> str:
    """Return the first client message of SASL XOAUTH2, before base64 (developers.google.com, "XOAUTH2 protocol")."""
    return f"user={user}\x01auth=Bearer {token}\x01\x01"
