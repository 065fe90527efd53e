"""A mailbox on an Exchange Server on premises, through EWS: SyncFolderItems for what is new, the MIME of each mail as it came.

The truth is the server's own sync state, stored in the commit of the last mail of its page. One that the server no longer knows is dropped and
everything is looked at again; the store knows its mails by their names. Names change when a mail is moved, so a held one is remembered.

learn.microsoft.com: "SyncFolderItems operation", "GetItem operation", "MoveItem operation".
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from exchangelib import Folder, Message, errors
from exchangelib.fields import FieldPath
from exchangelib.services import SyncFolderItems

from daemon.config.settings import Mailbox
from daemon.exchange.session import ExchangeError, ExchangeSession
from daemon.mail.complexity import header_block
from daemon.mail.incoming import RawMail
from daemon.mailboxes.base import Cursor, PermanentMailboxError, Settled, TemporaryMailboxError
from daemon.mailboxes.memory import Memory, memory_file, recall, remember

PAGE = 50
CATEGORIES = {Settled.DONE: "Tieout done", Settled.HELD: "Tieout held"}
_FIELDS = ("size", "datetime_received")


class ExchangeConnection:
    """One folder of one mailbox. `state` is the service's state directory."""

    def __init__(self, mailbox: Mailbox, secret: Callable[[str], str], state: Path) -> None:
        self._mailbox = mailbox
        self._session = ExchangeSession(mailbox, mailbox.address, secret)
        self._memory_file = memory_file(state, mailbox.name)
        self._folders: dict[str, Any] = {}
        self._reached = ""  # the newest sync state of this connection, also where its page brought no mail

    def __enter__(self) -> Self:
        self._folder(self._mailbox.folder)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()

    def fetch(self, cursor: Cursor) -> Iterator[RawMail]:
        memory = self._remembered(cursor.started)
        for found, mark in self._changes(self._reached or cursor.mark):
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
            with self._asking("show what became of a mail") as account:
                if self._mailbox.when_done == "move":
                    self._move(account, remote, outcome)
                else:
                    self._categorise(account, remote, outcome)
        except _Gone:
            return

    def wait(self, seconds: float) -> bool:
        """No hints are asked for: time passes."""
        time.sleep(seconds)
        return False

    def append_sent(self, content: bytes) -> None:
        """Exchange lays what is sent through it into Sent Items by itself."""

    def check(self) -> list[str]:
        mailbox = self._mailbox
        folder = self._folder(mailbox.folder)
        with self._asking("look into the folder"):
            folder.refresh()
            return [
                f"signed in at {mailbox.host} as {mailbox.user or mailbox.address} ({mailbox.exchange_auth})",
                f"{folder.name}: {folder.total_count} mails",
                f"looked for every {mailbox.poll_seconds} seconds",
            ]

    def _changes(self, mark: str) -> Iterator[tuple[list[Any], str]]:
        """Yield the new mails of each page, with the sync state after it."""
        folder = self._folder(self._mailbox.folder)
        fields = {FieldPath(field=Message.get_field_by_fieldname(name)) for name in _FIELDS}
        while True:
            with self._asking("look for new mail") as account:
                service = SyncFolderItems(account=account)
                try:
                    changes = list(
                        service.call(
                            folder=folder,
                            shape="IdOnly",
                            additional_fields=fields,
                            sync_state=mark or None,
                            ignore=None,
                            max_changes_returned=PAGE,
                            sync_scope=None,
                        )
                    )
                except errors.ErrorInvalidSyncStateData:
                    if not mark:
                        raise
                    mark = ""
                    continue
            reached = str(service.sync_state)
            yield [item for kind, item in changes if kind == "create" and isinstance(item, Message)], reached
            if service.includes_last_item_in_range or reached == mark:
                return
            mark = reached

    def _mail(self, item: Any, memory: Memory, mark: str) -> RawMail | None:
        most = self._mailbox.max_megabytes * 1024 * 1024
        try:
            with self._asking("fetch a mail") as account:
                too_large = (item.size or 0) > most
                fields = ["headers"] if too_large else ["mime_content"]
                found = next(iter(account.fetch([(item.id, item.changekey)], only_fields=fields)))
                if isinstance(found, Exception):
                    raise found
                content = _header_of(found.headers or []) if too_large else bytes(found.mime_content or b"")
                received = dt.datetime.fromisoformat(item.datetime_received.isoformat()).astimezone(dt.UTC)
        except _Gone:
            return None  # somebody removed it meanwhile
        return RawMail(
            mailbox=self._mailbox.name,
            folder=self._mailbox.folder,
            uidvalidity=0,
            uid=0,
            content=content,
            received_at=received,
            too_large=too_large,
            backlog=received < memory.first_start,
            remote=item.id,
            mark=mark,
        )

    def _categorise(self, account: Any, remote: str, outcome: Settled) -> None:
        (item,) = account.fetch([(remote, None)], only_fields=["categories"])
        if isinstance(item, Exception):
            raise item
        others = [name for name in item.categories or [] if name not in CATEGORIES.values()]
        wanted = [*others, CATEGORIES[outcome]]
        if wanted != item.categories:
            item.categories = wanted
            item.save(update_fields=["categories"])

    def _move(self, account: Any, remote: str, outcome: Settled) -> None:
        memory = self._remembered()
        now_named = memory.held.get(remote, remote)
        target = self._folder(
            self._mailbox.done_folder if outcome is Settled.DONE else self._mailbox.held_folder, make=True
        )
        if outcome is Settled.HELD and remote in memory.held:
            return
        (moved,) = account.bulk_move([(now_named, None)], to_folder=target)
        if isinstance(moved, Exception):
            raise moved
        if outcome is Settled.HELD and moved:
            memory.held[remote] = moved[0]
        else:
            memory.held.pop(remote, None)
        remember(self._memory_file, memory)

    def _folder(self, path: str, *, make: bool = False) -> Any:
        if path not in self._folders:
            with self._asking(f"open the folder {path}") as account:
                well_known = {"inbox": "inbox", "sent": "sent", "junk": "junk"}.get(path.lower())
                self._folders[path] = getattr(account, well_known) if well_known else self._walked(account, path, make)
        return self._folders[path]

    @staticmethod
    def _walked(account: Any, path: str, make: bool) -> Any:
        folder = account.msg_folder_root
        for part in path.split("/"):
            child = next((each for each in folder.children if each.name == part), None)
            if child is None:
                if not make:
                    raise errors.ErrorFolderNotFound(f"there is no folder {path}: correct `folder`")
                child = Folder(parent=folder, name=part)
                child.save()
            folder = child
        return folder

    def _remembered(self, started: dt.datetime | None = None) -> Memory:
        """Return since when this folder is watched: since the service `started`, where this machine has not looked before."""
        memory = recall(self._memory_file)
        if memory is None:
            memory = Memory(uidvalidity=0, first_start=started or dt.datetime.now(tz=dt.UTC))
            remember(self._memory_file, memory)
        return memory

    @contextmanager
    def _asking(self, what: str) -> Iterator[Any]:
        try:
            with self._session.asking(what) as account:
                yield account
        except ExchangeError as error:
            if error.gone:
                raise _Gone(str(error)) from error
            if error.permanent:
                raise PermanentMailboxError(str(error)) from error
            raise TemporaryMailboxError(str(error), error.wait) from error


class _Gone(PermanentMailboxError):
    """The mail or folder is not there."""


def _header_of(headers: list[Any]) -> bytes:
    """Return the header of a mail that is too large to be fetched whole."""
    lines = (f"{header.name}: {' '.join(str(header.value).split())}\r\n" for header in headers)
    return header_block("".join(lines).encode() + b"\r\n")
