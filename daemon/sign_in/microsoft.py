"""Tokens of Microsoft Entra for a registered application (client credentials), by msal.

The application signs in as itself with a client secret or a certificate; no person, no refresh token. For IMAP and SMTP the permissions are
IMAP.AccessAsApp and SMTP.SendAsApp, and the service principal needs rights on the mailbox.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msal
import msal.exceptions
import requests

from daemon.config.load import ConfigError
from daemon.config.signing_in import SignIn
from daemon.sign_in.base import SignInError

TIMEOUT_SECONDS = 30.0
# learn.microsoft.com, "AADSTS error codes": the service is busy or down, not our registration at fault.
_FOR_NOW = frozenset({"temporarily_unavailable", "server_error", "service_unavailable", "throttled"})


class MicrosoftTokens:
    """Tokens for `scope`. msal keeps each until shortly before it ends."""

    def __init__(self, sign_in: SignIn, secret: Callable[[str], str], *, authority: str, scope: str) -> None:
        self._sign_in = sign_in
        self._secret = secret
        self._authority = f"{authority}/{sign_in.tenant}"
        self._scope = scope
        self._application: Any = None

    def token(self) -> str:
        try:
            if self._application is None:
                self._application = self._registered()
            answer: dict[str, Any] = self._application.acquire_token_for_client(scopes=[self._scope])
        except ConfigError as error:
            raise SignInError(str(error), permanent=True) from error
        except (requests.RequestException, msal.exceptions.MsalServiceError) as error:
            # msal raises the second for a status of 5xx.
            raise SignInError(
                f"{self._authority} does not answer ({type(error).__name__}): no token.", permanent=False
            ) from error
        except ValueError as error:
            raise SignInError(
                f"{self._authority} is no place to sign in: correct tenant and client_id, and see that the credential "
                f"{self._sign_in.credential} is a client secret or a certificate with its key.",
                permanent=True,
            ) from error
        if "access_token" in answer:
            return str(answer["access_token"])
        self._application = None  # so that a corrected credential counts at the next attempt
        what, why = str(answer.get("error", "no answer")), str(answer.get("error_description", "")).partition("\n")[0]
        raise SignInError(
            f"{self._authority} gives no token for {self._sign_in.client_id} ({what}: {why.strip()[:200]}): correct "
            f"client_id, the credential {self._sign_in.credential} or the application's permissions.",
            permanent=what not in _FOR_NOW,
        )

    def _registered(self) -> Any:
        secret = self._secret(self._sign_in.credential)
        # A PEM holds the key and the certificate, whose thumbprint msal computes.
        credential: object = (
            {"private_key": secret, "public_certificate": secret} if secret.startswith("-----BEGIN") else secret
        )
        return msal.ConfidentialClientApplication(
            self._sign_in.client_id,
            authority=self._authority,
            client_credential=credential,
            instance_discovery=False,  # the authority is configured: no look-up elsewhere
            timeout=TIMEOUT_SECONDS,
        )
