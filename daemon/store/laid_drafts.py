"""Drafts of replies that lie in a mailbox's own Drafts folder, one row a case: written before the draft is laid there, and before it is
taken away, so that a death between the two never makes a second one and never lets a reply leave that somebody has sent from there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from daemon.store.database import Database
from daemon.store.desk_schema import laid_draft
from daemon.store.schema import outbox
from daemon.store.states import ReplyState


class DraftState(StrEnum):
    """What is known of a draft in the folder."""

    LAYING = "laying"  # committed before it is laid there
    LYING = "lying"
    MISSING = "missing"  # not found a moment ago: a mail program may be about to save, or to send
    WITHDRAWING = "withdrawing"  # committed before it is taken away
    WITHDRAWN = "withdrawn"  # taken away by us; for a while it may still show that it was sent the moment before
    CLEAR = "clear"  # no draft lies there, and none was sent from there
    LEFT = "left"  # a person has sent it
    LOST = "lost"  # gone, and nothing shows whether it was sent


OPEN = (DraftState.LAYING, DraftState.LYING, DraftState.MISSING, DraftState.WITHDRAWING, DraftState.WITHDRAWN)
"""What is still to be looked after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidDraft:
    """One draft. `mail` names the words as `Reply.mail` does, `fingerprint` tells it from one that a person has
    changed; `answers` is the Message-ID of the mail that it answers; `mark` is what the folder said of itself right before it was laid.
    """

    case: int
    mailbox: str
    state: DraftState
    mail: str
    fingerprint: str
    message_id: str
    answers: str
    mark: str
    laid_at: dt.datetime
    updated_at: dt.datetime


class LaidDrafts:
    """All drafts that lie, or lay, in a mailbox."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, case: int, tx: Connection | None = None) -> LaidDraft | None:
        with self._database.reading(tx) as connection:
            row = connection.execute(select(laid_draft).where(laid_draft.c.case_id == case)).first()
        return None if row is None else _draft(row)

    def put(self, tx: Connection, new: LaidDraft) -> None:
        """Record a draft that is about to be laid, in place of one that no longer lies there."""
        values = {
            "mailbox": new.mailbox,
            "state": str(new.state),
            "mail": new.mail,
            "fingerprint": new.fingerprint,
            "message_id": new.message_id,
            "answers": new.answers,
            "mark": new.mark,
            "laid_at": new.laid_at,
            "updated_at": new.updated_at,
        }
        table = laid_draft
        if tx.execute(update(table).where(table.c.case_id == new.case).values(**values)).rowcount == 0:
            tx.execute(insert(table).values(case_id=new.case, **values))

    def move(self, tx: Connection, draft: LaidDraft, becomes: DraftState, now: dt.datetime) -> bool:
        """Change the state. Return False where somebody else was first."""
        table = laid_draft
        changed = tx.execute(
            update(table)
            .where(
                table.c.case_id == draft.case,
                table.c.state == str(draft.state),
                table.c.fingerprint == draft.fingerprint,
            )
            .values(state=str(becomes), updated_at=now)
        )
        return changed.rowcount == 1

    def settle(self, tx: Connection, case: int, now: dt.datetime) -> None:
        """Take a person's word that the draft of a case was not sent from the folder, and lies there no longer."""
        table = laid_draft
        ended = [str(DraftState.LOST), str(DraftState.LEFT)]
        tx.execute(
            update(table)
            .where(table.c.case_id == case, table.c.state.in_(ended))
            .values(state=str(DraftState.CLEAR), updated_at=now)
        )

    def of_mailbox(
        self, mailbox: str, states: Collection[DraftState], tx: Connection | None = None
    ) -> tuple[LaidDraft, ...]:
        """Return the drafts of a mailbox in these states, by case."""
        table = laid_draft
        query = select(table).where(table.c.mailbox == mailbox, table.c.state.in_([str(state) for state in states]))
        with self._database.reading(tx) as connection:
            return tuple(_draft(row) for row in connection.execute(query.order_by(table.c.case_id)))

    def urgent(self, mailbox: str, withdrawn_before: dt.datetime) -> bool:
        """Whether a reply may leave as soon as its draft is taken out of the folder, or has been out of it since then."""
        table = laid_draft
        at_hand = table.c.state.in_([str(state) for state in OPEN if state is not DraftState.WITHDRAWN])
        out = (table.c.state == str(DraftState.WITHDRAWN)) & (table.c.updated_at <= withdrawn_before)
        query = (
            select(table.c.case_id)
            .join(outbox, outbox.c.case_id == table.c.case_id)
            .where(table.c.mailbox == mailbox, at_hand | out, outbox.c.state == str(ReplyState.READY))
        )
        with self._database.reading() as connection:
            return connection.execute(query.limit(1)).first() is not None

    def to_lay(self, mailbox: str, limit: int = 1000) -> tuple[int, ...]:
        """Return the cases whose reply is a draft that waits and of which none lies in the folder, the oldest first."""
        table = laid_draft
        # One that was cleared away is laid again only when there is something new to say: not where a person took it out.
        anew = (table.c.mail != outbox.c.mail) | (outbox.c.updated_at > table.c.updated_at)
        query = (
            select(outbox.c.case_id)
            .outerjoin(table, table.c.case_id == outbox.c.case_id)
            .where(
                outbox.c.mailbox == mailbox,
                outbox.c.state == str(ReplyState.DRAFT),
                table.c.case_id.is_(None) | ((table.c.state == str(DraftState.CLEAR)) & anew),
            )
            .order_by(outbox.c.case_id)
            .limit(limit)
        )
        with self._database.reading() as connection:
            return tuple(int(case) for case in connection.execute(query).scalars())


def _draft(row: Row[Any]) -> LaidDraft:
    return LaidDraft(
        case=row.case_id,
        mailbox=row.mailbox,
        state=DraftState(row.state),
        mail=row.mail,
        fingerprint=row.fingerprint,
        message_id=row.message_id,
        answers=row.answers,
        mark=row.mark,
        laid_at=row.laid_at,
        updated_at=row.updated_at,
    )
