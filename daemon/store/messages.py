"""The mails that came in: where they lay, how far they are, what the mailbox is to show; and the cursor of each mailbox.

A message is unique by its place (mailbox, folder, and uidvalidity with uid or the server's own name for it) and by its content with the number of its copy. When a
folder's uidvalidity changes, everything is read again: the same bytes then move to their new place and are no new mail.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from daemon.mail.incoming import RawMail
from daemon.store import claims, schema
from daemon.store.database import Database
from daemon.store.prepared import Prepared
from daemon.store.states import ImpossibleTransition, MessageState, require


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a folder was read, and when it was first looked at."""

    uidvalidity: int
    uid: int
    started_at: dt.datetime
    mark: str = ""


class Recorded(StrEnum):
    """What recording a mail found."""

    NEW = "new"
    COPY = "copy"  # the same bytes lie there a second time
    MOVED = "moved"  # the same mail under another uidvalidity
    KNOWN = "known"  # the same place again


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One mail. `copy` counts from 0; what is above 0 repeats an earlier message with the same bytes."""

    id: int
    mailbox: str
    folder: str
    uidvalidity: int
    uid: int
    sha256: str
    copy: int
    received_at: dt.datetime  # as the mailbox says
    recorded_at: dt.datetime  # when it came to us
    too_large: bool
    backlog: bool
    state: MessageState
    sender: str
    subject: str
    message_id: str
    authenticated: bool
    settle: str
    settled: str
    tries: int
    trace: str
    remote: str
    pruned_at: dt.datetime | None  # when its content was removed, its time of keeping being over
    claimed_by: str = ""  # by whom when it was read

    @property
    def claim(self) -> claims.Claim:
        return claims.Claim(schema.message, self.id, self.claimed_by)


class Messages:
    """All mails and cursors."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def progress(self, mailbox: str, folder: str) -> Progress | None:
        """Return how far the folder was read, None before the first look."""
        table = schema.cursor
        with self._database.reading() as connection:
            row = connection.execute(select(table).where(table.c.mailbox == mailbox, table.c.folder == folder)).first()
        if row is None:
            return None
        return Progress(uidvalidity=row.uidvalidity, uid=row.uid, started_at=row.started_at, mark=row.mark)

    def begin(self, mailbox: str, folder: str, now: dt.datetime) -> Progress:
        """Return the folder's progress; the first time, remember that the first look was now."""
        found = self.progress(mailbox, folder)
        if found is not None:
            return found
        with self._database.writing() as tx:
            tx.execute(
                insert(schema.cursor).values(mailbox=mailbox, folder=folder, uidvalidity=0, uid=0, started_at=now)
            )
        return Progress(uidvalidity=0, uid=0, started_at=now)

    def record(
        self, tx: Connection, mail: RawMail, *, sha256: str, now: dt.datetime, answered: bool = True
    ) -> tuple[Recorded, int]:
        """Record a mail that the archive already keeps, and move the cursor past it. Return what it was, and its id.

        Not `answered`: it is only recorded (it lay there before the first start).
        """
        table = schema.message
        found = self._place(tx, mail)
        if found is not None:
            outcome = Recorded.KNOWN
        else:
            moved = _MOVED.value(
                tx, mailbox=mail.mailbox, folder=mail.folder, sha256=sha256, uidvalidity=mail.uidvalidity
            )
            if moved is not None:
                outcome, found = Recorded.MOVED, int(moved)
                tx.execute(update(table).where(table.c.id == found).values(uidvalidity=mail.uidvalidity, uid=mail.uid))
            else:
                copies = _COPIES.value(tx, sha256=sha256)
                outcome = Recorded.COPY if copies else Recorded.NEW
                mail = self._numbered(tx, mail)
                found = self._insert(tx, mail, sha256, copies, now, answered=answered)
        self._advance(tx, mail)
        return outcome, found

    def claim(self, worker: str, now: dt.datetime, message: int | None = None) -> Message | None:
        """Claim the next mail that is to be read, or that `message` alone where one is named."""
        with self._database.writing() as tx:
            found = claims.claim(tx, schema.message, [MessageState.RECEIVED], worker, now, row=message)
            return None if found is None else self.get(found.row, tx)

    def move(self, tx: Connection, message: Message, becomes: MessageState, **values: object) -> None:
        """Change the state and free the claim. Raises `ImpossibleTransition`, and `ClaimLost` where a claimed mail is another's now."""
        require("message", message.state, becomes)
        free: dict[str, object] = {"claimed_by": "", "lease_until": None, "tries": 0}
        written = {"state": str(becomes), **free, **values}
        moving = _moving(tuple(sorted(written)))
        if moving.run(tx, of_message=message.id, was=str(message.state), held_by=message.claimed_by, **written) != 1:
            lost = claims.ClaimLost if message.claimed_by else ImpossibleTransition
            raise lost(f"Message {message.id} is no longer {message.state}.")

    def get(self, message: int, tx: Connection | None = None) -> Message:
        """Return one message. Raises `LookupError`."""
        with self._database.reading(tx) as connection:
            row = _ONE.first(connection, message=message)
        if row is None:
            raise LookupError(f"There is no message {message}.")
        return _message(row)

    def own_copy(self, message_id: str, tx: Connection | None = None) -> Message | None:
        """Return the mail that came in as the blind copy of our reply of this Message-ID."""
        table = schema.message
        query = select(table).where(table.c.state == str(MessageState.OWN), table.c.message_id == message_id).limit(1)
        with self._database.reading(tx) as connection:
            row = connection.execute(query).first()
        return None if row is None else _message(row)

    def to_settle(self, mailbox: str) -> tuple[Message, ...]:
        """Return the mails whose flag or folder does not yet show what became of them."""
        table = schema.message
        # Greater than nothing, not unequal to it, and sorted here: else every mail of the mailbox is gone through each time.
        query = select(table).where(table.c.mailbox == mailbox, table.c.settle > "")
        with self._database.reading() as connection:
            return tuple(sorted((_message(row) for row in connection.execute(query)), key=lambda each: each.id))

    def ask_settling(self, tx: Connection, message: int, outcome: str) -> None:
        """Ask the mailbox's watcher to show `outcome`, unless it is shown already."""
        _ASK_SETTLING.run(tx, message=message, outcome=str(outcome), settle=str(outcome))

    def settled(self, tx: Connection, message: int, outcome: str) -> None:
        """Remember that the mailbox shows `outcome`; a newer wish stays."""
        _SETTLED.run(tx, message=message, settled=str(outcome))
        _NO_LONGER_ASKED.run(tx, message=message, outcome=str(outcome))

    def counts(self) -> dict[str, int]:
        """Return how many mails there are in each state."""
        table = schema.message
        with self._database.reading() as connection:
            return {
                row.state: row.number
                for row in connection.execute(
                    select(table.c.state, func.count().label("number")).group_by(table.c.state).order_by(table.c.state)
                )
            }

    def _place(self, tx: Connection, mail: RawMail) -> int | None:
        here = {"mailbox": mail.mailbox, "folder": mail.folder}
        if mail.remote:
            found = _BY_NAME.value(tx, **here, remote=mail.remote)
        else:
            found = _BY_NUMBER.value(tx, **here, uidvalidity=mail.uidvalidity, uid=mail.uid)
        return None if found is None else int(found)

    def _numbered(self, tx: Connection, mail: RawMail) -> RawMail:
        """Give a mail of a server without numbers the next one of its folder."""
        if not mail.remote:
            return mail
        table = schema.message
        here = (table.c.mailbox == mail.mailbox, table.c.folder == mail.folder)
        last = tx.execute(select(func.max(table.c.uid)).where(*here, table.c.uidvalidity == mail.uidvalidity)).scalar()
        return replace(mail, uid=(last or 0) + 1)

    def _insert(
        self, tx: Connection, mail: RawMail, sha256: str, copy: int, now: dt.datetime, *, answered: bool
    ) -> int:
        state = MessageState.RECEIVED if answered else MessageState.RECORDED
        return int(
            _NEW.value(
                tx,
                mailbox=mail.mailbox,
                folder=mail.folder,
                uidvalidity=mail.uidvalidity,
                uid=mail.uid,
                sha256=sha256,
                copy=copy,
                size=len(mail.content),
                received_at=mail.received_at,
                recorded_at=now,
                too_large=mail.too_large,
                backlog=not answered,
                state=str(state),
                remote=mail.remote,
            )
        )

    def _advance(self, tx: Connection, mail: RawMail) -> None:
        """Move the cursor forward, never back; a new uidvalidity starts it afresh."""
        here = {"of_mailbox": mail.mailbox, "of_folder": mail.folder}
        _ADVANCE.run(tx, **here, validity=mail.uidvalidity, to=mail.uid, uidvalidity=mail.uidvalidity, uid=mail.uid)
        if mail.mark:
            _MARK.run(tx, **here, mark=mail.mark)


