"""What the connectors share whose servers give each mail a name and each page a mark (Microsoft 365, Exchange): how the pages become mails,
what is shown on handled mail, and what a failed request means for a mailbox.

The truth is the server's mark, stored in the commit of the last mail of its page. One that the server no longer knows is dropped and
everything is looked at again; the store knows its mails by their names.
"""

from __future__ import annotations

import datetime as dt
import time
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Generic, TypeVar

from daemon.asking import RequestFailed
from daemon.config.settings import Mailbox
from daemon.mail.complexity import header_block
from daemon.mail.incoming import RawMail
from daemon.mailboxes.base import Cursor, PermanentMailboxError, Settled, TemporaryMailboxError
from daemon.mailboxes.memory import Memory, memory_file, recall, remember

PAGE = 50
"""Mails that are asked for at once."""

_CATEGORIES = {Settled.DONE: "Tieout done", Settled.HELD: "Tieout held"}

Item = TypeVar("Item")


class Gone(PermanentMailboxError):
    """The mail or folder is not there."""


class NamedConnection(ABC, Generic[Item]):
    """One folder of one mailbox. `state` is the service's state directory; an `Item` is what the server lists of a mail."""

    def __init__(self, mailbox: Mailbox, state: Path) -> None:
        self._mailbox = mailbox
        self._memory_file = memory_file(state, mailbox.name)
        self._reached = ""  # the newest mark of this connection, also where its page brought no mail

    @abstractmethod
    def _pages(self, mark: str) -> Iterator[tuple[Sequence[Item], str]]:
        """Yield each page of new mails since `mark` ("": all), with the mark after it."""

    @abstractmethod
    def _mail(self, item: Item, memory: Memory, mark: str) -> RawMail | None:
        """Return a listed mail as it came, None where somebody removed it meanwhile."""

    @abstractmethod
    def _show(self, remote: str, outcome: Settled) -> None:
        """Show on a mail what became of it, as configured. Raises `Gone`."""

    def fetch(self, cursor: Cursor) -> Iterator[RawMail]:
        memory = self._remembered(cursor.started)
        for found, mark in self._pages(self._reached or cursor.mark):
            for number, item in enumerate(found, start=1):
                mail = self._mail(item, memory, mark if number == len(found) else "")
                if mail is not None:
                    yield mail
            self._reached = mark

    def settle(self, uidvalidity: int, uid: int, outcome: Settled, remote: str = "") -> None:
        del uidvalidity, uid
        if self._mailbox.when_done == "keep" or not remote:
            return
        try:
            self._show(remote, outcome)
        except Gone:
            return

    def wait(self, seconds: float) -> bool:
        """Let time pass: without a hint there is nothing to hear."""
        time.sleep(seconds)
        return False

    def append_sent(self, content: bytes) -> None:
        """Such a server lays what is sent through it into Sent by itself, and takes no copy of what was not."""

    def _target(self, outcome: Settled) -> str:
        return self._mailbox.done_folder if outcome is Settled.DONE else self._mailbox.held_folder

    def _raw(
        self, name: str, received: dt.datetime, content: bytes, memory: Memory, mark: str, *, too_large: bool
    ) -> RawMail:
        return RawMail(
            mailbox=self._mailbox.name,
            folder=self._mailbox.folder,
            uidvalidity=0,
            uid=0,
            content=header_block(content) if too_large else content,
            received_at=received,
            too_large=too_large,
            backlog=received < memory.first_start,
            remote=name,
            mark=mark,
        )

    def _remembered(self, started: dt.datetime | None = None) -> Memory:
        """Return since when this folder is watched: since the service `started`, where this machine has not looked before."""
        memory = recall(self._memory_file)
        if memory is None:
            memory = Memory(uidvalidity=0, first_start=started or dt.datetime.now(tz=dt.UTC))
            remember(self._memory_file, memory)
        return memory

    @contextmanager
    def _understood(self) -> Iterator[None]:
        """Say what a failed request means for the mailbox."""
        try:
            yield
        except RequestFailed as error:
            if error.gone:
                raise Gone(str(error)) from error
            if error.permanent:
                raise PermanentMailboxError(str(error)) from error
            raise TemporaryMailboxError(str(error), error.wait) from error
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise TemporaryMailboxError("The server answered something unreadable: asked again later.") from error


def categories(present: Iterable[str], outcome: Settled) -> list[str]:
    """Return a mail's categories with ours for `outcome` beside those that people gave it."""
    return [*(name for name in present if name not in _CATEGORIES.values()), _CATEGORIES[outcome]]
