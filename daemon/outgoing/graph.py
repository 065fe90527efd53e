"""Replies through Microsoft Graph: a draft from our MIME, then `send`. Microsoft 365 keeps the copy in Sent.

learn.microsoft.com: "Create message" (MIME), "message: send", "Get messages in a folder".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from daemon.config.settings import Outgoing
from daemon.graph.client import GraphClient, GraphError
from daemon.outgoing.base import NotSent, Receipt
from daemon.outgoing.drafts import hand_over, has_left
from daemon.sign_in.choose import graph_tokens
from daemon.sign_in.clouds import CLOUDS


class GraphTransport:
    """The way out through the mailbox that sends, each reply through its own."""

    def __init__(self, outgoing: Outgoing, secret: Callable[[str], str]) -> None:
        self._outgoing = outgoing
        self._base = outgoing.graph.rstrip("/") or CLOUDS[outgoing.cloud].graph
        self._tokens = graph_tokens(outgoing, secret)

    def send(self, *, sender: str, recipient: str, message_id: str, content: bytes) -> Receipt:
        del recipient  # stands in the mail
        with self._client(sender) as client:
            return hand_over(_Drafts(client), message_id, content)

    def has_left(self, *, sender: str, message_id: str) -> str:
        with self._client(sender) as client:
            return has_left(_Drafts(client), message_id)

    def check(self) -> list[str]:
        user = self._outgoing.user
        if not user:
            return ["each reply leaves through the mailbox that its mail came to; none is tried before"]
        with self._client(user) as client:
            try:
                client.get(client.place("mailFolders", "drafts", select="id"))
            except GraphError as error:
                raise NotSent(str(error), permanent=False) from error
        return [f"Microsoft 365 lets {self._outgoing.client_id} write in {user}"]

    @contextmanager
    def _client(self, sender: str) -> Iterator[GraphClient]:
        client = GraphClient(self._base, self._outgoing.user or sender, self._tokens)
        try:
            yield client
        finally:
            client.close()


class _Drafts:
    """As `daemon.outgoing.drafts` wants them."""

    sent = "Sent"
    accepted = "202 accepted by Microsoft 365"

    def __init__(self, client: GraphClient) -> None:
        self._client = client
        self._renamed: dict[str, str] = {}  # Message-IDs that the service gave a draft in place of ours

    def in_sent(self, message_id: str) -> bool:
        names = (message_id, self._renamed.get(message_id, message_id))
        return any(self._found("sentitems", name) for name in dict.fromkeys(names))

    def draft(self, message_id: str, content: bytes) -> Callable[[], None]:
        client = self._client
        left = self._found("drafts", message_id)
        draft = left[0] if left else client.post_mail(client.place("messages"), content)
        name = str(draft["id"])
        # Nothing promises that ours is kept; the one that the draft has stays with it when it is sent.
        self._renamed[message_id] = str(draft.get("internetMessageId") or message_id)

        def order() -> None:
            client.post(client.place("messages", name, "send"), {})

        return order

    def _found(self, folder: str, message_id: str) -> list[dict[str, Any]]:
        wanted = message_id.replace("'", "''")
        condition = f"internetMessageId eq '{wanted}'"
        address = self._client.place("mailFolders", folder, "messages", filter=condition, select="id", top="1")
        found: list[dict[str, Any]] = self._client.get(address).get("value", [])
        return found
