"""A company with its service and the world around it: one kind of database, one kind of mail. What is done to the service is done here.

The world counts for itself what it was given: each mail that the way out accepted, and what lies in the mailbox.
"""

from __future__ import annotations

import datetime as dt
import email
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import imapclient

from daemon.config.settings import Settings
from daemon.outgoing.base import Receipt
from daemon.pipeline.service import Service
from daemon.pipeline.work import utc_now
from daemon.store import Store
from tests.support.dovecot import User
from tests.support.house import US, House, read_here, replace_struct
from tests.support.places import Place
from tests.support.smtp_sink import SmtpSink
from tests.support.stored import NOW

Clock = Callable[[], dt.datetime]


class Scene(Protocol):
    """One company. `delivered` are the mails that were laid into its mailbox."""

    place: Place
    settings: Settings
    clock: Clock
    delivered: list[bytes]

    def deliver(self, content: bytes, name: str = "1") -> None: ...

    def service(self, store: Store, on_step: Callable[[str], None] = lambda _: None) -> Service: ...

    def accepted(self) -> list[str]:
        """Return the Message-ID of each mail that the way out has accepted, as often as it did."""
        ...

    def lying(self) -> list[bytes]:
        """Return what lies in the mailbox, whichever folder shows it, without copies of what we sent."""
        ...

    @contextmanager
    def looking(self) -> Iterator[Store]:
        """Give the store, opened for a look."""
        store = self.place.open()
        try:
            yield store
        finally:
            store.close()


class CountingTransport:
    """A server that writes down each mail it accepts, so that a second one shows even if it is the same."""

    def __init__(self, book: Path, on_step: Callable[[str], None]) -> None:
        self._book = book
        self._on_step = on_step

    def send(self, *, sender: str, recipient: str, message_id: str, content: bytes) -> Receipt:
        assert sender
        self._on_step("transport:connected")
        with self._book.open("a") as book:
            book.write(f"{message_id} {recipient} {hashlib.sha256(content).hexdigest()}\n")
        self._on_step("transport:accepted")
        return Receipt("250 accepted")

    def check(self) -> list[str]:
        return []


class CountedService(Service):
    """The service with a way out that counts."""

    transport: CountingTransport

    def _transport(self) -> CountingTransport:
        return self.transport


class FolderScene(House, Scene):
    """Mail in a Maildir, and a way out that writes down what it accepts."""

    def __init__(self, directory: Path, place: Place) -> None:
        super().__init__(directory)
        self.place = place
        self.clock = lambda: NOW
        self.delivered = []

    def deliver(self, content: bytes, name: str = "1") -> None:
        super().deliver(content, name)
        self.delivered.append(content)

    def service(self, store: Store, on_step: Callable[[str], None] = lambda _: None) -> CountedService:  # type: ignore[override]
        service = CountedService(
            self.settings, store, lambda name: name, clock=self.clock, on_step=on_step, read=read_here
        )
        service.transport = CountingTransport(self.directory / "book", on_step)
        return service

    def accepted(self) -> list[str]:
        book = self.directory / "book"
        return [line.split()[0] for line in book.read_text().splitlines()] if book.exists() else []

    def lying(self) -> list[bytes]:
        return [path.read_bytes() for path in sorted(self.inbox.rglob("*")) if path.parent.name in {"new", "cur"}]


class ImapScene(Scene):
    """Mail in a Dovecot of its own, and a way out over SMTP to a server that keeps what it gets."""

    def __init__(self, directory: Path, place: Place, user: User, sink: SmtpSink) -> None:
        self.place = place
        self.user, self.sink = user, sink
        self.clock = utc_now
        self.delivered = []
        self.settings = replace_struct(
            House(directory).settings,
            mailboxes=(user.mailbox(when_done="move", poll_seconds=1, aliases=(US,)),),
            outgoing=sink.outgoing(),
        )

    def deliver(self, content: bytes, name: str = "1") -> None:
        del name
        self.user.deliver(content)
        self.delivered.append(content)

    def service(self, store: Store, on_step: Callable[[str], None] = lambda _: None) -> Service:
        return Service(
            self.settings, store, lambda _: self.user.password, clock=self.clock, on_step=on_step, read=read_here
        )

    def accepted(self) -> list[str]:
        return [message_id(received.content) for received in self.sink.received]

    def lying(self) -> list[bytes]:
        with self._person() as client:
            folders = [name for flags, _, name in client.list_folders() if b"\\Noselect" not in flags]
            return [content for folder in folders if folder != "Sent" for content in _contents(client, folder)]

    def contents(self, folder: str) -> list[bytes]:
        """Return the mails of one folder."""
        with self._person() as client:
            return _contents(client, folder)

    @contextmanager
    def _person(self) -> Iterator[imapclient.IMAPClient]:
        client = imapclient.IMAPClient("127.0.0.1", port=self.user.server.port, ssl=False, timeout=30)
        client.login(self.user.name, self.user.password)
        try:
            yield client
        finally:
            client.logout()


def _contents(client: imapclient.IMAPClient, folder: str) -> list[bytes]:
    client.select_folder(folder, readonly=True)
    uids = client.search()
    found = client.fetch(uids, ["BODY.PEEK[]"]) if uids else {}
    return [found[uid][b"BODY[]"] for uid in uids]


def message_id(content: bytes) -> str:
    return str(email.message_from_bytes(content)["Message-ID"]).strip()
