"""The outbox: one row for each case that is answered. Nothing leaves that has no row here, and none leaves twice.

A row becomes `ready` or `sending` only with a `Permit`, which daemon/pipeline/release.py alone hands out after asking the
policy (a test looks for any other hand). `answers` is unique: one automatic answer for one statement of one counterparty.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from daemon.mail.outgoing import OutgoingMail
from daemon.store import forms, schema, tally
from daemon.store.archive import Archive
from daemon.store.database import Database
from daemon.store.prepared import Prepared, one_of
from daemon.store.states import ImpossibleTransition, ReplyState, require
from daemon.store.tally import ON_THE_WAY

COUNTED = (ReplyState.READY, ReplyState.SENDING, ReplyState.SENT, ReplyState.UNCERTAIN, ReplyState.SHADOW)
"""What counts against a counterparty's answers of the day."""

DISCARDED = (ReplyState.DRAFT, ReplyState.FAILED)
"""What surely never left: another reply may be made in its place."""

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
            taken = _TAKEN.value(tx, answers=new.answers, case=new.case)
            if taken is not None:
                raise AlreadyAnswered(f"Case {taken} has answered the same statement.")
        found = self.of_case(new.case, tx)
        if found is None:
            return int(_NEW.value(tx, case_id=new.case, created_at=now, **values))
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
        written = {"state": str(becomes), "updated_at": now, **values}
        if _moving(tuple(sorted(written))).run(tx, reply=reply.id, was=str(reply.state), **written) != 1:
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
            row = _ONE.first(connection, reply=reply)
        if row is None:
            raise LookupError(f"There is no reply {reply}.")
        return _reply(row)

    def of_case(self, case: int, tx: Connection | None = None) -> Reply | None:
        """Return the case's one reply."""
        with self._database.reading(tx) as connection:
            row = _OF_CASE.first(connection, case=case)
        return None if row is None else _reply(row)

    def by_message_id(self, message_id: str, tx: Connection | None = None) -> Reply | None:
        with self._database.reading(tx) as connection:
            row = _BY_MESSAGE_ID.first(connection, message_id=message_id)
        return None if row is None else _reply(row)

    def due(self, now: dt.datetime) -> tuple[Reply, ...]:
        """Return what is ready and due, the longest waiting first."""
        with self._database.reading() as connection:
            return tuple(_reply(row) for row in _DUE.rows(connection, now=now))

    def leaving(self, now: dt.datetime) -> bool:
        """Whether a reply is on its way, or due to be."""
        with self._database.reading() as connection:
            return _LEAVING.first(connection, now=now) is not None

    def in_states(
        self, states: Collection[ReplyState], *, limit: int = 1000, tx: Connection | None = None
    ) -> tuple[Reply, ...]:
        """Return the replies in these states, the oldest first."""
        with self._database.reading(tx) as connection:
            return tuple(_reply(row) for row in _in_states(tuple(states)).rows(connection, most=limit))

    def to_copy(self, mailbox: str) -> tuple[Reply, ...]:
        """Return what was sent and has no copy in the mailbox's Sent folder yet."""
        with self._database.reading() as connection:
            return tuple(_reply(row) for row in _TO_COPY.rows(connection, mailbox=mailbox))

    def reported(self, tx: Connection, reply: Reply, answer: str) -> None:
        """Keep what a delivery report said of a reply as the last word on it; its state stays."""
        tx.execute(update(schema.outbox).where(schema.outbox.c.id == reply.id).values(answer=answer))

    def copied(self, tx: Connection, reply: int) -> None:
        _COPIED.run(tx, reply=reply)

    def answers_since(self, tx: Connection, counterparty: str, since: dt.datetime, *, besides: int = 0) -> int:
        """Return how many answers the counterparty was given, or is about to be given, since then, without that of the case `besides`."""
        return int(_ANSWERS.value(tx, counterparty=counterparty, since=since, besides=besides))

    def left_since(self, tx: Connection, since: dt.datetime, recipients: str = "", *, besides: int = 0) -> int:
        """Return how many replies were made since then that left or are about to: all, those to one address, or those to a
        domain ("@example.com"). The reply of the case `besides` does not count.
        """
        if recipients and not recipients.startswith("@"):
            return int(_LEFT_TO.value(tx, since=since, besides=besides, to=recipients))
        count = tally.made_since(tx, since, recipients.removeprefix("@"))
        own = self.of_case(besides, tx) if besides and count else None
        if own is None or own.state not in ON_THE_WAY or not tally.counts_in(own.created_at, since):
            return count
        return count - own.recipient.lower().endswith(recipients.lower())

    def left_by_day(self, tx: Connection, since: dt.datetime, until: dt.datetime) -> tuple[int, ...]:
        """Return how many replies were made on each day (UTC) that had some, of those that left or are about to, oldest day first."""
        return tally.by_day(tx, since, until)

    def latest_to(self, tx: Connection, recipient: str, since: dt.datetime, limit: int) -> tuple[Reply, ...]:
        """Return the replies to one address made since then that left or are about to, the newest first."""
        return tuple(_reply(row) for row in _LATEST.rows(tx, since=since, to=recipient, most=limit))

    def mail(self, reply: Reply) -> OutgoingMail:
        """Return the reply as data, checked against its hash. Raises `ArchiveDamaged`."""
        return forms.read_outgoing(self._archive.get(reply.mail))

    def counts(self) -> dict[str, int]:
        """Return how many replies there are in each state."""
        table = schema.outbox
        query = select(table.c.state, func.count().label("number")).group_by(table.c.state).order_by(table.c.state)
        with self._database.reading() as connection:
            return {row.state: row.number for row in connection.execute(query)}


