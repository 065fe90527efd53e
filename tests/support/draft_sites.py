"""A service whose replies wait for a person, and the mailbox's own Drafts and Sent as a mail program has them in its hands."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol

import imapclient
import pytest

from daemon.config.settings import Mailbox, Settings
from daemon.pipeline.desk import PipelineDesk
from daemon.pipeline.laid_drafts import GRACE, PATIENCE
from daemon.pipeline.service import Service
from daemon.pipeline.work import Work, no_step
from daemon.store import Store, open_store
from daemon.store.laid_drafts import DraftState
from daemon.store.outbox import Reply
from tests.support.dovecot import User
from tests.support.exchange_server import PASSWORD, ExchangeServer
from tests.support.graph_server import GraphServer
from tests.support.house import House, mail, replace_struct, statement_pdf
from tests.support.sites import Site, exchange_site, folder_site, graph_site, imap_site
from tests.support.stand_in import Item
from tests.support.token_server import CLIENT_SECRET

LONG = max(GRACE, PATIENCE) + dt.timedelta(seconds=1)


class Died(BaseException):
    """The process ends here."""


class Box(Protocol):
    """What a mail program sees of a mailbox."""

    def lying(self, folder: str) -> list[bytes]:
        """Return the mails in "Drafts" or "Sent"."""

    def file(self, folder: str, content: bytes) -> object:
        """Lay a mail there."""

    def empty_drafts(self) -> None:
        """Take everything out of Drafts."""


@dataclass(frozen=True)
class ImapBox:
    user: User

    def lying(self, folder: str) -> list[bytes]:
        with self._signed_in() as client:
            if not client.folder_exists(folder):
                return []
            client.select_folder(folder, readonly=True)
            return [found[b"BODY[]"] for found in client.fetch(client.search(), [b"BODY.PEEK[]"]).values()]

    def file(self, folder: str, content: bytes) -> None:
        with self._signed_in() as client:
            client.append(folder, content)

    def empty_drafts(self) -> None:
        with self._signed_in() as client:
            client.select_folder("Drafts")
            client.delete_messages(client.search())
            client.expunge()

    def _signed_in(self) -> imapclient.IMAPClient:
        client = imapclient.IMAPClient("127.0.0.1", port=self.user.server.port, ssl=False, timeout=30)
        client.login(self.user.name, self.user.password)
        return client


@dataclass(frozen=True)
class MaildirBox:
    root: Path

    def lying(self, folder: str) -> list[bytes]:
        return [path.read_bytes() for name in ("new", "cur") for path in (self._of(folder) / name).glob("*")]

    def file(self, folder: str, content: bytes) -> None:
        for name in ("tmp", "new", "cur"):
            (self._of(folder) / name).mkdir(parents=True, exist_ok=True)
        (self._of(folder) / "cur" / f"{len(self.lying(folder))}.by-a-person:2,S").write_bytes(content)

    def empty_drafts(self) -> None:
        for name in ("new", "cur"):
            for path in (self._of("Drafts") / name).glob("*"):
                path.unlink()

    def _of(self, folder: str) -> Path:
        return self.root / f".{folder}"


@dataclass(frozen=True)
class NamedBox:
    server: GraphServer | ExchangeServer
    folders: dict[str, str]  # as the server calls them

    def lying(self, folder: str) -> list[bytes]:
        return [item.content for item in self._in(folder)]

    def file(self, folder: str, content: bytes) -> None:
        self.server.deliver(content, folder=self.folders[folder])

    def empty_drafts(self) -> None:
        with self.server.lock:
            for item in self._in("Drafts"):
                self.server.items.remove(item)

    def _in(self, folder: str) -> list[Item]:
        with self.server.lock:
            return [item for item in self.server.items if item.folder == self.folders[folder]]


@dataclass
class DraftSite:
    """The service on its store; `ahead` is how far its clock has gone on."""

    settings: Settings
    store: Store
    site: Site
    box: Box
    ahead: dt.timedelta = field(default_factory=dt.timedelta)

    def clock(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC) + self.ahead

    def service(self, on_step: Callable[[str], None] = no_step) -> Service:
        return Service(self.settings, self.store, lambda _: self.site.secret, clock=self.clock, on_step=on_step)

    def once(self, after: dt.timedelta = dt.timedelta()) -> None:
        self.ahead += after
        self.service().run_once()

    def dies_at(self, step: str) -> None:
        def on_step(name: str) -> None:
            if name == step:
                raise Died

        with pytest.raises(Died):
            self.service(on_step).run_once()

    def arrives(self, number: int = 1, **paper: object) -> None:
        self.site.deliver(mail(("statement.pdf", statement_pdf(**paper)), to=self.site.address, number=number))  # type: ignore[arg-type]

    def sends(self, content: bytes, *, keeps: bool = False, files: bool = True) -> None:
        """Do as a mail program does with a draft: send it, file it in Sent, take it out of Drafts."""
        if files:
            self.box.file("Sent", content)
        if not keeps:
            self.box.empty_drafts()

    def drafts(self) -> list[bytes]:
        return self.box.lying("Drafts")

    def left(self) -> int:
        """Return how many replies the service itself has handed over."""
        return len(self.site.sent())

    @property
    def desk(self) -> PipelineDesk:
        return self.service().desk

    @property
    def work(self) -> Work:
        return Work(self.settings, self.store, self.clock)

    @property
    def mailbox(self) -> Mailbox:
        return self.settings.mailboxes[0]

    @property
    def reply(self) -> Reply:
        found = self.store.outbox.of_case(1)
        assert found is not None
        return found

    @property
    def draft(self) -> DraftState:
        found = self.store.laid_drafts.get(1)
        assert found is not None
        return found.state

    def approve(self) -> None:
        self.desk.approve(1, "carol", self.reply.mail)

    def is_sound(self) -> None:
        assert [] == list(self.store.faults())


def edited(draft: bytes, text: str, *, instead: bool = False) -> bytes:
    """Return a draft as a mail program sends it after somebody wrote `text` into it, or `instead` of it: another Message-ID, no field
    that it does not know.
    """
    was = email.message_from_bytes(draft, policy=email.policy.default)
    changed = EmailMessage()
    for name in ("From", "To", "Subject", "In-Reply-To", "References"):
        changed[name] = was[name]
    changed["Message-ID"] = "<b1946ac9@laptop.tieout.example>"
    changed["Sender"] = "carol@tieout.example"
    body = was.get_body(("plain",))
    assert body is not None
    changed.set_content(text if instead else f"{text}\n\n{body.get_content()}")
    return changed.as_bytes(policy=email.policy.SMTP)


@pytest.fixture(params=["imap"])
def draft_site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[DraftSite]:
    """A service with a Drafts folder, over each kind of mailbox."""
    house = House(tmp_path / "house")
    given = request.getfixturevalue
    box: Box
    if request.param == "imap":
        user = given("dovecot").new_user()
        site, box = imap_site(user, given("smtp_sink")), ImapBox(user)
    elif request.param == "graph":
        graph = given("graph")
        site = graph_site(graph, given("graph_mailbox"), given("graph_outgoing"), CLIENT_SECRET)
        box = NamedBox(graph, {"Drafts": "drafts", "Sent": "sentitems"})
    elif request.param == "exchange":
        exchange = given("exchange")
        site = exchange_site(exchange, given("exchange_mailbox"), given("exchange_outgoing"), PASSWORD)
        box = NamedBox(exchange, {"Drafts": "F-drafts", "Sent": "F-sentitems"})
    else:
        site, box = folder_site(house), MaildirBox(house.inbox)
    settings = replace_struct(
        house.settings,
        mailboxes=(replace_struct(site.mailbox, drafts_folder="Drafts"),),
        outgoing=site.outgoing,
        policy=replace_struct(house.settings.policy, mode="review"),
    )
    store = open_store(house.directory / "state")
    house.furnish(store)
    yield DraftSite(settings, store, site, box)
    store.close()


@pytest.fixture
def held_draft(draft_site: DraftSite) -> DraftSite:
    """The same with one reply that waits, and its draft in the folder."""
    draft_site.arrives()
    draft_site.once()
    assert 1 == len(draft_site.drafts())
    return draft_site
