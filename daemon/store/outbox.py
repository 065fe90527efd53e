"""The outbox: one row for each case that is answered. Nothing leaves that has no row here, and none leaves twice.

A row becomes `ready` or `sending` only with a `Permit`, which daemon/pipeline/release.py alone hands out after asking the
policy (a test looks for any other hand). `answers` is unique: one automatic answer for one statement of one counterparty.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    String,
    delete,
    func,
    insert,
    literal_column,
    select,
    type_coerce,
    update,
)

from daemon.mail.outgoing import OutgoingMail
from daemon.store import forms, schema
from daemon.store.archive import Archive
from daemon.store.database import Database
from daemon.store.states import ImpossibleTransition, ReplyState, require

COUNTED = (ReplyState.READY, ReplyState.SENDING, ReplyState.SENT, ReplyState.UNCERTAIN, ReplyState.SHADOW)
"""What counts against a counterparty's answers of the day."""

DISCARDED = (ReplyState.DRAFT, ReplyState.FAILED)
"""What surely never left: another reply may be made in its place."""

ON_THE_WAY = (ReplyState.READY, ReplyState.SENDING, ReplyState.SENT, ReplyState.UNCERTAIN)
"""What left, or is about to."""

GUARDED = (ReplyState.READY, ReplyState.SENDING)


@dataclass(frozen=True, slots=True)
class Permit:
    """The policy's word that a reply may leave. `by` is "policy" or the person who approved it."""

    by: str


class NotPermitted(Exception):
    """Somebody tried to let a reply out without the policy's permit. That is a fault of the program."""


class AlreadyAnswered(Exception):
    """The case, or its statement from this counterparty, has an automatic answer already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One row. `mail` is the archived reply as data, `mime` the archived bytes as they were last handed over."""

    id: int
    case: int
    message_id: str
    kind: str  # "confirm" | "differences" | "ask"
    state: ReplyState
    mailbox: str
    counterparty: str
    account: str
    sender: str
    recipient: str
    mail: str
    mime: str
    approved_by: str
    attempts: int
    due_at: dt.datetime
    answer: str  # the server's last word
    copied: bool
    created_at: dt.datetime
    updated_at: dt.datetime

    def is_due(self, now: dt.datetime) -> bool:
        """Whether its wait is over: as `due_now` says it."""
        return self.due_at <= now or self.updated_at > now


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReply:
    """A reply that was composed and whose data stand in the archive."""

    case: int
    message_id: str
    answers: str | None
    kind: str
    mailbox: str
    counterparty: str
    account: str
    sender: str
    recipient: str
    mail: str


