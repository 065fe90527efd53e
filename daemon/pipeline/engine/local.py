"""The engine of one process: a thread for each mailbox, one for the steps, one that sends. It has the store for itself."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial

from daemon.config.settings import Mailbox
from daemon.pipeline.engine.base import Duties
from daemon.pipeline.evidence import AtTimes, look_for_copies
from daemon.pipeline.loops import PROMISE, Loop
from daemon.pipeline.prune import DailyPruning
from daemon.pipeline.send import doubt_unfinished, send_due
from daemon.pipeline.watch import Watcher
from daemon.pipeline.worker import put_down, work_one
from daemon.store import claims, schema


class LocalEngine:
    """Everything in this process."""

    def __init__(self, duties: Duties) -> None:
        self._duties = duties
        self._work = duties.work

    def holding(self) -> AbstractContextManager[Callable[[], bool]]:
        return self._work.store.exclusively()

    def recover(self) -> None:
        """Put right what a death left behind: nobody else can be at work on this store."""
        store = self._work.store
        store.archive.sweep()
        with store.writing() as tx:
            for table in (schema.message, schema.case):
                claims.release_all(tx, table)
        doubt_unfinished(self._work)

    def loops(self, stop: threading.Event) -> list[Loop]:
        pulse = self._duties.pulse
        sender = Loop("sender", self._sending(stop), stop, pulse)
        worker = Loop("worker", lambda: self._steps(stop, sender), stop, pulse)
        watchers = [self._watching(mailbox, stop, worker) for mailbox in self._work.settings.mailboxes]
        keeper = Loop("keeper", DailyPruning(self._work).once, stop, pulse)
        return [sender, worker, *watchers, keeper]

    def _steps(self, stop: threading.Event, sender: Loop) -> None:
        while not stop.is_set() and work_one(self._work) is not None:
            self._duties.pulse.beat("worker", PROMISE)
            if not self._work.in_hand:  # a case came to its rest, perhaps with a reply
                sender.wake()
        put_down(self._work)

    def _sending(self, stop: threading.Event) -> Callable[[], None]:
        way_out = self._duties.transport()
        look = AtTimes(self._work, way_out)

        def once() -> None:
            doubt_unfinished(self._work)  # left by a fault in the round before: this is the only thread that sends
            send_due(self._work, way_out, stop)
            look_for_copies(self._work)
            look.once()

        return once

    def _watching(self, mailbox: Mailbox, stop: threading.Event, worker: Loop) -> Loop:
        name = f"mailbox-{mailbox.name}"
        watcher = Watcher(
            self._work,
            mailbox,
            connect=partial(self._duties.connect, mailbox),
            stop=stop,
            received=lambda _: worker.wake(),
            beat=partial(self._duties.pulse.beat, name, PROMISE),
        )
        return Loop(name, watcher.attend, stop, self._duties.pulse)
