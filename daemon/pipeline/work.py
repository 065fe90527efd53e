"""What every step works with: settings, store, clock, and the mails that were just opened. No step holds anything else."""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from daemon.config.settings import Mailbox, Settings
from daemon.mail.incoming import OpenedMail, RawMail
from daemon.mail.opening import open_mail
from daemon.mail.signatures import LookUp, txt_record
from daemon.outgoing.base import InDoubt, NotSent, Receipt
from daemon.sandbox.apart import recognise_each
from daemon.store import Store, claims
from daemon.store.cases import Case
from daemon.store.messages import Message
from parsers.document import Document
from parsers.readers.base import Access
from parsers.statements.statement import Recognition

OPENED_KEPT = 2
"""A mail with its attachments may be large."""


Read = Callable[[Sequence[Document], Access], list[tuple[Document, Recognition]]]
"""Reads the documents of one mail. Strangers' files are read in sandboxed children; tests may read in their own process."""


def utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def no_step(name: str) -> None:
    """Do nothing at a step boundary; tests put something else here."""


@dataclass(slots=True)
class Work:
    """The means of the steps. `on_step` is called at every boundary with its name, so that tests can strike there."""

    settings: Settings
    store: Store
    clock: Callable[[], dt.datetime] = utc_now
    on_step: Callable[[str], None] = no_step
    worker: str = "local"  # a name of this process alone among all that work on the store
    read: Read = recognise_each
    look_up: LookUp = txt_record
    heartbeat: claims.Heartbeat = field(init=False)
    told: dict[int, Receipt | NotSent | InDoubt] = field(default_factory=dict)  # reply -> what the way out said of it
    in_hand: dict[int, Case] = field(default_factory=dict)  # cases that are claimed already for their next step
    usual: tuple[dt.datetime, int] | None = None  # an hour, and how many answers a usual day had brought then
    owed: list[claims.Claim] = field(default_factory=list)  # rows to be given back as soon as the store takes it
    _opened: OrderedDict[int, OpenedMail] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.heartbeat = claims.Heartbeat(self.store.database, self.clock)

    def mailbox(self, name: str) -> Mailbox:
        """Return a mailbox by name; one that was taken out of the configuration is known by its name only."""
        for mailbox in self.settings.mailboxes:
            if mailbox.name == name:
                return mailbox
        return Mailbox(name=name)

    def own_addresses(self) -> frozenset[str]:
        """Return every address that leads to us, lower case."""
        return frozenset(
            address.casefold()
            for mailbox in self.settings.mailboxes
            for address in (mailbox.address, *mailbox.aliases)
            if address
        )

    def today(self) -> dt.date:
        """Return the day as the company's clocks show it."""
        return self.clock().astimezone(self.zone).date()

    def start_of_today(self) -> dt.datetime:
        """Return when the company's day began."""
        return dt.datetime.combine(self.today(), dt.time(), self.zone).astimezone(dt.UTC)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.settings.company.timezone)

    def goes_on(self, case: Case | None) -> None:
        """Go on with a case that was claimed for its next step by the transaction that ended the last one, and is committed."""
        if case is not None:
            self.in_hand[case.id] = case

    def raw(self, message: Message) -> RawMail:
        """Return the mail as it came, from the archive. Raises `ArchiveDamaged`."""
        return RawMail(
            mailbox=message.mailbox,
            folder=message.folder,
            uidvalidity=message.uidvalidity,
            uid=message.uid,
            content=self.store.archive.get(message.sha256),
            received_at=message.received_at,
            too_large=message.too_large,
            backlog=message.backlog,
        )

    def opened(self, message: Message) -> OpenedMail:
        """Return the mail opened. The last few are remembered, since the steps of one mail follow each other."""
        with self._lock:
            found = self._opened.get(message.id)
        if found is not None:
            return found
        mailbox = self.mailbox(message.mailbox)
        own = (mailbox.address, *mailbox.aliases)
        opened = open_mail(self.raw(message), own, self.settings.authenticity, self.look_up)
        with self._lock:
            self._opened[message.id] = opened
            while len(self._opened) > OPENED_KEPT:
                self._opened.popitem(last=False)
        return opened
