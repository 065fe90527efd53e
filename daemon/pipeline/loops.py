"""How the service's threads go round: they survive failures of the world by the one retry policy, and our own faults too."""

from __future__ import annotations

import threading
from collections.abc import Callable

from sqlalchemy.exc import InterfaceError, OperationalError

from daemon.mailboxes.base import TemporaryMailboxError
from daemon.observe import events
from daemon.observe.health import Pulse
from daemon.observe.logs import logger
from daemon.pipeline.attempt import attempted
from daemon.pipeline.retry import LONGEST_WAIT, trying_again
from daemon.sandbox.host import SandboxError

log = logger("pipeline.loops")

PROMISE = 900.0
"""Seconds within which every loop gives a sign of life: longer than any wait and any step."""

AFTER_FAULT = 5.0
IDLE = 1.0


class Loop:
    """One thread that repeats `once` until `stop`. `once` returns where it has nothing to do, and is called again."""

    def __init__(self, name: str, once: Callable[[], object], stop: threading.Event, pulse: Pulse) -> None:
        self.name = name
        self.woken = threading.Event()
        self._once = once
        self._stop = stop
        self._pulse = pulse
        # A daemon thread: when a step hangs, the process may still end; the store survives any moment of it.
        self.thread = threading.Thread(target=self._run, name=f"tieout-{name}", daemon=True)

    def start(self) -> None:
        self.thread.start()

    def wake(self) -> None:
        """Say that there is something to do."""
        self.woken.set()

    def _run(self) -> None:
        while not self._stop.is_set():
            self._pulse.beat(self.name, PROMISE)
            try:
                crash = attempted(lambda: trying_again(self._stop, self._failed)(self._beating_once))
            except (TemporaryMailboxError, OperationalError, InterfaceError, SandboxError, OSError):
                break  # the stop came while the world was failing
            if crash is not None:
                log.error(events.LOOP_FAILED, loop=self.name, error=crash.error, retry_seconds=AFTER_FAULT)
                self._stop.wait(AFTER_FAULT)
            self.woken.wait(IDLE)
            self.woken.clear()
        self._pulse.ended(self.name)

    def _beating_once(self) -> None:
        self._pulse.beat(self.name, PROMISE)
        self._once()

    def _failed(self, error: BaseException, seconds: float) -> None:
        self._pulse.beat(self.name, PROMISE + LONGEST_WAIT)
        log.warning(events.LOOP_FAILED, loop=self.name, error=str(error), retry_seconds=round(seconds, 1))
