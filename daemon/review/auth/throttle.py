"""Patience with guessers: after a few wrong tries a name or an address waits. Kept in memory, bounded; a restart forgives."""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict, deque

WINDOW = dt.timedelta(minutes=15)
KEPT = 10_000


class Throttle:
    """Counts failures by key within `WINDOW`."""

    def __init__(self) -> None:
        self._failures: OrderedDict[str, deque[dt.datetime]] = OrderedDict()
        self._lock = threading.Lock()

    def failed(self, key: str, now: dt.datetime) -> None:
        with self._lock:
            times = self._failures.setdefault(key, deque(maxlen=1000))
            times.append(now)
            self._failures.move_to_end(key)
            while len(self._failures) > KEPT:
                self._failures.popitem(last=False)

    def forget(self, key: str) -> None:
        with self._lock:
            self._failures.pop(key, None)

    def waits(self, key: str, now: dt.datetime, most: int) -> bool:
        """Whether this key has failed `most` times or more within the window."""
        with self._lock:
            times = self._failures.get(key, ())
            return sum(time > now - WINDOW for time in times) >= most
