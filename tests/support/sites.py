"""One face for every kind of mailbox with its way out, so that one acceptance suite runs through all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import imapclient

from daemon.config.settings import Mailbox, Outgoing
from tests.support.dovecot import User
from tests.support.exchange_server import ExchangeServer
from tests.support.graph_server import GraphServer
from tests.support.house import House
from tests.support.smtp_sink import SmtpSink


@dataclass(frozen=True)
class Site:
    """`secret` is what every credential holds; `deliver` lays a mail into the mailbox as its server would."""

    address: str
    secret: str
    mailbox: Mailbox
    outgoing: Outgoing
    deliver: Callable[[bytes], object]
    sent: Callable[[], list[bytes]]  # what left, in order
    held: Callable[[], int]  # mails that people see as waiting for them
    done: Callable[[], int]  # mails that people see as handled


def folder_site(house: House) -> Site:
    numbers = iter(range(1000))

    def in_folder(outcome: str) -> int:
        folder = house.inbox / f".Tieout.{outcome}"
        return sum(1 for name in ("new", "cur") for _ in (folder / name).glob("*")) if folder.is_dir() else 0

    return Site(
        address=house.settings.mailboxes[0].address,
        secret="",
        mailbox=house.settings.mailboxes[0],
        outgoing=house.settings.outgoing,
        deliver=lambda content: house.deliver(content, f"m{next(numbers)}"),
        sent=house.sent,
        held=lambda: in_folder("Held"),
        done=lambda: in_folder("Done"),
    )


def imap_site(user: User, sink: SmtpSink) -> Site:
    def in_folder(name: str) -> int:
        client = imapclient.IMAPClient("127.0.0.1", port=user.server.port, ssl=False, timeout=30)
        client.login(user.name, user.password)
        try:
            if not client.folder_exists(name):
                return 0
            return int(client.select_folder(name, readonly=True)[b"EXISTS"])
        finally:
            client.logout()

    return Site(
        address=user.address,
        secret=user.password,
        mailbox=user.mailbox(when_done="move", poll_seconds=2),
        outgoing=sink.outgoing(),
        deliver=user.deliver,
        sent=lambda: [received.content for received in sink.received],
        held=lambda: in_folder("Tieout/Held"),
        done=lambda: in_folder("Tieout/Done"),
    )


def graph_site(graph: GraphServer, mailbox: Mailbox, outgoing: Outgoing, secret: str) -> Site:
    def shown(category: str) -> int:
        return sum(1 for item in graph.items if category in item.categories)

    return Site(
        address=graph.address,
        secret=secret,
        mailbox=mailbox,
        outgoing=outgoing,
        deliver=graph.deliver,
        sent=lambda: [item.content for item in graph.in_folder("sentitems")],
        held=lambda: shown("Tieout held"),
        done=lambda: shown("Tieout done"),
    )


def exchange_site(exchange: ExchangeServer, mailbox: Mailbox, outgoing: Outgoing, secret: str) -> Site:
    def shown(category: str) -> int:
        return sum(1 for item in exchange.items if category in item.categories)

    return Site(
        address=exchange.address,
        secret=secret,
        mailbox=mailbox,
        outgoing=outgoing,
        deliver=exchange.deliver,
        sent=lambda: [item.content for item in exchange.in_folder("Sent Items")],
        held=lambda: shown("Tieout held"),
        done=lambda: shown("Tieout done"),
    )