class Outbox:
    """All replies."""

    def __init__(self, database: Database, archive: Archive) -> None:
        self._database = database
        self._archive = archive

    def add(
        self, tx: Connection, new: NewReply, state: ReplyState, now: dt.datetime, permit: Permit | None = None
    ) -> int:
        """Add a reply, or put a new one in the place of this case's draft. Return its id.

        Raises `AlreadyAnswered` where the case has a reply that left or may leave, or the statement has one.
        """
        _demand(state, permit)
        table = schema.outbox
        values = {
            "message_id": new.message_id,
            "answers": new.answers if state in GUARDED else None,
            "kind": new.kind,
            "state": str(state),
            "mailbox": new.mailbox,
            "counterparty": new.counterparty,
            "account": new.account,
            "sender": new.sender,
            "recipient": new.recipient,
            "mail": new.mail,
            "due_at": now,
            "updated_at": now,
        }
        if values["answers"] is not None:
            taken = tx.execute(
                select(table.c.case_id).where(table.c.answers == new.answers, table.c.case_id != new.case)
            ).scalar()
            if taken is not None:
                raise AlreadyAnswered(f"Case {taken} has answered the same statement.")
        found = self.of_case(new.case, tx)
        if found is None:
            return int(
                tx.execute(
                    insert(table).values(case_id=new.case, created_at=now, **values).returning(table.c.id)
                ).scalar_one()
            )
        if found.state is not ReplyState.DRAFT:
            raise AlreadyAnswered(f"Case {new.case} has a reply that is {found.state}.")
        if state is not ReplyState.DRAFT:
            require("outbox", found.state, state)
        tx.execute(update(table).where(table.c.id == found.id).values(**values))
        return found.id

    def move(
        self,
        tx: Connection,
        reply: Reply,
        becomes: ReplyState,
        now: dt.datetime,
        permit: Permit | None = None,
        **values: object,
    ) -> None:
        """Change the state. Raises `ImpossibleTransition`, also when the row has moved on meanwhile."""
        require("outbox", reply.state, becomes)
        # What was on its way falls back to `ready` when the server surely refused it; the permit is asked again before
        # the next attempt.
        if not (reply.state is ReplyState.SENDING and becomes is ReplyState.READY):
            _demand(becomes, permit)
        table = schema.outbox
        changed = tx.execute(
            update(table)
            .where(table.c.id == reply.id, table.c.state == str(reply.state))
            .values(state=str(becomes), updated_at=now, **values)
        )
        if changed.rowcount != 1:
            raise ImpossibleTransition(f"Reply {reply.id} is no longer {reply.state}.")

    def doubt(self, tx: Connection, reply: Reply, now: dt.datetime, why: str) -> None:
        """Make a reply `uncertain` that had not left when a backup was made. Raises `ImpossibleTransition`.

        A draft goes through `ready`, which is the way that it would have taken since.
        """
        table = schema.outbox
        if reply.state in DISCARDED:
            require("outbox", reply.state, ReplyState.READY)
            tx.execute(update(table).where(table.c.id == reply.id).values(state=str(ReplyState.READY)))
            reply = self.get(reply.id, tx)
        self.move(tx, reply, ReplyState.UNCERTAIN, now, answer=why)

    def discard(self, tx: Connection, reply: Reply) -> None:
        """Forget a reply that never left, because its case is worked on again. Raises `ImpossibleTransition` for any other."""
        table = schema.outbox
        states = [*DISCARDED, ReplyState.CANCELLED] if self.never_tried(reply) else DISCARDED
        gone = tx.execute(delete(table).where(table.c.id == reply.id, table.c.state.in_([str(one) for one in states])))
        if gone.rowcount != 1:
            raise ImpossibleTransition(f"Reply {reply.id} may have left and stays.")

    def never_tried(self, reply: Reply) -> bool:
        """Whether a cancelled reply was a draft until then: no server was asked to take it, and no backup makes that doubtful."""
        return reply.state is ReplyState.CANCELLED and not (reply.attempts or reply.mime or reply.answer)

    def get(self, reply: int, tx: Connection | None = None) -> Reply:
        """Return one reply. Raises `LookupError`."""
        with self._database.reading(tx) as connection:
            row = connection.execute(select(schema.outbox).where(schema.outbox.c.id == reply)).first()
        if row is None:
            raise LookupError(f"There is no reply {reply}.")
        return _reply(row)

    def of_case(self, case: int, tx: Connection | None = None) -> Reply | None:
        """Return the case's one reply."""
        with self._database.reading(tx) as connection:
            row = connection.execute(select(schema.outbox).where(schema.outbox.c.case_id == case)).first()
        return None if row is None else _reply(row)

    def by_message_id(self, message_id: str, tx: Connection | None = None) -> Reply | None:
        with self._database.reading(tx) as connection:
            row = connection.execute(select(schema.outbox).where(schema.outbox.c.message_id == message_id)).first()
        return None if row is None else _reply(row)

    def due(self, now: dt.datetime) -> tuple[Reply, ...]:
        """Return what is ready and due, the longest waiting first."""
        table = schema.outbox
        query = select(table).where(due_now(now)).order_by(table.c.due_at, table.c.id)
        with self._database.reading() as connection:
            return tuple(_reply(row) for row in connection.execute(query))

    def leaving(self, now: dt.datetime) -> bool:
        """Whether a reply is on its way, or due to be."""
        table = schema.outbox
        query = select(table.c.id).where((table.c.state == str(ReplyState.SENDING)) | due_now(now))
        with self._database.reading() as connection:
            return connection.execute(query.limit(1)).first() is not None

    def in_states(
        self, states: Collection[ReplyState], *, limit: int = 1000, tx: Connection | None = None
    ) -> tuple[Reply, ...]:
        """Return the replies in these states, the oldest first."""
        table = schema.outbox
        query = (
            select(table).where(table.c.state.in_([str(state) for state in states])).order_by(table.c.id).limit(limit)
        )
        with self._database.reading(tx) as connection:
            return tuple(_reply(row) for row in connection.execute(query))

    def to_copy(self, mailbox: str) -> tuple[Reply, ...]:
        """Return what was sent and has no copy in the mailbox's Sent folder yet."""
        table = schema.outbox
        query = (
            select(table)
            .where(table.c.mailbox == mailbox, table.c.state == str(ReplyState.SENT), table.c.copied.is_(False))
            .order_by(table.c.id)
        )
        with self._database.reading() as connection:
            return tuple(_reply(row) for row in connection.execute(query))

    def reported(self, tx: Connection, reply: Reply, answer: str) -> None:
        """Keep what a delivery report said of a reply as the last word on it; its state stays."""
        tx.execute(update(schema.outbox).where(schema.outbox.c.id == reply.id).values(answer=answer))

    def copied(self, tx: Connection, reply: int) -> None:
        tx.execute(update(schema.outbox).where(schema.outbox.c.id == reply).values(copied=True))

    def answers_since(self, tx: Connection, counterparty: str, since: dt.datetime, *, besides: int = 0) -> int:
        """Return how many answers the counterparty was given, or is about to be given, since then, without that of the case `besides`."""
        table = schema.outbox
        query = (
            select(func.count())
            .select_from(table)
            .where(
                table.c.counterparty == counterparty,
                table.c.created_at >= since,
                table.c.case_id != besides,
                table.c.state.in_([str(state) for state in COUNTED]),
            )
        )
        return int(tx.execute(query).scalar_one())

    def left_since(self, tx: Connection, since: dt.datetime, recipients: str = "", *, besides: int = 0) -> int:
        """Return how many replies were made since then that left or are about to: all, those to one address, or those to a
        domain ("@example.com"). The reply of the case `besides` does not count.
        """
        table = schema.outbox
        query = select(func.count()).select_from(table).where(*_made_since(since), table.c.case_id != besides)
        return int(tx.execute(query.where(*_to(recipients))).scalar_one())

    def left_by_day(self, tx: Connection, since: dt.datetime, until: dt.datetime) -> tuple[int, ...]:
        """Return how many replies were made on each day (UTC) that had some, of those that left or are about to, oldest day first."""
        table = schema.outbox
        # Literals: PostgreSQL takes two parameters of the same value for two expressions, and refuses the grouping.
        day = func.substr(type_coerce(table.c.created_at, String), literal_column("1"), literal_column("10"))
        query = select(func.count()).where(*_made_since(since), table.c.created_at < until).group_by(day).order_by(day)
        return tuple(tx.execute(query).scalars())

    def latest_to(self, tx: Connection, recipient: str, since: dt.datetime, limit: int) -> tuple[Reply, ...]:
        """Return the replies to one address made since then that left or are about to, the newest first."""
        table = schema.outbox
        query = select(table).where(*_made_since(since), *_to(recipient)).order_by(table.c.id.desc()).limit(limit)
        return tuple(_reply(row) for row in tx.execute(query))

    def mail(self, reply: Reply) -> OutgoingMail:
        """Return the reply as data, checked against its hash. Raises `ArchiveDamaged`."""
        return forms.read_outgoing(self._archive.get(reply.mail))

    def counts(self) -> dict[str, int]:
        """Return how many replies there are in each state."""
        table = schema.outbox
        query = select(table.c.state, func.count().label("number")).group_by(table.c.state).order_by(table.c.state)
        with self._database.reading() as connection:
            return {row.state: row.number for row in connection.execute(query)}


