"""Signing in by an OpenID Connect provider: the authorization code flow with PKCE (RFC 7636), the identity token checked by its signature.

A sign-in that begins in one browser can only end there: what is under way is bound to the visitor's cookie, lasts ten minutes, and counts once.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import requests

from daemon.config.desk import Desk

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
LASTS = dt.timedelta(minutes=10)
MOST_UNDER_WAY = 1000
WAITS_SECONDS = 15
LEEWAY_SECONDS = 60
KEPT_SECONDS = 3600.0


class ProviderRefused(Exception):
    """Nobody was signed in; the message, for the log, says why."""


@dataclass(frozen=True, slots=True)
class _UnderWay:
    visitor: str
    nonce: str
    verifier: str
    path: str
    ends_at: dt.datetime


class Provider:
    """The one provider that the configuration names. Safe to use from any thread."""

    def __init__(self, desk: Desk, secret: Callable[[str], str]) -> None:
        self._desk = desk
        self._secret = secret
        self._under_way: OrderedDict[str, _UnderWay] = OrderedDict()
        self._lock = threading.Lock()
        self._known: tuple[float, dict[str, Any]] | None = None

    def begin(self, visitor: str, back: str, path: str, now: dt.datetime) -> str:
        """Return where the provider asks who somebody is; `back` is our address to return to, `path` where the browser wants to go.

        Raises `ProviderRefused`.
        """
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        with self._lock:
            self._under_way[state] = _UnderWay(visitor, nonce, verifier, path, now + LASTS)
            while len(self._under_way) > MOST_UNDER_WAY:
                self._under_way.popitem(last=False)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {
            "response_type": "code",
            "client_id": self._desk.oidc_client_id,
            "redirect_uri": back,
            "scope": "openid profile email",
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        where = self._endpoint("authorization_endpoint")
        return f"{where}{'&' if '?' in where else '?'}{urlencode(asked)}"

    def end(self, visitor: str, back: str, state: str, code: str, *, now: dt.datetime) -> tuple[str, str]:
        """Return the name of who was signed in, and where the browser wants to go. Raises `ProviderRefused`."""
        with self._lock:
            begun = self._under_way.pop(state, None)
        if begun is None or begun.ends_at < now or not hmac.compare_digest(begun.visitor, visitor):
            raise ProviderRefused("no sign-in of this browser is under way")
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": back,
            "client_id": self._desk.oidc_client_id,
            "code_verifier": begun.verifier,
        }
        if self._desk.oidc_credential:
            form["client_secret"] = self._secret(self._desk.oidc_credential)
        answer = _asked("POST", self._endpoint("token_endpoint"), form)
        claims = self._checked(str(answer.get("id_token", "")), begun.nonce)
        name = claims.get(self._desk.oidc_claim)
        if not isinstance(name, str) or not name:
            raise ProviderRefused(f"the identity token has no claim {self._desk.oidc_claim}")
        if self._desk.oidc_claim == "email" and str(claims.get("email_verified", "")).lower() == "false":
            raise ProviderRefused("the provider does not vouch for the address that names the user")
        return name, begun.path

    def _checked(self, token: str, nonce: str) -> dict[str, Any]:
        try:
            # Imported here because only who uses a provider has installed the extra.
            from joserfc import jwt  # noqa: PLC0415
            from joserfc.errors import JoseError  # noqa: PLC0415
            from joserfc.jwk import KeySet  # noqa: PLC0415
        except ImportError:
            raise ProviderRefused("the extra oidc is not installed: pip install 'tieout[oidc]'") from None
        keys: Any = _asked("GET", self._endpoint("jwks_uri"))
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                KeySet.import_key_set(keys),
                algorithms=list(ALGORITHMS),
            ).claims
            jwt.JWTClaimsRegistry(
                leeway=LEEWAY_SECONDS,
                iss={"essential": True, "value": self._desk.oidc_issuer},
                aud={"essential": True, "value": self._desk.oidc_client_id},
                exp={"essential": True},
                nonce={"essential": True, "value": nonce},
            ).validate(claims)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise ProviderRefused(f"the identity token is not to be believed: {error}") from None
        if claims.get("azp", self._desk.oidc_client_id) != self._desk.oidc_client_id:
            raise ProviderRefused("the identity token was made for another program")
        return claims

    def _endpoint(self, name: str) -> str:
        """Return one of the provider's addresses, from what it says of itself. Raises `ProviderRefused`."""
        known = self._known
        if known is None or known[0] < time.monotonic():
            said = _asked("GET", f"{self._desk.oidc_issuer.rstrip('/')}/.well-known/openid-configuration")
            if said.get("issuer") != self._desk.oidc_issuer:
                raise ProviderRefused(f"the provider calls itself {said.get('issuer')}, not {self._desk.oidc_issuer}")
            known = self._known = (time.monotonic() + KEPT_SECONDS, said)
        where = known[1].get(name)
        if not isinstance(where, str) or not where.startswith(("https://", self._desk.oidc_issuer)):
            raise ProviderRefused(f"the provider names no safe {name}")
        return where


def _asked(method: str, url: str, form: dict[str, str] | None = None) -> dict[str, Any]:
    try:
        answer = requests.request(method, url, data=form, timeout=WAITS_SECONDS, allow_redirects=False)
        answer.raise_for_status()
        said = answer.json()
    except (requests.RequestException, ValueError) as error:
        raise ProviderRefused(f"the provider did not answer as it should: {type(error).__name__}") from None
    if not isinstance(said, dict):
        raise ProviderRefused("the provider did not answer as it should")
    return said
