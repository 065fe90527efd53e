"""Which source of tokens serves which way of signing in."""

from __future__ import annotations

from collections.abc import Callable

from daemon.config.signing_in import SignIn
from daemon.sign_in.base import Tokens
from daemon.sign_in.clouds import CLOUDS


def mail_tokens(sign_in: SignIn, secret: Callable[[str], str], user: str) -> Tokens | None:
    """Return the tokens for IMAP and SMTP of `user`; None where a password signs in."""
    if sign_in.sign_in == "microsoft":
        cloud = CLOUDS[sign_in.cloud]
        return _microsoft(sign_in, secret, f"{cloud.exchange}/.default")
    if sign_in.sign_in == "google":
        # Imported where it is wanted: most mailboxes have a password, and these libraries cost a third of a second.
        from daemon.sign_in.google import GoogleTokens  # noqa: PLC0415

        return GoogleTokens(sign_in, secret, user)
    return None


def graph_tokens(sign_in: SignIn, secret: Callable[[str], str]) -> Tokens:
    """Return the tokens for Microsoft Graph."""
    return _microsoft(sign_in, secret, f"{CLOUDS[sign_in.cloud].graph}/.default")


def _microsoft(sign_in: SignIn, secret: Callable[[str], str], scope: str) -> Tokens:
    from daemon.sign_in.microsoft import MicrosoftTokens  # noqa: PLC0415 - as above

    authority = sign_in.authority.rstrip("/") or CLOUDS[sign_in.cloud].authority
    return MicrosoftTokens(sign_in, secret, authority=authority, scope=scope)
