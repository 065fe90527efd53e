"""Tokens of Google for one mailbox, by google-auth: a service account that acts for it, or a person who once consented.

The credential holds the JSON that Google hands out: a service account's key (Workspace, domain-wide delegation for the scope below) or
an "authorized_user" with its refresh token.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from google.auth.exceptions import GoogleAuthError, RefreshError, TransportError
from google.auth.transport.requests import Request
from google.oauth2 import credentials, service_account

from daemon.config.load import ConfigError
from daemon.config.signing_in import SignIn
from daemon.sign_in.base import SignInError

SCOPE = "https://mail.google.com/"
REFRESHED_AT = "https://oauth2.googleapis.com/token"


class GoogleTokens:
    """Tokens to read and send as `user`."""

    def __init__(self, sign_in: SignIn, secret: Callable[[str], str], user: str) -> None:
        self._sign_in = sign_in
        self._secret = secret
        self._user = user
        self._found: Any = None

    def token(self) -> str:
        try:
            if self._found is None:
                self._found = self._read()
            if not self._found.valid:
                self._found.refresh(Request())
        except ConfigError as error:
            raise SignInError(str(error), permanent=True) from error
        except TransportError as error:
            raise SignInError("Google does not answer: no token.", permanent=False) from error
        except RefreshError as error:
            self._found = None
            raise SignInError(
                f"Google gives no token for {self._user} ({str(error.args[0])[:200]}): see that the key in the credential "
                f"{self._sign_in.credential} still holds and may use the scope {SCOPE} for this mailbox.",
                permanent=not error.retryable,
            ) from error
        except (GoogleAuthError, ValueError, KeyError) as error:
            raise SignInError(
                f"The credential {self._sign_in.credential} is no JSON key of Google: put the downloaded file there as it is.",
                permanent=True,
            ) from error
        return str(self._found.token)

    def _read(self) -> Any:
        given = json.loads(self._secret(self._sign_in.credential))
        if not isinstance(given, dict):
            raise ValueError("no object")  # noqa: TRY004 - both mean the same to the caller
        if given.get("type") == "authorized_user":
            return credentials.Credentials(  # type: ignore[no-untyped-call]
                None,
                refresh_token=given["refresh_token"],
                token_uri=given.get("token_uri", REFRESHED_AT),
                client_id=given["client_id"],
                client_secret=given["client_secret"],
                scopes=[SCOPE],
            )
        return service_account.Credentials.from_service_account_info(  # type: ignore[no-untyped-call]
            given, scopes=[SCOPE], subject=self._user
        )