def due_now(now: dt.datetime) -> ColumnElement[bool]:
    """Return which replies are ready and have waited long enough.

    One that was written later than now was written before the clock was set back: it does not wait until that hour comes again.
    """
    table = schema.outbox
    return (table.c.state == str(ReplyState.READY)) & ((table.c.due_at <= now) | (table.c.updated_at > now))


def _made_since(since: dt.datetime) -> tuple[ColumnElement[bool], ...]:
    table = schema.outbox
    # `due_at` is never before `created_at`; with it the index on (state, due_at) serves.
    states = [str(state) for state in ON_THE_WAY]
    return table.c.state.in_(states), table.c.due_at >= since, table.c.created_at >= since


def _to(recipients: str) -> tuple[ColumnElement[bool], ...]:
    column = schema.outbox.c.recipient
    if recipients.startswith("@"):
        return (column.iendswith(recipients, autoescape=True),)
    return (column == recipients,) if recipients else ()


def _demand(state: ReplyState, permit: Permit | None) -> None:
    if state in GUARDED and permit is None:
        raise NotPermitted(f"A reply cannot become {state} without the policy's permit.")


def _reply(row: Row[Any]) -> Reply:
    return Reply(
        id=row.id,
        case=row.case_id,
        message_id=row.message_id,
        kind=row.kind,
        state=ReplyState(row.state),
        mailbox=row.mailbox,
        counterparty=row.counterparty,
        account=row.account,
        sender=row.sender,
        recipient=row.recipient,
        mail=row.mail,
        mime=row.mime,
        approved_by=row.approved_by,
        attempts=row.attempts,
        due_at=row.due_at,
        answer=row.answer,
        copied=row.copied,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
