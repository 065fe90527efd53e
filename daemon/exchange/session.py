"""One signed-in connection to Exchange Web Services, and what its failures mean. The only file that opens exchangelib connections.

The address and the version of the server are configured: no autodiscovery, no guessing, so no surprising requests. exchangelib retries
nothing (FailFast); when to try again is decided outside, and a server's back-off is handed on in `wait`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import requests
from exchangelib import BASIC, DELEGATE, NTLM, Account, Configuration, Credentials, FailFast, Version, errors
from exchangelib.protocol import BaseProtocol, Protocol
from exchangelib.version import EXCHANGE_2013_SP1, EXCHANGE_2016, EXCHANGE_2019

from daemon.asking import RequestFailed
from daemon.config.load import ConfigError
from daemon.config.settings import Mailbox, Outgoing

TIMEOUT_SECONDS = 60
_BUILDS = {"2013": EXCHANGE_2013_SP1, "2016": EXCHANGE_2016, "2019": EXCHANGE_2019}
_GONE = (errors.ErrorItemNotFound, errors.ErrorFolderNotFound, errors.ErrorInvalidIdMalformed, errors.DoesNotExist)
_FOR_GOOD = (
    errors.UnauthorizedError,
    errors.ErrorAccessDenied,
    errors.ErrorNonExistentMailbox,
    errors.ErrorFolderNotFound,
    errors.ErrorMailboxConfiguration,
    errors.ErrorInvalidServerVersion,
    errors.ErrorQuotaExceeded,
)
_NOT_GIVEN = (443, 587, 993)  # the defaults of the other kinds: Exchange listens where all of the web does
_AUTHORITIES: dict[str, str] = {}


class ExchangeError(RequestFailed):
    """A request did not succeed."""


class _Adapter(requests.adapters.HTTPAdapter):
    """Verifies a server by the authority configured for it. exchangelib takes one class for all connections."""

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        place = url.partition("://")[2].partition("/")[0]
        super().cert_verify(conn, url, _AUTHORITIES.get(place) or verify, cert)


BaseProtocol.HTTP_ADAPTER_CLS = _Adapter
BaseProtocol.TIMEOUT = TIMEOUT_SECONDS


class _Credentials(Credentials):  # type: ignore[misc]  # the library has no types
    """The library lets all that sign in alike share one connection; a listener would keep it from everybody for minutes."""

    def __init__(self, username: str, password: str, of: object) -> None:
        super().__init__(username=username, password=password)
        self.of = id(of)

    __hash__ = Credentials.__hash__


class ExchangeSession:
    """Signs in as `user` for the mailbox `address`. One thread."""

    def __init__(self, place: Mailbox | Outgoing, address: str, secret: Callable[[str], str]) -> None:
        self._place = place
        self._address = address
        self._secret = secret
        self._account: Any = None
        self._configuration: Any = None

    @property
    def account(self) -> Any:
        """The opened account; opening asks the server nothing yet. Raises `ExchangeError`."""
        if self._account is None:
            place = self._place
            try:
                credentials = _Credentials(place.user or self._address, self._secret(place.credential), self)
            except ConfigError as error:
                raise ExchangeError(str(error), permanent=True) from error
            host = place.host if place.port in _NOT_GIVEN else f"{place.host}:{place.port}"
            _AUTHORITIES[host] = place.ca_file
            self._configuration = Configuration(
                service_endpoint=f"https://{host}/EWS/Exchange.asmx",
                credentials=credentials,
                auth_type=BASIC if place.exchange_auth == "basic" else NTLM,
                version=Version(build=_BUILDS[place.exchange_version]),
                retry_policy=FailFast(),
                max_connections=1,
            )
            self._account = Account(
                primary_smtp_address=self._address, config=self._configuration, autodiscover=False, access_type=DELEGATE
            )
        return self._account

    def close(self) -> None:
        account, self._account = self._account, None
        if account is not None:
            account.protocol.close()
            with suppress(KeyError):
                del Protocol[self._configuration]

    @contextmanager
    def asking(self, what: str) -> Iterator[Any]:
        """Give the account for some requests; `what` completes "could not ..."."""
        host = self._place.host
        try:
            yield self.account
        except _GONE as error:
            raise ExchangeError(_said(host, what, error), permanent=True, gone=True, answered=True) from error
        except errors.UnauthorizedError as error:
            raise ExchangeError(
                f"{host} refused the password of {self._place.user or self._address}: correct the credential "
                f"{self._place.credential}, or exchange_auth.",
                permanent=True,
                answered=True,
            ) from error
        except _FOR_GOOD as error:
            raise ExchangeError(_said(host, what, error), permanent=True, answered=True) from error
        except (errors.ErrorServerBusy, errors.RateLimitError) as error:
            asked = getattr(error, "back_off", None) or getattr(error, "wait", None) or 0
            raise ExchangeError(_said(host, what, error), answered=True, wait=float(asked)) from error
        except errors.ErrorTimeoutExpired as error:
            # Also what the library makes of a connection that broke before the answer.
            raise ExchangeError(f"{host} does not answer: could not {what} in time.") from error
        except errors.ResponseMessageError as error:
            raise ExchangeError(_said(host, what, error), answered=True) from error
        except (errors.EWSError, requests.RequestException, OSError) as error:
            if _is_distrust(error):
                raise ExchangeError(
                    f"The certificate of {host} is not trusted: set ca_file.", permanent=True
                ) from error
            raise ExchangeError(f"{host} does not answer: could not {what} ({type(error).__name__}).") from error
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            # What the library raises on answers that break the protocol.
            raise ExchangeError(f"{host} answered something unreadable: could not {what}.") from error


def _is_distrust(error: BaseException | None) -> bool:
    """Whether a certificate was not accepted: the library hides the cause in its own error."""
    while error is not None:
        if isinstance(error, requests.exceptions.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _said(host: str, what: str, error: Exception) -> str:
    words = " ".join(str(error).split())[:200].rstrip(". ")
    return f"{host} refused: could not {what} ({type(error).__name__}: {words})."
