"""The queue that several services share: procrastinate's, on the store's own PostgreSQL, in a schema of its own.

The only file that knows procrastinate and psycopg, the driver that comes with it. A job names one mail, case or reply and says "see whether
there is something to do"; it carries nothing else. So a job too many does nothing, and one too few is made up for by the sweep
(daemon/pipeline/engine/sweep.py). A job is deleted when it is over, whatever became of it: what became of the work, the store knows.

What a job's function raises would end the job and nothing else. Nothing of procrastinate's own retrying is used: the store says what is to be
done again.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import procrastinate
import psycopg
import psycopg_pool
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.jobs import Status
from sqlalchemy.exc import OperationalError

from daemon.config.load import is_loopback
from daemon.config.settings import Store as Settings
from daemon.store.postgresql import Refusal, address

SCHEMA = "tieout_queue"
"""Procrastinate's tables and functions live here, out of the way of the store's."""

POLL_SECONDS = 5.0
"""How long a job may lie unnoticed where the server's notice of it was lost."""

STOP_SECONDS = 50.0
"""How long a stop waits for the jobs in hand."""

TICK_SECONDS = 0.2
"""Between two looks whether a stop was asked for."""

# They tell of a lost server by a page of traces for each task and a line for each try, where `Queue.work` tells of it in a sentence.
for _library in ("procrastinate", "psycopg.pool"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to see to: `task` is what is to be done, `row` the number of the mail, case or reply."""

    task: str
    row: int

    @property
    def lock(self) -> str:
        """Its name; only one of a name waits in the queue at a time."""
        return f"{self.task} {self.row}"


@dataclass(frozen=True, slots=True)
class Task:
    """What a job's name means. `queue` is the role that does it; what has begun (a higher `urgency`) goes before what has not."""

    name: str
    queue: str
    urgency: int = 0


READ = Task("read", "work")
CASE = Task("case", "work", 1)
SEND = Task("send", "send")
TASKS = {task.name: task for task in (READ, CASE, SEND)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What one worker does: the jobs of one role, each by the action of its name, so many at once. It gives a sign of life thrice in
    `stalled_seconds`.
    """

    role: str
    actions: Mapping[str, Callable[[int], None]]
    at_once: int = 1
    stalled_seconds: float = 30.0


class Queue:
    """The queue of the store that `settings` name. `open` before anything is submitted."""

    def __init__(self, settings: Settings, password: str) -> None:
        self._arguments = arguments(settings, password)
        self._submitting = procrastinate.App(connector=procrastinate.SyncPsycopgConnector(**self._pool(3)))

    @contextlib.contextmanager
    def opened(self) -> Iterator[None]:
        """Keep connections for submitting. Raises `OperationalError` where the server cannot be reached."""
        with of_the_world():
            psycopg.connect(
                **self._arguments
            ).close()  # whose error says why, where the pool's would say that time was up
            self._submitting.open()
        try:
            yield
        finally:
            self._submitting.close()

    def submit(self, jobs: Iterable[Job]) -> int:
        """Put jobs into the queue unless they wait there already. Return how many were new. Raises `OperationalError`."""
        new = 0
        with of_the_world():
            for job in jobs:
                task = TASKS[job.task]
                deferrer = self._submitting.configure_task(
                    task.name, queue=task.queue, priority=task.urgency, queueing_lock=job.lock
                )
                with contextlib.suppress(AlreadyEnqueued):
                    deferrer.defer(row=job.row)
                    new += 1
        return new

    def work(self, duty: Duty, over: Callable[[], bool], tick: Callable[[], None]) -> None:
        """Do the jobs of one role until it is `over`; those in hand are finished. `tick` is called often.

        Raises `OperationalError` where the server was lost.
        """
        with of_the_world():
            asyncio.run(self._work(duty, over, tick))

    def forget_stalled(self, seconds: float) -> int:
        """Delete the jobs in the hands of workers that gave no sign of life for so long. Return how many.

        Whether there is something left to do, the sweep finds out in the store.
        """
        with of_the_world():
            return asyncio.run(self._forget_stalled(seconds))

    async def _work(self, duty: Duty, over: Callable[[], bool], tick: Callable[[], None]) -> None:
        app = procrastinate.App(connector=procrastinate.PsycopgConnector(**self._pool(duty.at_once + 3)))
        for name, action in duty.actions.items():
            app.task(name=name, queue=duty.role)(_by_row(action))
        async with app.open_async():
            worker = asyncio.create_task(
                app.run_worker_async(
                    queues=[duty.role],
                    name=duty.role,
                    concurrency=duty.at_once,
                    fetch_job_polling_interval=POLL_SECONDS,
                    shutdown_graceful_timeout=STOP_SECONDS,
                    delete_jobs="always",
                    install_signal_handlers=False,
                    update_heartbeat_interval=duty.stalled_seconds / 3,
                    stalled_worker_timeout=duty.stalled_seconds,
                )
            )
            while not over() and not worker.done():
                tick()
                await asyncio.wait({worker}, timeout=TICK_SECONDS)
            worker.cancel()  # which it takes as the wish to finish what it has in hand
            with contextlib.suppress(asyncio.CancelledError):
                await worker

    async def _forget_stalled(self, seconds: float) -> int:
        pool = self._pool(1) | {"pool_factory": psycopg_pool.AsyncNullConnectionPool}
        app = procrastinate.App(connector=procrastinate.PsycopgConnector(**pool))
        async with app.open_async():
            stalled = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=seconds))
            for job in stalled:
                await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=True)
            await app.job_manager.prune_stalled_workers(seconds)
        return len(stalled)

    def _pool(self, most: int) -> dict[str, Any]:
        return {"kwargs": self._arguments, "min_size": 0 if most == 1 else 1, "max_size": most, "timeout": 10.0}


def _by_row(action: Callable[[int], None]) -> Callable[..., None]:
    def do(*, row: int) -> None:
        action(row)

    return do


def arguments(settings: Settings, password: str) -> dict[str, Any]:
    """Return what psycopg needs to reach the store's database, checked as the store's own driver checks it. Raises `AddressRefused`."""
    url = address(settings.url)
    found: dict[str, Any] = {
        "host": url.query.get("host") or url.host,
        "port": url.port or 5432,
        "user": url.username,
        "dbname": url.database,
        "application_name": "tieout queue",
        "options": f"-c search_path={SCHEMA}",
        "connect_timeout": 10,
        "keepalives_idle": 30,
        "keepalives_interval": 10,
        "keepalives_count": 3,
    }
    if password:
        found["password"] = password
    if url.query.get("host") or is_loopback(url.host or ""):
        found["sslmode"] = "disable"
    else:
        found |= {"sslmode": "verify-full", "sslrootcert": settings.ca_file or _authorities()}
    return found


def _authorities() -> str:
    """Return the file of the authorities that this system trusts; psycopg's own library looks elsewhere."""
    paths = ssl.get_default_verify_paths()
    candidates = (paths.cafile, paths.openssl_cafile, "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/cert.pem")
    return next((each for each in candidates if each and Path(each).is_file()), "system")


@contextlib.contextmanager
def of_the_world() -> Iterator[None]:
    """Say of a server that fails what the store says of it, so that loops wait and go on."""
    try:
        yield
    except (ConnectorException, psycopg.Error) as error:
        said = str(error.__cause__ or error).strip() or type(error).__name__
        raise OperationalError(None, None, Refusal(said.splitlines()[0]), hide_parameters=True) from error
