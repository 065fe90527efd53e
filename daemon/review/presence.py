"""Who has which case open, so that two people on one case see each other. In memory: it is true for half a minute only."""

from __future__ import annotations

import datetime as dt
import threading

LASTS = dt.timedelta(seconds=40)
"""A page that is open says so every twenty seconds."""


class Presence:
    """Who is where."""

    def __init__(self) -> None:
        self._seen: dict[tuple[int, str], dt.datetime] = {}
        self._lock = threading.Lock()

    def here(self, case: int, user: str, now: dt.datetime) -> tuple[str, ...]:
        """Note that a user has a case open, and return who else has, by name."""
        with self._lock:
            self._seen = {key: at for key, at in self._seen.items() if at > now - LASTS}
            self._seen[case, user] = now
            return tuple(sorted(name for number, name in self._seen if number == case and name != user))

    def gone(self, case: int, user: str) -> None:
        with self._lock:
            self._seen.pop((case, user), None)
