"""How old the ledger is with which statements are compared, as the gate sees it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from daemon.store.ledgers import LedgerVersion


@dataclass(frozen=True, slots=True)
class Freshness:
    """`days` since the import or the latest entry, whichever is longer ago; `limit` is the policy's, 0 where it sets none."""

    days: int
    limit: int

    @property
    def stale(self) -> bool:
        """Whether the policy holds every answer for it."""
        return bool(self.limit) and self.days > self.limit


def freshness(version: LedgerVersion, limit: int, now: dt.datetime, zone: dt.tzinfo) -> Freshness:
    """Return how fresh a version is at `now`. Importing an old export again does not make it fresh."""
    imported = version.imported_at.astimezone(zone).date()
    oldest = imported if version.as_of is None else min(imported, version.as_of)
    return Freshness(max(0, (now.astimezone(zone).date() - oldest).days), limit)