def _message(row: Any) -> Message:
    return Message(
        id=row.id,
        mailbox=row.mailbox,
        folder=row.folder,
        uidvalidity=row.uidvalidity,
        uid=row.uid,
        sha256=row.sha256,
        copy=row.copy,
        received_at=row.received_at,
        recorded_at=row.recorded_at,
        too_large=row.too_large,
        backlog=row.backlog,
        state=MessageState(row.state),
        sender=row.sender,
        subject=row.subject,
        message_id=row.message_id,
        authenticated=row.authenticated,
        settle=row.settle,
        settled=row.settled,
        tries=row.tries,
        trace=row.trace,
        remote=row.remote,
        claimed_by=row.claimed_by,
        pruned_at=row.pruned_at,
    )


_MAIL, _CURSOR = schema.message.c, schema.cursor.c
_THIS, _OUTCOME = _MAIL.id == bindparam("message"), bindparam("outcome", type_=_MAIL.settle.type)
_HERE = (_MAIL.mailbox == bindparam("mailbox"), _MAIL.folder == bindparam("folder"))

# What is run for every mail.
_ONE = Prepared(select(schema.message).where(_THIS))
_BY_NAME = Prepared(select(_MAIL.id).where(*_HERE, _MAIL.remote == bindparam("remote")))
_BY_NUMBER = Prepared(
    select(_MAIL.id).where(*_HERE, _MAIL.uidvalidity == bindparam("uidvalidity"), _MAIL.uid == bindparam("uid"))
)
_MOVED = Prepared(
    select(_MAIL.id)
    .where(*_HERE, _MAIL.sha256 == bindparam("sha256"), _MAIL.uidvalidity != bindparam("uidvalidity"))
    .order_by(_MAIL.copy)
    .limit(1)
)
_COPIES = Prepared(select(func.count()).where(_MAIL.sha256 == bindparam("sha256")))
_NEW = Prepared(
    insert(schema.message).returning(_MAIL.id),
    (
        *("mailbox", "folder", "uidvalidity", "uid", "remote", "sha256", "copy", "size"),
        *("received_at", "recorded_at", "too_large", "backlog", "state"),
    ),
)
_ASK_SETTLING = Prepared(update(schema.message).where(_THIS, _MAIL.settled != _OUTCOME), ("settle",))
_SETTLED = Prepared(update(schema.message).where(_THIS), ("settled",))
_NO_LONGER_ASKED = Prepared(update(schema.message).where(_THIS, _MAIL.settle == _OUTCOME).values(settle=""))
_FOLDER = (_CURSOR.mailbox == bindparam("of_mailbox"), _CURSOR.folder == bindparam("of_folder"))
_ADVANCE = Prepared(
    update(schema.cursor).where(
        *_FOLDER, (_CURSOR.uidvalidity != bindparam("validity")) | (_CURSOR.uid < bindparam("to"))
    ),
    ("uidvalidity", "uid"),
)
_MARK = Prepared(update(schema.cursor).where(*_FOLDER), ("mark",))


@cache
def _moving(written: tuple[str, ...]) -> Prepared:
    held = (
        _MAIL.id == bindparam("of_message"),
        _MAIL.state == bindparam("was"),
        _MAIL.claimed_by == bindparam("held_by"),
    )
    return Prepared(update(schema.message).where(*held), written)
