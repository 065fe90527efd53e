"""Whether every loop of the service still moves, and the thread that says so to systemd's watchdog.

A process that lives but no longer works is worse than a dead one: mails wait and nobody knows. So the watchdog is fed
only while *each* loop has moved within the time it promised; one that hangs lets systemd restart the service.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from daemon.observe import events
from daemon.observe.logs import logger
from daemon.observe.notify import Notifier


class Pulse:
    """The last sign of life of each loop, by name. Safe to use from any thread."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._due: dict[str, float] = {}

    def beat(self, loop: str, within: float) -> None:
        """Note that `loop` moved and promises to move again within so many seconds."""
        with self._lock:
            self._due[loop] = self._clock() + within

    def ended(self, loop: str) -> None:
        """Note that `loop` came to its proper end: nothing is expected of it any more."""
        with self._lock:
            self._due.pop(loop, None)

    def silent(self) -> list[str]:
        """Return the loops that broke their promise, sorted."""
        now = self._clock()
        with self._lock:
            return sorted(loop for loop, due in self._due.items() if due < now)


def feed_watchdog(silent: Callable[[], list[str]], notifier: Notifier, stop: threading.Event) -> None:
    """Tell systemd that the service lives, thrice per watchdog period, until `stop`, while no loop is `silent`. Returns at once where
    nobody watches.
    """
    if notifier.watchdog_seconds is None:
        return
    said = False
    while not stop.wait(notifier.watchdog_seconds / 3):
        loops = silent()
        if not loops:
            notifier.alive()
            said = False
        elif not said:
            logger("observe.health").error(events.SERVICE_SILENT, loops=loops)
            said = True
