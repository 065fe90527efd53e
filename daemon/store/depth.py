"""How much work waits, how much is in hand, and how long the oldest has waited."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Table, case, func, select

from daemon.store import schema
from daemon.store.database import Database
from daemon.store.outbox import due_now
from daemon.store.states import CaseState, MessageState, ReplyState


@dataclass(frozen=True, slots=True)
class Depth:
    """One kind of work: "mails" to be read, "cases" with a step before them, "replies" that are due to leave.

    `oldest` is since when the oldest of them, waiting or in hand, has been there: received, last moved, due.
    """

    kind: str
    waiting: int
    in_hand: int
    oldest: dt.datetime | None

    def age(self, now: dt.datetime) -> dt.timedelta:
        """Return how long the oldest has been there, nothing where there is none."""
        return max(now - self.oldest, dt.timedelta()) if self.oldest is not None else dt.timedelta()


def depths(database: Database, now: dt.datetime) -> tuple[Depth, ...]:
    """Return the depth of each kind of work at this moment."""
    message, step, reply = schema.message, schema.case, schema.outbox
    steps = [str(CaseState.RECOGNISED), str(CaseState.RECONCILED), str(CaseState.DECIDED)]
    sending = reply.c.state == str(ReplyState.SENDING)
    due = due_now(now)
    with database.reading() as connection:

        def depth(
            kind: str, which: ColumnElement[bool], in_hand: ColumnElement[bool], since: ColumnElement[dt.datetime]
        ) -> Depth:
            count, held, oldest = connection.execute(
                select(func.count(), func.count(case((in_hand, 1))), func.min(since)).where(which)
            ).one()
            return Depth(kind, count - held, held, oldest)

        return (
            depth(
                "mails", message.c.state == str(MessageState.RECEIVED), _claimed(message, now), message.c.recorded_at
            ),
            depth("cases", step.c.state.in_(steps), _claimed(step, now), step.c.updated_at),
            depth("replies", sending | due, sending, reply.c.due_at),
        )


def _claimed(table: Table, now: dt.datetime) -> ColumnElement[bool]:
    return (table.c.claimed_by != "") & (table.c.lease_until >= now)
