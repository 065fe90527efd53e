"""Microsoft 365 and Exchange as one: a mailbox whose mails have names, its way out, and what goes wrong there, whichever service it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from daemon.config.settings import Mailbox, Outgoing
from tests.support.exchange_server import PASSWORD, ExchangeServer
from tests.support.exchange_server import Fault as ExchangeFault
from tests.support.graph_server import Fault as GraphFault
from tests.support.graph_server import GraphServer
from tests.support.stand_in import Item
from tests.support.token_server import CLIENT_SECRET


@dataclass
class NamedSite:
    """`fails(step, after)` lets the next "list", "fetch", "draft", "send" or "look" break; `after`: it is done all the same."""

    server: GraphServer | ExchangeServer
    mailbox: Mailbox
    outgoing: Outgoing
    secret: str
    inbox: str  # as `check` names it
    sent_folder: str
    forget: Callable[[], None]  # marks that were given are no longer known
    fails: Callable[[str, bool], None]
    busy: Callable[[str, int], None]  # a step is refused for so many seconds

    def sent(self) -> list[Item]:
        return self.server.in_folder(self.sent_folder)

    def drafts(self) -> list[Item]:
        return self.server.in_folder({"sentitems": "drafts"}.get(self.sent_folder, "Drafts"))


_GRAPH = {"list": "delta", "fetch": "value", "draft": "POST .*/messages$", "send": "/send$", "look": "GET .*sentitems"}
_EXCHANGE = {
    "list": "SyncFolderItems",
    "fetch": "GetItem",
    "draft": "CreateItem",
    "send": "SendItem",
    "look": "FindItem",
}


def of_graph(server: GraphServer, mailbox: Mailbox, outgoing: Outgoing) -> NamedSite:
    def forget() -> None:
        server.oldest_mark = 10**6

    return NamedSite(
        server=server,
        mailbox=mailbox,
        outgoing=outgoing,
        secret=CLIENT_SECRET,
        inbox="Inbox",
        sent_folder="sentitems",
        forget=forget,
        fails=lambda step, after: server.faults.append(GraphFault(_GRAPH[step], 503, after=after)),
        busy=lambda step, seconds: server.faults.append(
            GraphFault(_GRAPH[step], 429, "ApplicationThrottled", headers={"Retry-After": str(seconds)})
        ),
    )


def of_exchange(server: ExchangeServer, mailbox: Mailbox, outgoing: Outgoing) -> NamedSite:
    def forget() -> None:
        server.unknown_state = True

    return NamedSite(
        server=server,
        mailbox=mailbox,
        outgoing=outgoing,
        secret=PASSWORD,
        inbox="Inbox",
        sent_folder="Sent Items",
        forget=forget,
        fails=lambda step, after: server.faults.append(ExchangeFault(_EXCHANGE[step], after=after)),
        busy=lambda step, seconds: server.faults.append(
            ExchangeFault(_EXCHANGE[step], "ErrorServerBusy", back_off=1000 * seconds)
        ),
    )
