"""Who works on what: a row is claimed by an update that succeeds for one worker only, and held for the span of a lease.

The count of tries is raised with the claim, so a crash that takes the whole process along is counted too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sqlalchemy import Connection, Table, or_, select, update

MOST_TRIES = 3
"""After so many crashes in the same step a row is stuck and waits for a person."""

LEASE = dt.timedelta(minutes=15)
"""Longer than any step takes; a row whose worker died is free again afterwards, or at once when the service restarts."""


def claim(tx: Connection, table: Table, states: Collection[str], worker: str, now: dt.datetime) -> int | None:
    """Claim the next free row in one of `states`, those least often tried first. Return its id, None where none is free."""
    free = or_(table.c.claimed_by == "", table.c.lease_until < now)
    query = select(table.c.id).where(table.c.state.in_(list(states)), free).order_by(table.c.tries, table.c.id).limit(1)
    found = tx.execute(query).scalar()
    if found is None:
        return None
    changed = tx.execute(
        update(table)
        .where(table.c.id == found, table.c.state.in_(list(states)), free)
        .values(claimed_by=worker, lease_until=now + LEASE, tries=table.c.tries + 1)
    )
    return int(found) if changed.rowcount == 1 else None


def release(tx: Connection, table: Table, row: int, *, untried: bool = False) -> None:
    """Give a row back. `untried` takes the try back too: the world failed, not the row."""
    values = {"claimed_by": "", "lease_until": None}
    if untried:
        tx.execute(update(table).where(table.c.id == row).values(**values, tries=table.c.tries - 1))
    else:
        tx.execute(update(table).where(table.c.id == row).values(**values))


def release_all(tx: Connection, table: Table) -> int:
    """Free every row, at the start of the one service that works on this store. Return how many were held."""
    changed = tx.execute(update(table).where(table.c.claimed_by != "").values(claimed_by="", lease_until=None))
    return int(changed.rowcount)
