"""The one contract of a mailbox connector, and the errors it may raise.

MailboxError
├── TemporaryMailboxError   the world fails: retried by the one policy in daemon/pipeline/retry.py
└── PermanentMailboxError   wrong password, missing folder: said once, with what to do
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from types import TracebackType
from typing import Protocol, Self, runtime_checkable

from daemon.mail.incoming import RawMail


class MailboxError(Exception):
    """Something failed between us and a mailbox; the message says what and what to do."""


class TemporaryMailboxError(MailboxError):
    """May succeed when tried again; `wait` is how many seconds the server asked us to wait, 0 where it said nothing."""

    def __init__(self, message: str, wait: float = 0.0) -> None:
        super().__init__(message)
        self.wait = wait


class PermanentMailboxError(MailboxError):
    """Will not succeed until somebody changes something."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a folder has been read. A changed uidvalidity voids it: everything is looked at again.

    Servers that number nothing (Exchange, Microsoft 365) hand out a `mark` of their own instead. `started` is when the service first
    looked, on whatever machine.
    """

    uidvalidity: int = 0
    uid: int = 0
    mark: str = ""
    started: dt.datetime | None = field(default=None, compare=False)


class Settled(StrEnum):
    """What became of a mail, as the mailbox shows it to people."""

    DONE = "done"
    HELD = "held"


class MailboxConnection(Protocol):
    """One connection, one thread, one folder. Opened by `with`; thrown away after any error."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def fetch(self, cursor: Cursor) -> Iterator[RawMail]:
        """Yield the mails after `cursor` in order of uid, one at a time, without changing any flag.

        A server without numbers gives each mail its `remote` name, and the last mail of each page the `mark` that holds from
        there on: the mark is stored in the commit of that mail, so that a page is read again until it is wholly kept.
        """
        ...

    def settle(self, uidvalidity: int, uid: int, outcome: Settled, remote: str = "") -> None:
        """Flag or move the mail as configured. Idempotent; a mail that is gone is no error. `remote`: its name where mails have
        names instead of numbers.
        """
        ...

    def wait(self, seconds: float) -> bool:
        """Return early (True) when the server hints at new mail, else False after at most `seconds`. A hint, never the truth."""
        ...

    def append_sent(self, content: bytes) -> None:
        """Lay a copy of a sent reply into the Sent folder where one is configured. No duplicate for the same Message-ID."""
        ...

    def check(self) -> list[str]:
        """Return what was found, a line each (log-in, folder, keywords, move), for `tieout check`."""
        ...


@runtime_checkable
class LooksIntoSent(Protocol):
    """What a connection may do besides: look whether a reply in doubt did leave."""

    def in_sent(self, message_id: str) -> bool | None:
        """Return whether Sent holds a mail with this Message-ID; None where there is no such folder to look into."""
        ...


@dataclass(frozen=True, slots=True)
class Filed:
    """A mail that lies in Drafts or Sent. `name` is the folder's own for it, `header` at least the fields of
    `daemon.mail.draft_traces.FIELDS`, `at` when it came there.
    """

    name: str
    header: bytes = field(repr=False)
    at: dt.datetime
    sent: bool = False


@runtime_checkable
class KeepsDrafts(Protocol):
    """What a connection may do besides: keep drafts where people find them with their mail programs."""

    def drafts_mark(self) -> str:
        """Return what surely changes whenever a mail is laid into Drafts; "" where nothing tells."""
        ...

    def drafts(self) -> list[Filed]:
        """Return every mail in Drafts."""
        ...

    def sent_about(self, since: dt.datetime, message_id: str, answers: str) -> list[Filed] | None:
        """Return at least the mails in Sent since about then that carry `message_id`, in the mark of a draft too, or answer the mail
        `answers` (where that is not ""); None where there is no such folder to look into.
        """
        ...

    def filed(self, mail: Filed) -> bytes | None:
        """Return a mail of Drafts or Sent as a whole, None where it is gone."""
        ...

    def lay_draft(self, content: bytes) -> None:
        """Lay a mail into Drafts, as a draft."""
        ...

    def remove_draft(self, mail: Filed) -> bool:
        """Take a mail out of Drafts. Return False where somebody else was first."""
        ...
