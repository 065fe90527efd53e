"""Who works on a store that several services share, and whether they still do.

A worker is named by its machine, its process, and the token of its hold on the store. The hold is a connection: whatever the process
dies of, the server ends it, and whoever asks sees that the worker is gone, long before a lease runs out. A worker whose connection
alone was lost counts as gone too, and may write nothing any more (daemon/store/advisory_locks.py).
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Table, select

from daemon.store import claims, schema
from daemon.store.advisory_locks import Hold, ended, holders, number_of, this_process
from daemon.store.database import Database
from daemon.store.postgresql import SERVICE
from daemon.store.states import CaseState, MessageState

_WORKED_ON: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (schema.message, (str(MessageState.RECEIVED),)),
    (schema.case, (str(CaseState.RECOGNISED), str(CaseState.RECONCILED), str(CaseState.DECIDED))),
)


def name_of(hold: Hold) -> str:
    """Return the name of this process, which nobody else has had or will have."""
    return f"{this_process()}:{hold.token:x}"


def sharing(database: Database) -> list[str]:
    """Return the services that share this store now, as machine:process."""
    with database.reading() as connection:
        return holders(connection, SERVICE)


def holder_of(database: Database, what: str) -> str:
    """Return the service that alone holds `what` now, as machine:process; "" where none does."""
    with database.reading() as connection:
        return next(iter(holders(connection, number_of(what))), "")


def free_the_dead(database: Database) -> list[str]:
    """Free what workers had claimed that are gone. Return their names, sorted. Only while the store is held together."""
    with database.reading() as connection:
        gone = sorted(set(_gone(connection)))
    if gone:
        with database.writing() as tx:
            for worker in gone:
                for table, _ in _WORKED_ON:
                    claims.release_dead(tx, table, worker)
    return gone


def _gone(connection: Connection) -> Iterator[str]:
    for table, states in _WORKED_ON:
        query = select(table.c.claimed_by).where(table.c.state.in_(states), table.c.claimed_by != "").distinct()
        for claimed_by in connection.execute(query).scalars().all():
            worker = claimed_by.rpartition("/")[0]
            token = _token_of(worker)
            # Without a token it is the name of a service that had the store for itself, and there is none of that kind now.
            if token is None or ended(connection, token):
                yield worker


def _token_of(worker: str) -> int | None:
    try:
        return int(worker.rpartition(":")[2], 16) if worker.count(":") >= 2 else None
    except ValueError:
        return None
