"""A mail as it came from a mailbox, and as it reads when opened."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from parsers.document import Document, Problem
from rules.model.case_facts import Automatic


@dataclass(frozen=True, slots=True, kw_only=True)
class RawMail:
    """The bytes of one mail and where they lay. (mailbox, uidvalidity, uid) is the cursor's key; `too_large` mails carry
    only their header. Where the server has names instead of numbers, `remote` is the key, and uid is 0 (the store counts).
    """

    mailbox: str
    folder: str
    uidvalidity: int
    uid: int
    content: bytes = field(repr=False)
    received_at: datetime  # UTC-aware
    too_large: bool = False
    backlog: bool = False  # lay there before the first start
    remote: str = ""  # the server's name of the mail
    mark: str = ""  # how far the folder is read once this mail is kept; empty: no further than before

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedMail:
    """A mail opened: its sender (addr-spec, lower case, punycode domain), threading, body and attachments.

    `documents` are the attachments that may hold a statement, then the body's tables where there are any; `problems`
    says what could not be opened. Nothing here is trusted: identity is decided by `authenticity`.
    """

    sender: str
    sender_name: str
    subject: str
    message_id: str
    references: tuple[str, ...]
    sent_at: datetime | None  # by the Date field, the earliest where there are several
    to: tuple[str, ...]
    reply_to: str
    text: str
    documents: tuple[Document, ...]
    automatic: Automatic
    automatic_because: str
    authenticated: bool
    authenticated_because: str
    sent_by: str = ""  # the address in Sender
    stamped_at: datetime | None = None  # when the last server took it in by SMTP, by its topmost Received line
    problems: tuple[Problem, ...] = ()
    skipped: tuple[str, ...] = ()  # parts that were not looked at, each with why: logos, signatures, calendars
