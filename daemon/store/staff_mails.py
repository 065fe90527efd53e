"""Mails to our own people: one row a mail and recipient, written before it leaves, so that none leaves twice.

An approval is asked for once for the same words of a case, and once a day; a digest leaves once a day.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, func, insert, or_, select, update

from daemon.store.database import Database
from daemon.store.desk_schema import staff_mail


class Kind(StrEnum):
    APPROVAL = "approval"
    DIGEST = "digest"


class StaffMailState(StrEnum):
    """`sending` is written before the first byte goes: what is found so later may have left and is not sent again."""

    DUE = "due"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    NEEDLESS = "needless"  # the case had changed, or the address is no longer one to write to


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMail:
    """One mail to one of our people. `case` is 0 for a digest; `draft` names the words that an approval is about."""

    id: int
    kind: Kind
    recipient: str
    user: str
    case: int
    day: dt.date
    draft: str
    message_id: str
    state: StaffMailState
    attempts: int
    due_at: dt.datetime
    answer: str
    created_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStaffMail:
    """A mail that is wanted."""

    kind: Kind
    recipient: str
    message_id: str
    day: dt.date
    user: str = ""
    case: int = 0
    draft: str = ""


class StaffMails:
    """All mails to our own people."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def plan(self, tx: Connection, new: NewStaffMail, now: dt.datetime) -> bool:
        """Have a mail leave. Return False where it was planned before."""
        table, about = staff_mail, str(new.case) if new.case else ""
        same = (table.c.kind == str(new.kind), table.c.recipient == new.recipient, table.c.about == about)
        before = or_(table.c.day == new.day, (table.c.draft == new.draft) & (table.c.draft != ""))
        if tx.execute(select(table.c.id).where(*same, before).limit(1)).first() is not None:
            return False
        tx.execute(
            insert(table).values(
                kind=str(new.kind),
                recipient=new.recipient,
                user=new.user,
                about=about,
                day=new.day,
                draft=new.draft,
                message_id=new.message_id,
                state=str(StaffMailState.DUE),
                due_at=now,
                created_at=now,
                updated_at=now,
            )
        )
        return True

    def planned_on(self, tx: Connection, kind: Kind, recipient: str, day: dt.date) -> int:
        """Return how many mails of a kind were planned to one address on a day."""
        table = staff_mail
        query = select(func.count()).where(
            table.c.kind == str(kind), table.c.recipient == recipient, table.c.day == day
        )
        return int(tx.execute(query).scalar_one())

    def due(self, now: dt.datetime) -> tuple[StaffMail, ...]:
        """Return what is to leave now, the oldest first."""
        table = staff_mail
        query = (
            select(table).where(table.c.state == str(StaffMailState.DUE), table.c.due_at <= now).order_by(table.c.id)
        )
        with self._database.reading() as connection:
            return tuple(_mail(row) for row in connection.execute(query))

    def move(
        self, tx: Connection, mail: StaffMail, becomes: StaffMailState, now: dt.datetime, **values: object
    ) -> bool:
        """Change the state. Return False where somebody else was first."""
        table = staff_mail
        changed = tx.execute(
            update(table)
            .where(table.c.id == mail.id, table.c.state == str(mail.state))
            .values(state=str(becomes), updated_at=now, **values)
        )
        return changed.rowcount == 1

    def doubt(self, tx: Connection, before: dt.datetime, now: dt.datetime) -> int:
        """Hold for uncertain what has been on its way since `before`: nobody is sending it any more. Return how many."""
        table = staff_mail
        changed = tx.execute(
            update(table)
            .where(table.c.state == str(StaffMailState.SENDING), table.c.updated_at < before)
            .values(state=str(StaffMailState.UNCERTAIN), updated_at=now)
        )
        return int(changed.rowcount)

    def by_message_id(self, message_id: str, tx: Connection | None = None) -> StaffMail | None:
        with self._database.reading(tx) as connection:
            row = connection.execute(select(staff_mail).where(staff_mail.c.message_id == message_id)).first()
        return None if row is None else _mail(row)

    def of(self, kind: Kind, case: int = 0, tx: Connection | None = None) -> tuple[StaffMail, ...]:
        """Return the mails of a kind, about a case where one is named, the oldest first."""
        table = staff_mail
        query = select(table).where(table.c.kind == str(kind), table.c.about == (str(case) if case else ""))
        with self._database.reading(tx) as connection:
            return tuple(_mail(row) for row in connection.execute(query.order_by(table.c.id)))

    def missed(self, since: dt.datetime, tx: Connection | None = None) -> tuple[StaffMail, ...]:
        """Return what since then did not arrive, or may not have."""
        table = staff_mail
        states = [str(state) for state in (StaffMailState.FAILED, StaffMailState.UNCERTAIN)]
        query = select(table).where(table.c.state.in_(states), table.c.updated_at >= since).order_by(table.c.id)
        with self._database.reading(tx) as connection:
            return tuple(_mail(row) for row in connection.execute(query))


def _mail(row: Row[Any]) -> StaffMail:
    return StaffMail(
        id=row.id,
        kind=Kind(row.kind),
        recipient=row.recipient,
        user=row.user,
        case=int(row.about or 0),
        day=row.day,
        draft=row.draft,
        message_id=row.message_id,
        state=StaffMailState(row.state),
        attempts=row.attempts,
        due_at=row.due_at,
        answer=row.answer,
        created_at=row.created_at,
    )
