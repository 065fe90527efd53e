"""Drafts in a mailbox of Microsoft 365: made from our MIME in its Drafts folder, found again by their content.

learn.microsoft.com: "Create message" (MIME format), "List messages", "Delete message".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

from daemon.config.settings import Mailbox
from daemon.graph.client import GraphClient
from daemon.mailboxes.base import Filed
from daemon.mailboxes.named import PAGE, Gone
from daemon.mailboxes.named_drafts import Listed, NamedDrafts

_FIELDS = "id,changeKey,internetMessageId,receivedDateTime"


class GraphDrafts(NamedDrafts):
    """As `KeepsDrafts` has it."""

    _mailbox: Mailbox
    _client: GraphClient

    def _understood(self) -> AbstractContextManager[None]:
        raise NotImplementedError

    def lay_draft(self, content: bytes) -> None:
        with self._understood():
            self._client.post_mail(self._client.place("messages"), content)

    def remove_draft(self, mail: Filed) -> bool:
        try:
            with self._understood():
                self._client.delete(self._client.place("messages", mail.name))
        except Gone:
            return False
        return True

    def _in_drafts(self) -> Iterator[Listed]:
        return self._listed("drafts")

    def _in_sent(self, since: dt.datetime) -> Iterator[Listed]:
        return self._listed("sentitems", filter=f"receivedDateTime ge {since:%Y-%m-%dT%H:%M:%SZ}")

    def _content(self, name: str) -> bytes | None:
        try:
            with self._understood():
                return self._client.download(
                    self._client.place("messages", name, "$value"), self._mailbox.max_megabytes * 1024 * 1024
                )
        except Gone:
            return None

    def _listed(self, folder: str, **query: str) -> Iterator[Listed]:
        address = self._client.place("mailFolders", folder, "messages", select=_FIELDS, top=str(PAGE), **query)
        while address:
            with self._understood():
                page = self._client.get(address)
                found = [_listed(item) for item in page.get("value", [])]
            yield from found
            address = page.get("@odata.nextLink", "")


def _listed(item: dict[str, Any]) -> Listed:
    at = dt.datetime.fromisoformat(item["receivedDateTime"]).astimezone(dt.UTC)
    return Listed(item["id"], item.get("changeKey", ""), item.get("internetMessageId") or "", at)
