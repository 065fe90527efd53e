"""A mailbox of Microsoft 365, through Microsoft Graph: delta queries for what is new, the MIME of each mail as it came.

The truth is the service's own mark (a deltaLink), stored in the commit of the last mail of its page. A mark that has expired (410) is dropped
and everything is looked at again; the store knows its mails by their names. The cloud that 21Vianet operates offers no delta for
messages: there the folder is listed by the time of arrival, with an overlap.

learn.microsoft.com: "message: delta", "List messages", "Get message" ($value), "Paging Microsoft Graph data".
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from daemon.config.settings import Mailbox
from daemon.graph.client import GraphClient, GraphError
from daemon.mail.complexity import header_block
from daemon.mail.incoming import RawMail
from daemon.mailboxes.base import Cursor, MailboxError, PermanentMailboxError, Settled, TemporaryMailboxError
from daemon.mailboxes.memory import Memory, memory_file, recall, remember
from daemon.sign_in.choose import graph_tokens
from daemon.sign_in.clouds import CLOUDS

PAGE = 50
CATEGORIES = {Settled.DONE: "Tieout done", Settled.HELD: "Tieout held"}
_FIELDS = "id,receivedDateTime,isDraft"
# A mail may arrive with a time of arrival a little before one that was seen already.
_OVERLAP = dt.timedelta(minutes=15)


class Listed(msgspec.Struct):
    """The mark where there is no delta: the newest arrival seen, and the names within the overlap before it."""

    until: dt.datetime
    names: list[str]


class GraphConnection:
    """One folder of one mailbox. `state` is the service's state directory."""

    def __init__(self, mailbox: Mailbox, secret: Callable[[str], str], state: Path) -> None:
        self._mailbox = mailbox
        base = mailbox.graph.rstrip("/") or CLOUDS[mailbox.cloud].graph
        self._client = GraphClient(base, mailbox.user or mailbox.address, graph_tokens(mailbox, secret))
        self._delta = mailbox.cloud != "china"
        self._memory_file = memory_file(state, mailbox.name)
        self._folders: dict[str, str] = {}
        self._reached = ""  # the newest mark of this connection, also where its page brought no mail

    def __enter__(self) -> Self:
        with self._asking():
            self._folder(self._mailbox.folder)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def fetch(self, cursor: Cursor) -> Iterator[RawMail]:
        memory = self._remembered(cursor.started)
        pages = self._changes(self._reached or cursor.mark) if self._delta else self._arrivals(cursor.mark)
        for found, mark in pages:
            mails = [item for item in found if "@removed" not in item and not item.get("isDraft")]
            for number, item in enumerate(mails, start=1):
                with self._asking():
                    mail = self._mail(item, memory, mark if number == len(mails) else "")
                if mail is not None:
                    yield mail
            self._reached = mark

    def settle(self, uidvalidity: int, uid: int, outcome: Settled, remote: str = "") -> None:
        del uidvalidity, uid
        if self._mailbox.when_done == "keep" or not remote:
            return
        message = self._client.place("messages", remote)
        with self._asking(gone_is_fine=True):
            if self._mailbox.when_done == "move":
                configured = self._mailbox.done_folder if outcome is Settled.DONE else self._mailbox.held_folder
                self._client.post(f"{message}/move", {"destinationId": self._made(configured)})
                return
            present = self._client.get(self._client.place("messages", remote, select="categories,flag"))
            others = [name for name in present.get("categories", []) if name not in CATEGORIES.values()]
            flagged = "flagged" if outcome is Settled.HELD else "notFlagged"
            self._client.patch(message, {"categories": [*others, CATEGORIES[outcome]], "flag": {"flagStatus": flagged}})

    def wait(self, seconds: float) -> bool:
        """Microsoft hints only to public addresses, which a service inside a company has not: time passes."""
        time.sleep(seconds)
        return False

    def append_sent(self, content: bytes) -> None:
        """Microsoft 365 lays what is sent through it into Sent by itself, and takes no copy of what was not."""

    def check(self) -> list[str]:
        mailbox = self._mailbox
        with self._asking():
            folder = self._client.get(self._client.place("mailFolders", self._folder(mailbox.folder)))
        lines = [
            f"signed in as {mailbox.client_id} for {mailbox.user or mailbox.address}",
            f"{folder.get('displayName', mailbox.folder)}: {folder.get('totalItemCount', 0)} mails",
            f"looked for every {mailbox.poll_seconds} seconds"
            + ("" if self._delta else ", without delta in this cloud"),
        ]
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
            with self._asking():
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
        known = _listed(self._reached or mark)
        names = list(known.names)
        query = {"select": _FIELDS, "orderby": "receivedDateTime", "top": str(PAGE)}
        if names:
            query["filter"] = f"receivedDateTime ge {known.until - _OVERLAP:%Y-%m-%dT%H:%M:%SZ}"
        address = self._client.place("mailFolders", self._folder(self._mailbox.folder), "messages", **query)
        arrivals: dict[str, dt.datetime] = {}
        until = known.until
        while address:
            with self._asking():
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
        name, received = item["id"], _instant(item)
        most = self._mailbox.max_megabytes * 1024 * 1024
        try:
            content = self._client.download(self._client.place("messages", name, "$value"), most)
        except GraphError as error:
            if error.status == 404:
                return None  # somebody removed it meanwhile
            raise
        too_large = len(content) > most
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

    def _remembered(self, started: dt.datetime | None = None) -> Memory:
        """Return since when this folder is watched: since the service `started`, where this machine has not looked before."""
        memory = recall(self._memory_file)
        if memory is None:
            memory = Memory(uidvalidity=0, first_start=started or dt.datetime.now(tz=dt.UTC))
            remember(self._memory_file, memory)
        return memory

    @contextmanager
    def _asking(self, *, gone_is_fine: bool = False) -> Iterator[None]:
        try:
            yield
        except MailboxError:
            raise
        except GraphError as error:
            if gone_is_fine and error.status == 404:
                return
            if error.permanent:
                raise PermanentMailboxError(str(error)) from error
            raise TemporaryMailboxError(str(error), error.wait) from error
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise TemporaryMailboxError("Microsoft Graph answered something unreadable: asked again later.") from error


_PAGED = {"Prefer": f'odata.maxpagesize={PAGE}, IdType="ImmutableId"'}
_WELL_KNOWN = {"inbox": "inbox", "sent": "sentitems", "junk": "junkemail", "archive": "archive"}


def _instant(item: dict[str, Any]) -> dt.datetime:
    return dt.datetime.fromisoformat(item["receivedDateTime"]).astimezone(dt.UTC)


def _listed(mark: str) -> Listed:
    try:
        return msgspec.json.decode(mark.encode(), type=Listed)
    except msgspec.MsgspecError:
        return Listed(dt.datetime.min.replace(tzinfo=dt.UTC), [])
