"""What every page works with: the settings, the store, the desk, the clock. No page holds anything else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from daemon.config.credentials import CredentialError
from daemon.config.settings import Settings
from daemon.desk import Desk
from daemon.review.auth.oidc import Provider
from daemon.review.auth.throttle import Throttle
from daemon.review.paper import Papers
from daemon.review.presence import Presence
from daemon.review.uploads import Uploads
from daemon.store import Store


def utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def no_secret(name: str) -> str:
    """Know no secret; where one is needed, `secrets_beside` of daemon/config/credentials.py knows it."""
    raise CredentialError(f"The credential {name} is not at hand.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The means of the pages, shared by all threads."""

    settings: Settings
    store: Store
    desk: Desk
    secret: Callable[[str], str] = no_secret
    clock: Callable[[], dt.datetime] = utc_now
    throttle: Throttle = field(default_factory=Throttle)
    presence: Presence = field(default_factory=Presence)
    papers: Papers = field(init=False)
    uploads: Uploads = field(init=False)
    provider: Provider | None = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "papers", Papers(self.store))
        object.__setattr__(self, "uploads", Uploads(self.store.directory))
        named = bool(self.settings.desk.oidc_issuer)
        object.__setattr__(self, "provider", Provider(self.settings.desk, self.secret) if named else None)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.settings.company.timezone)

    @property
    def url(self) -> str:
        return url_of(self.settings)


def url_of(settings: Settings) -> str:
    """Return where browsers reach the pages, without a slash at the end."""
    return settings.desk.url.rstrip("/") if settings.desk.url else f"http://{settings.desk.listen}"
