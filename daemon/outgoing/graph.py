"""Replies through Microsoft Graph: a draft from our MIME, then `send`. Microsoft 365 keeps the copy in Sent.

A draft alone is no mail, so every failure up to `send` is `NotSent`, and a later attempt takes the draft up again. After `send` only an answer of
202 says that it was accepted, and only a refusal (4xx) that it was not; in between, finding the mail in Sent settles it.

learn.microsoft.com: "Create message" (MIME), "message: send", "Get messages in a folder".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from daemon.config.settings import Outgoing
from daemon.graph.client import GraphClient, GraphError
from daemon.outgoing.base import InDoubt, NotSent, Receipt
from daemon.sign_in.choose import graph_tokens
from daemon.sign_in.clouds import CLOUDS


class GraphTransport:
    """The way out through the mailbox `user`."""

    def __init__(self, outgoing: Outgoing, secret: Callable[[str], str]) -> None:
        self._outgoing = outgoing
        base = outgoing.graph.rstrip("/") or CLOUDS[outgoing.cloud].graph
        self._client = GraphClient(base, outgoing.user, graph_tokens(outgoing, secret))

    def send(self, *, sender: str, recipient: str, message_id: str, content: bytes) -> Receipt:
        del sender, recipient  # stand in the mail
        try:
            if self._sent(message_id):
                return Receipt("found in Sent")
            draft = self._draft(message_id, content)
        except GraphError as error:
            # What Microsoft does not take as a mail (400, 413) stays so; all else may be mended.
            raise NotSent(str(error), permanent=error.status in {400, 413}, wait=error.wait) from error
        except (KeyError, TypeError, AttributeError) as error:
            raise NotSent("Microsoft Graph answered something unreadable.", permanent=False) from error
        try:
            self._client.post(self._client.place("messages", draft, "send"), {})
        except GraphError as error:
            if 400 <= error.status < 500:
                raise NotSent(str(error), permanent=False, wait=error.wait) from error
            return self._settled(message_id, error)
        return Receipt("202 accepted by Microsoft 365")

    def check(self) -> list[str]:
        try:
            self._client.get(self._client.place("mailFolders", "drafts", select="id"))
        except GraphError as error:
            raise NotSent(str(error), permanent=False) from error
        return [f"Microsoft 365 lets {self._outgoing.client_id} write in {self._outgoing.user}"]

    def _draft(self, message_id: str, content: bytes) -> str:
        """Return the name of the draft: one that an earlier attempt left, else a new one."""
        left = self._found("drafts", message_id)
        if left:
            return str(left[0]["id"])
        return str(self._client.post_mail(self._client.place("messages"), content)["id"])

    def _settled(self, message_id: str, error: GraphError) -> Receipt:
        try:
            if self._sent(message_id):
                return Receipt("found in Sent")
        except GraphError:
            pass  # the doubt stays
        raise InDoubt(f"{error} It may have been accepted.") from error

    def _sent(self, message_id: str) -> bool:
        return bool(self._found("sentitems", message_id))

    def _found(self, folder: str, message_id: str) -> list[dict[str, Any]]:
        wanted = message_id.replace("'", "''")
        address = self._client.place(
            "mailFolders", folder, "messages", filter=f"internetMessageId eq '{wanted}'", select="id", top="1"
        )
        found: list[dict[str, Any]] = self._client.get(address).get("value", [])
        return found
