"""A mailbox on an Exchange Server on premises, through EWS: SyncFolderItems for what is new, the MIME of each mail as it came.

The mark is the server's own sync state. Names change when a mail is moved, so a held one is remembered. A streaming subscription hints at new
mail where the server offers it.

learn.microsoft.com: "SyncFolderItems operation", "GetItem operation", "MoveItem operation".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from exchangelib import Message, errors
from exchangelib.fields import FieldPath
from exchangelib.services import SyncFolderItems

from daemon.config.settings import Mailbox
from daemon.exchange.folders import folder_of
from daemon.exchange.listening import Listener
from daemon.exchange.session import ExchangeSession
from daemon.mail.incoming import RawMail
from daemon.mailboxes.base import Settled
from daemon.mailboxes.exchange_drafts import ExchangeDrafts
from daemon.mailboxes.memory import Memory, remember
from daemon.mailboxes.named import PAGE, Gone, NamedConnection, categories

_FIELDS = ("size", "datetime_received")


class ExchangeConnection(NamedConnection[Any], ExchangeDrafts):
    """One folder of one mailbox. `state` is the service's state directory."""

    def __init__(self, mailbox: Mailbox, secret: Callable[[str], str], state: Path) -> None:
        NamedConnection.__init__(self, mailbox, state)
        ExchangeDrafts.__init__(self)
        self._session = ExchangeSession(mailbox, mailbox.address, secret)
        self._listener = Listener(ExchangeSession(mailbox, mailbox.address, secret), mailbox.folder)
        self._folders: dict[str, Any] = {}

    def __enter__(self) -> Self:
        self._folder(self._mailbox.folder)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listener.stop()
        self._session.close()

    def wait(self, seconds: float) -> bool:
        return self._listener.hint(seconds)

    def check(self) -> list[str]:
        mailbox = self._mailbox
        folder = self._folder(mailbox.folder)
        with self._asking("look into the folder"):
            folder.refresh()
            lines = [
                f"signed in at {mailbox.host} as {mailbox.user or mailbox.address} ({mailbox.exchange_auth})",
                f"{folder.name}: {folder.total_count} mails",
                f"looked for every {mailbox.poll_seconds} seconds; {self._listener.try_it()}",
            ]
        if mailbox.drafts_folder:
            lines.append(f"drafts that wait for a person: Drafts, {len(self.drafts())} mails")
        return lines

    def _pages(self, mark: str) -> Iterator[tuple[Sequence[Any], str]]:
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
        except Gone:
            return None
        return self._raw(item.id, received, content, memory, mark, too_large=too_large)

    def _show(self, remote: str, outcome: Settled) -> None:
        with self._asking("show what became of a mail") as account:
            if self._mailbox.when_done == "move":
                self._move(account, remote, outcome)
            else:
                self._categorise(account, remote, outcome)

    def _categorise(self, account: Any, remote: str, outcome: Settled) -> None:
        (item,) = account.fetch([(remote, None)], only_fields=["categories"])
        if isinstance(item, Exception):
            raise item
        wanted = categories(item.categories or [], outcome)
        if wanted != item.categories:
            item.categories = wanted
            item.save(update_fields=["categories"])

    def _move(self, account: Any, remote: str, outcome: Settled) -> None:
        memory = self._remembered()
        now_named = memory.held.get(remote, remote)
        target = self._folder(self._target(outcome), make=True)
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
                self._folders[path] = folder_of(account, path, make=make)
        return self._folders[path]

    @contextmanager
    def _asking(self, what: str) -> Iterator[Any]:
        with self._understood(), self._session.asking(what) as account:
            yield account


def _header_of(headers: list[Any]) -> bytes:
    """Return the header of a mail that is too large to be fetched whole."""
    lines = (f"{header.name}: {' '.join(str(header.value).split())}\r\n" for header in headers)
    return "".join(lines).encode() + b"\r\n"
