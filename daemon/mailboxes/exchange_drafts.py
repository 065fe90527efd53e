"""Drafts in a mailbox of an Exchange Server: saved from our MIME into its Drafts folder, found again by their content.

learn.microsoft.com: "CreateItem operation", "FindItem operation", "DeleteItem operation".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Any

from exchangelib import EWSDateTime, Message

from daemon.mailboxes.base import Filed
from daemon.mailboxes.named import Gone
from daemon.mailboxes.named_drafts import Listed, NamedDrafts

_FIELDS = ("id", "changekey", "message_id", "datetime_received")


class ExchangeDrafts(NamedDrafts):
    """As `KeepsDrafts` has it."""

    def _asking(self, what: str) -> AbstractContextManager[Any]:
        raise NotImplementedError

    def lay_draft(self, content: bytes) -> None:
        with self._asking("lay a draft into Drafts") as account:
            Message(account=account, folder=account.drafts, mime_content=content).save()

    def remove_draft(self, mail: Filed) -> bool:
        try:
            with self._asking("take a draft out of Drafts") as account:
                (done,) = account.bulk_delete([(mail.name, None)])
                if isinstance(done, Exception):
                    raise done
        except Gone:
            return False
        return True

    def _in_drafts(self) -> list[Listed]:
        with self._asking("look into Drafts") as account:
            return list(_listed(account.drafts.all().only(*_FIELDS)))

    def _in_sent(self, since: dt.datetime) -> list[Listed]:
        with self._asking("look for a draft in Sent Items") as account:
            begin = EWSDateTime.from_datetime(since)
            return list(_listed(account.sent.filter(datetime_received__gte=begin).only(*_FIELDS)))

    def _content(self, name: str) -> bytes | None:
        try:
            with self._asking("fetch a draft") as account:
                (found,) = account.fetch([(name, None)], only_fields=["mime_content"])
                if isinstance(found, Exception):
                    raise found
                return bytes(found.mime_content or b"")
        except Gone:
            return None


def _listed(items: Iterable[Any]) -> Iterator[Listed]:
    for item in items:
        at = dt.datetime.fromisoformat(item.datetime_received.isoformat()).astimezone(dt.UTC)
        yield Listed(item.id, item.changekey or "", item.message_id or "", at)
