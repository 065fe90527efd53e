"""A mailbox of Microsoft 365, through Microsoft Graph: delta queries for what is new, the MIME of each mail as it came.

The mark is a deltaLink; one that has expired (410) is dropped. The cloud that 21Vianet operates offers no delta for messages: there the
folder is listed by the time of arrival, with an overlap.

learn.microsoft.com: "message: delta", "List messages", "Get message" ($value), "Paging Microsoft Graph data".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from daemon.config.settings import Mailbox
from daemon.graph.client import GraphClient, GraphError
from daemon.mail.incoming import RawMail
from daemon.mailboxes.base import PermanentMailboxError, Settled, TemporaryMailboxError
from daemon.mailboxes.graph_drafts import GraphDrafts
from daemon.mailboxes.memory import Memory
from daemon.mailboxes.named import PAGE, Gone, NamedConnection, categories
from daemon.sign_in.choose import graph_tokens
from daemon.sign_in.clouds import CLOUDS

_FIELDS = "id,receivedDateTime,isDraft"
# A mail may arrive with a time of arrival a little before one that was seen already.
_OVERLAP = dt.timedelta(minutes=15)


class Listed(msgspec.Struct):
    """The mark where there is no delta: the newest arrival seen, and the names within the overlap before it."""

    until: dt.datetime
    names: list[str]


class GraphConnection(NamedConnection[dict[str, Any]], GraphDrafts):
    """One folder of one mailbox. `state` is the service's state directory."""

    def __init__(self, mailbox: Mailbox, secret: Callable[[str], str], state: Path) -> None:
        NamedConnection.__init__(self, mailbox, state)
        GraphDrafts.__init__(self)
        base = mailbox.graph.rstrip("/") or CLOUDS[mailbox.cloud].graph
        self._client = GraphClient(base, mailbox.user or mailbox.address, graph_tokens(mailbox, secret))
        self._delta = mailbox.cloud != "china"
        self._folders: dict[str, str] = {}

    def __enter__(self) -> Self:
        with self._understood():
            self._folder(self._mailbox.folder)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def _pages(self, mark: str) -> Iterator[tuple[Sequence[dict[str, Any]], str]]:
        for found, after in self._changes(mark) if self._delta else self._arrivals(mark):
            yield [item for item in found if "@removed" not in item and not item.get("isDraft")], after

    def _show(self, remote: str, outcome: Settled) -> None:
        message = self._client.place("messages", remote)
        with self._understood():
            if self._mailbox.when_done == "move":
                self._client.post(f"{message}/move", {"destinationId": self._made(self._target(outcome))})
                return
            present = self._client.get(self._client.place("messages", remote, select="categories,flag"))
            named = categories(present.get("categories", []), outcome)
            flagged = "flagged" if outcome is Settled.HELD else "notFlagged"
            self._client.patch(message, {"categories": named, "flag": {"flagStatus": flagged}})

    def check(self) -> list[str]:
        mailbox = self._mailbox
        with self._understood():
            folder = self._client.get(self._client.place("mailFolders", self._folder(mailbox.folder)))
        lines = [
            f"signed in as {mailbox.client_id} for {mailbox.user or mailbox.address}",
            f"{folder.get('displayName', mailbox.folder)}: {folder.get('totalItemCount', 0)} mails",
            f"looked for every {mailbox.poll_seconds} seconds"
            + ("" if self._delta else ", without delta in this cloud"),
        ]
        if mailbox.drafts_folder:
            lines.append(f"drafts that wait for a person: Drafts, {len(self.drafts())} mails")
        return [*lines, self._scope()]

    def _scope(self) -> str:
        """Open a mailbox that we must not see. Raises `PermanentMailboxError` where the service lets us."""
        foreign = self._mailbox.foreign_mailbox
        if not foreign:
            return "which mailboxes the application may open was not tried: set foreign_mailbox to one that it must not see"
        try:
            self._client.get(self._client.place("mailFolders", "inbox", user=foreign, select="id"))
        except GraphError as error:
            if error.status == 403:
                return f"{foreign} is refused: the application sees only what it should"
            return f"{foreign} could not be tried ({error})"
        raise PermanentMailboxError(
            f"The application may open {foreign} too: limit it to this mailbox (RBAC for Applications), and take away "
            "Mail.ReadWrite and Mail.Send in Entra, since rights add up."
        )

    def _changes(self, mark: str) -> Iterator[tuple[list[dict[str, Any]], str]]:
        """Yield each page of what is new since `mark`, with the mark after it."""
        address = mark or self._first()
        while True:
            with self._understood():
                try:
                    page = self._client.get(address, headers=_PAGED)
                except GraphError as error:
                    if address == self._first() or error.status not in {404, 410}:
                        raise
                    address = self._first()  # the mark has expired, or is of another folder
                    continue
            address = page.get("@odata.nextLink") or page.get("@odata.deltaLink") or ""
            if not address:
                raise TemporaryMailboxError(
                    "Microsoft Graph gave a page without a link to the next: asked again later."
                )
            yield page.get("value", []), address
            if "@odata.nextLink" not in page:
                return

    def _first(self) -> str:
        folder = self._folder(self._mailbox.folder)
        address = self._client.place("mailFolders", folder, "messages", "delta", select=_FIELDS)
        return f"{address}&changeType=created"

    def _arrivals(self, mark: str) -> Iterator[tuple[list[dict[str, Any]], str]]:
        """Yield pages by time of arrival; a mail is not fetched again while it lies within the overlap."""
        known = _listed(mark)
        names = list(known.names)
        query = {"select": _FIELDS, "orderby": "receivedDateTime", "top": str(PAGE)}
        if names:
            query["filter"] = f"receivedDateTime ge {known.until - _OVERLAP:%Y-%m-%dT%H:%M:%SZ}"
        address = self._client.place("mailFolders", self._folder(self._mailbox.folder), "messages", **query)
        arrivals: dict[str, dt.datetime] = {}
        until = known.until
        while address:
            with self._understood():
                page = self._client.get(address)
            found = page.get("value", [])
            arrivals |= {item["id"]: _instant(item) for item in found}
            until = max([until, *arrivals.values()])
            within = [name for name, at in arrivals.items() if at >= until - _OVERLAP]
            yield (
                [item for item in found if item["id"] not in names],
                msgspec.json.encode(Listed(until, within)).decode(),
            )
            names += [item["id"] for item in found]
            address = page.get("@odata.nextLink", "")

    def _mail(self, item: dict[str, Any], memory: Memory, mark: str) -> RawMail | None:
        most = self._mailbox.max_megabytes * 1024 * 1024
        try:
            with self._understood():
                name, received = item["id"], _instant(item)
                content = self._client.download(self._client.place("messages", name, "$value"), most)
        except Gone:
            return None
        return self._raw(name, received, content, memory, mark, too_large=len(content) > most)

    def _folder(self, path: str) -> str:
        """Return the service's name of a folder given by its well-known name or its path. Raises `GraphError`."""
        if path not in self._folders:
            well_known = _WELL_KNOWN.get(path.lower())
            self._folders[path] = well_known or self._walked(path, make=False)
        return self._folders[path]

    def _made(self, path: str) -> str:
        if path not in self._folders:
            self._folders[path] = _WELL_KNOWN.get(path.lower()) or self._walked(path, make=True)
        return self._folders[path]

    def _walked(self, path: str, *, make: bool) -> str:
        parent = ""
        for part in path.split("/"):
            steps = ("mailFolders", parent, "childFolders") if parent else ("mailFolders",)
            named = "displayName eq '{}'".format(part.replace("'", "''"))
            found = self._client.get(self._client.place(*steps, filter=named, select="id")).get("value", [])
            if not found and not make:
                raise GraphError(
                    f"There is no folder {path} in this mailbox: correct `folder`.", status=404, permanent=True
                )
            made = found or [self._client.post(self._client.place(*steps), {"displayName": part})]
            parent = made[0]["id"]
        return parent


_PAGED = {"Prefer": f'odata.maxpagesize={PAGE}, IdType="ImmutableId"'}
_WELL_KNOWN = {"inbox": "inbox", "sent": "sentitems", "junk": "junkemail", "archive": "archive"}


def _instant(item: dict[str, Any]) -> dt.datetime:
    return dt.datetime.fromisoformat(item["receivedDateTime"]).astimezone(dt.UTC)


def _listed(mark: str) -> Listed:
    try:
        return msgspec.json.decode(mark.encode(), type=Listed)
    except msgspec.MsgspecError:
        return Listed(dt.datetime.min.replace(tzinfo=dt.UTC), [])
