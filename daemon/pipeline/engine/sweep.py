"""The round that makes up for whatever the queue lost: the store says what is to be done, and whoever sees that nobody does it submits it.

One service of all does it, whoever took it first; when that one dies another takes it. Each round frees what the dead had claimed,
doubts what the dead were sending, deletes their jobs, and submits what is due, not in anybody's hands, and not in the queue.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterator

from sqlalchemy import text

from daemon.config.settings import Engine as Settings
from daemon.observe import events
from daemon.observe.logs import logger
from daemon.pipeline.engine.queue import CASE, READ, SCHEMA, SEND, Job, Queue
from daemon.pipeline.prune import DAY_SECONDS, DailyPruning
from daemon.pipeline.send import abandoned
from daemon.pipeline.work import Work
from daemon.store import schema
from daemon.store.advisory_locks import Hold
from daemon.store.depth import depths
from daemon.store.states import ReplyState
from daemon.store.workers import free_the_dead

log = logger("pipeline.sweep")

A_ROUND = 2_000
"""Most jobs of a kind that one round submits; the next round goes on."""

TELL_SECONDS = 60.0
"""How often the log says how much work waits, while some does."""

TURN = "sweeping"

# What is due and in nobody's hands, as rows `it`. The words in them are this program's own.
_FREE = "(claimed_by = '' OR lease_until < :now)"
_DUE = {
    READ: f"message AS it WHERE state = 'received' AND {_FREE}",
    CASE: f"""\"case\" AS it WHERE state IN ('recognised', 'reconciled', 'decided') AND {_FREE}""",
    SEND: "outbox AS it WHERE state = 'ready' AND (due_at <= :now OR updated_at > :now)",
}


class Sweeping:
    """Sweeps while it is this service's turn."""

    def __init__(
        self,
        work: Work,
        queue: Queue,
        settings: Settings,
        stop: threading.Event,
        beat: Callable[[], None] = lambda: None,
    ) -> None:
        self._work = work
        self._queue = queue
        self._settings = settings
        self._stop = stop
        self._beat = beat
        self._pruning = DailyPruning(work)
        self._told = -math.inf
        self._forgot = -math.inf
        self._tidied = -math.inf

    def once(self) -> None:
        """Wait for the turn, and sweep until it is over. Raises what the store raises, for the loop to wait."""
        with self._work.store.database.session() as hold:
            while not hold.take(TURN):
                self._beat()
                if self._stop.wait(self._settings.sweep_seconds):
                    return
            with self._work.store.database.fenced(hold):
                while not self._stop.is_set():
                    self._beat()
                    self.sweep(hold)
                    self._pruning.once()
                    self._tidy()
                    self._stop.wait(self._settings.sweep_seconds)

    def sweep(self, hold: Hold) -> int:
        """Do one round. Return how many jobs it submitted."""
        for worker in free_the_dead(self._work.store.database):
            log.warning(events.WORKER_GONE, worker=worker)
        doubt_abandoned(self._work, hold)
        if time.monotonic() - self._forgot >= self._settings.stalled_seconds / 2:
            self._forgot = time.monotonic()
            self._queue.forget_stalled(self._settings.stalled_seconds)
        submitted = self._queue.submit(unattended(self._work))
        if submitted:
            log.info(events.WORK_SUBMITTED, jobs=submitted)
        self._tell()
        return submitted

    def _tidy(self) -> None:
        """Once a day, remove what writes into the archive left behind that were cut short on any machine, long enough ago."""
        if time.monotonic() - self._tidied >= DAY_SECONDS:
            self._tidied = time.monotonic()
            self._work.store.archive.sweep(DAY_SECONDS)

    def _tell(self) -> None:
        if time.monotonic() - self._told < TELL_SECONDS:
            return
        self._told = time.monotonic()
        now = self._work.clock()
        for depth in depths(self._work.store.database, now):
            if depth.waiting or depth.in_hand:
                seconds = round(depth.age(now).total_seconds())
                log.info(
                    events.WORK_WAITS, kind=depth.kind, waiting=depth.waiting, in_hand=depth.in_hand, seconds=seconds
                )


def unattended(work: Work) -> Iterator[Job]:
    """Yield a job for all that is due, in nobody's hands, and not in the queue."""
    now = schema.Instant().process_bind_param(work.clock(), work.store.database.engine.dialect)
    for task, due in _DUE.items():
        query = (
            f"SELECT it.id FROM {due} AND NOT EXISTS (SELECT 1 FROM {SCHEMA}.procrastinate_jobs AS job "  # noqa: S608
            f"WHERE job.status = 'todo' AND job.queueing_lock = '{task.name} ' || it.id) ORDER BY it.id LIMIT {A_ROUND}"
        )
        with work.store.reading() as connection:
            rows = connection.execute(text(query), {"now": now}).scalars().all()
        yield from (Job(task.name, row) for row in rows)


def doubt_abandoned(work: Work, hold: Hold) -> int:
    """Make every reply `uncertain` whose sender is gone: it was sending, and nobody holds the sending. Return how many."""
    doubted = 0
    for reply in work.store.outbox.in_states([ReplyState.SENDING]):
        if hold.take(sending(reply.id)):
            try:
                doubted += abandoned(work, reply.id)
            finally:
                hold.free(sending(reply.id))
    return doubted


def sending(reply: int) -> str:
    """Return the name of what a sender holds from before a reply is marked `sending` until what became of it is recorded."""
    return f"sending {reply}"
