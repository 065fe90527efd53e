"""Who works on what: a row is claimed by an update that succeeds for one worker only, and held for the span of a lease.

How a worker goes about it, be it a thread of the one service or one process of many:

1. `claim` (through `store.cases.claim` or `store.messages.claim`) in a transaction of its own. The count of tries is raised
   with it, so a crash that takes the whole process along is counted too.
2. Work inside `with heartbeat.keeping(claim):`. While that process lives the lease is renewed, however long the step takes; when
   it dies the lease runs out within `LEASE` and any other worker's `claim` finds the row.
3. End with `store.cases.move` (which frees the row) or `release`, in the transaction that writes the result. Both ask whether
   the claim still stands. Where it does not (the process was frozen for longer than its lease, say) they raise `ClaimLost`, the
   transaction undoes itself, and the worker goes on with something else: another has taken over, and its result counts.

So a row may be worked on twice at worst, and is concluded once. Where one service has the store for itself, `release_all` at
its start spares the wait for leases of the dead; where several share it, `release_dead` does for a worker known to be dead. Leases
are compared by the workers' own clocks: those of several machines must agree to within a minute (NTP).
"""

from __future__ import annotations

import datetime as dt
import secrets
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

import structlog
from sqlalchemy import ColumnElement, Connection, Table, bindparam, literal_column, or_, select, update
from sqlalchemy.exc import SQLAlchemyError

from daemon.observe import events
from daemon.store.database import Database
from daemon.store.prepared import Prepared, one_of
from daemon.store.states import ImpossibleTransition

MOST_TRIES = 3
"""After so many crashes in the same step a row is stuck and waits for a person."""

LEASE = dt.timedelta(minutes=2)
"""How long a row stays claimed after the last sign of life of its worker."""

RENEW_SECONDS = 20.0
"""Between two signs of life: several may be missed before a lease runs out."""

log = structlog.get_logger()


class ClaimLost(ImpossibleTransition):
    """The lease ran out and another worker has the row, or has finished it. What was done under the claim does not count."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One worker's hold on one row. `token` is the worker's name, a slash, and what no other claim has; "" where nobody holds it."""

    table: Table
    row: int
    token: str


def claim(
    tx: Connection, table: Table, states: Collection[str], worker: str, now: dt.datetime, *, row: int | None = None
) -> Claim | None:
    """Claim the next free row in one of `states`, those least often tried first, or `row` alone where that is given.

    `worker` names one process among all that work on this store. Return None where nothing is free.
    """
    free, free_one, take = _claiming(table, tuple(states))
    found = free.value(tx, now=now) if row is None else free_one.value(tx, now=now, row=row)
    if found is None:
        return None
    token = token_of(worker)
    changed = take.run(tx, now=now, row=found, claimed_by=token, lease_until=now + LEASE)
    return Claim(table, int(found), token) if changed == 1 else None


def token_of(worker: str) -> str:
    """Return what a worker writes into a row that it claims: its name and what no other claim has."""
    return f"{worker[:80]}/{secrets.token_hex(6)}"


@cache
def _claiming(table: Table, states: tuple[str, ...]) -> tuple[Prepared, Prepared, Prepared]:
    """Return what finds a free row, finds out whether one row is free, and takes it."""
    now, row = bindparam("now", type_=table.c.lease_until.type), table.c.id == bindparam("row")
    free = one_of(table.c.state, states), or_(table.c.claimed_by == "", table.c.lease_until < now)
    query = select(table.c.id).where(*free).order_by(table.c.tries, table.c.id).limit(1)
    take = update(table).where(row, *free).values(tries=table.c.tries + 1)
    return Prepared(query), Prepared(query.where(row)), Prepared(take, ("claimed_by", "lease_until"))


def renew(tx: Connection, held: Claim, now: dt.datetime) -> bool:
    """Lengthen the lease to `LEASE` from now. Return whether the claim still stood."""
    table = held.table
    changed = tx.execute(
        update(table).where(table.c.id == held.row, table.c.claimed_by == held.token).values(lease_until=now + LEASE)
    )
    return changed.rowcount == 1


def release(tx: Connection, held: Claim, *, untried: bool = False) -> None:
    """Give a row back. `untried` takes the try back too: the world failed, not the row. Raises `ClaimLost`."""
    table = held.table
    values: dict[str, object] = {"claimed_by": "", "lease_until": None}
    if untried:
        values["tries"] = table.c.tries - 1
    changed = tx.execute(update(table).where(table.c.id == held.row, table.c.claimed_by == held.token).values(**values))
    if changed.rowcount != 1:
        raise ClaimLost(f"The claim on {table.name} {held.row} no longer stands.")


def release_all(tx: Connection, table: Table) -> int:
    """Free every row, at the start of the one service that works on this store. Return how many were held."""
    changed = tx.execute(update(table).where(_held(table)).values(claimed_by="", lease_until=None))
    return int(changed.rowcount)


def release_dead(tx: Connection, table: Table, worker: str) -> int:
    """Free the rows of a worker that surely works no more, instead of waiting for its leases. Return how many it held."""
    theirs = table.c.claimed_by.startswith(f"{worker[:80]}/", autoescape=True)
    return int(tx.execute(update(table).where(_held(table), theirs).values(claimed_by="", lease_until=None)).rowcount)


def _held(table: Table) -> ColumnElement[bool]:
    """Return that a row is claimed, in the very words of the index of those that are."""
    return table.c.claimed_by != literal_column("''")


class Heartbeat:
    """Renews the leases of what this process works on. One thread does it, and lives only while something is held."""

    def __init__(self, database: Database, clock: Callable[[], dt.datetime], every: float = RENEW_SECONDS) -> None:
        self._database = database
        self._clock = clock
        self._every = every
        self._held: list[Claim] = []
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    @contextmanager
    def keeping(self, held: Claim) -> Iterator[None]:
        """Renew the lease until the end of the block, from the first moment that it may matter."""
        with self._lock:
            self._held.append(held)
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._beat, name="tieout-heartbeat", daemon=True)
                self._thread.start()
        try:
            yield
        finally:
            with self._lock:
                self._held.remove(held)

    def _beat(self) -> None:
        pause = threading.Event()
        while True:
            pause.wait(self._every)
            with self._lock:
                if not self._held:
                    self._thread = None
                    return
                held = list(self._held)
            try:
                with self._database.writing() as tx:
                    for each in held:
                        renew(tx, each, self._clock())
            except (SQLAlchemyError, OSError) as error:  # the next beat comes long before the lease runs out
                log.warning(events.LEASE_NOT_RENEWED, held=len(held), error=type(error).__name__)