def due_now(now: dt.datetime | BindParameter[dt.datetime]) -> ColumnElement[bool]:
    """Return which replies are ready and have waited long enough.

    One that was written later than now was written before the clock was set back: it does not wait until that hour comes again.
    """
    table = schema.outbox
    return (table.c.state == str(ReplyState.READY)) & ((table.c.due_at <= now) | (table.c.updated_at > now))


def _demand(state: ReplyState, permit: Permit | None) -> None:
    if state in GUARDED and permit is None:
        raise NotPermitted(f"A reply cannot become {state} without the policy's permit.")


def _reply(row: Any) -> Reply:
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


_ROW = schema.outbox.c
_SINCE = bindparam("since", type_=_ROW.created_at.type)
_OTHERS = _ROW.case_id != bindparam("besides")
# `due_at` is never before `created_at`; with it the index on (state, due_at) serves.
_MADE_SINCE = (one_of(_ROW.state, ON_THE_WAY), _ROW.due_at >= _SINCE, _ROW.created_at >= _SINCE)

# What is run for every mail.
_ONE = Prepared(select(schema.outbox).where(_ROW.id == bindparam("reply")))
_OF_CASE = Prepared(select(schema.outbox).where(_ROW.case_id == bindparam("case")))
_BY_MESSAGE_ID = Prepared(select(schema.outbox).where(_ROW.message_id == bindparam("message_id")))
_TAKEN = Prepared(select(_ROW.case_id).where(_ROW.answers == bindparam("answers"), _ROW.case_id != bindparam("case")))
_NEW = Prepared(
    insert(schema.outbox).returning(_ROW.id),
    (
        *("case_id", "message_id", "answers", "kind", "state", "mailbox", "counterparty", "account"),
        *("sender", "recipient", "mail", "due_at", "created_at", "updated_at"),
    ),
)
_COPIED = Prepared(update(schema.outbox).where(_ROW.id == bindparam("reply")).values(copied=True))
_ANSWERS = Prepared(
    select(func.count())
    .select_from(schema.outbox)
    .where(
        _ROW.counterparty == bindparam("counterparty"),
        _ROW.created_at >= _SINCE,
        _OTHERS,
        one_of(_ROW.state, COUNTED),
    )
)
_LATEST = Prepared(
    select(schema.outbox)
    .where(*_MADE_SINCE, _ROW.recipient == bindparam("to"))
    .order_by(_ROW.id.desc())
    .limit(bindparam("most"))
)
_LEFT_TO = Prepared(
    select(func.count()).select_from(schema.outbox).where(*_MADE_SINCE, _OTHERS, _ROW.recipient == bindparam("to"))
)


_NOW = bindparam("now", type_=_ROW.due_at.type)
_DUE = Prepared(select(schema.outbox).where(due_now(_NOW)).order_by(_ROW.due_at, _ROW.id))
_LEAVING = Prepared(select(_ROW.id).where((_ROW.state == str(ReplyState.SENDING)) | due_now(_NOW)).limit(1))
_TO_COPY = Prepared(
    select(schema.outbox)
    .where(_ROW.mailbox == bindparam("mailbox"), _ROW.state == str(ReplyState.SENT), _ROW.copied.is_(False))
    .order_by(_ROW.id)
)


@cache
def _in_states(states: tuple[ReplyState, ...]) -> Prepared:
    found = select(schema.outbox).where(one_of(_ROW.state, states))
    return Prepared(found.order_by(_ROW.id).limit(bindparam("most")))


@cache
def _moving(written: tuple[str, ...]) -> Prepared:
    held = (_ROW.id == bindparam("reply"), _ROW.state == bindparam("was"))
    return Prepared(update(schema.outbox).where(*held), written)
