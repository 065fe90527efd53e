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
    """The way out through the mailbox that sends, each reply through its own."""

    def __init__(self, outgoing: Outgoing, secret: Callable[[str], str]) -> None:
        self._outgoing = outgoing
        self._base = outgoing.graph.rstrip("/") or CLOUDS[outgoing.cloud].graph
        self._tokens = graph_tokens(outgoing, secret)

    def send(self, *, sender: str, recipient: str, message_id: str, content: bytes) -> Receipt:
        del recipient  # stands in the mail
        client = GraphClient(self._base, self._outgoing.user or sender, self._tokens)
        try:
            return self._send(client, message_id, content)
        finally:
            client.close()

    def has_left(self, *, sender: str, message_id: str) -> str:
        client = GraphClient(self._base, self._outgoing.user or sender, self._tokens)
        try:
            return "found in Sent" if _found(client, "sentitems", message_id) else ""
        except GraphError as error:
            raise NotSent(str(error), permanent=False, wait=error.wait) from error
        finally:
            client.close()

    def check(self) -> list[str]:
        user = self._outgoing.user
        if not user:
            return ["each reply leaves through the mailbox that its mail came to; none is tried before"]
        client = GraphClient(self._base, user, self._tokens)
        try:
            client.get(client.place("mailFolders", "drafts", select="id"))
        except GraphError as error:
            raise NotSent(str(error), permanent=False) from error
        finally:
            client.close()
        return [f"Microsoft 365 lets {self._outgoing.client_id} write in {user}"]

    def _send(self, client: GraphClient, message_id: str, content: bytes) -> Receipt:
        try:
            if _found(client, "sentitems", message_id):
                return Receipt("found in Sent")
            draft = _draft(client, message_id, content)
        except GraphError as error:
            # What Microsoft does not take as a mail (400, 413) stays so; all else may be mended.
            raise NotSent(str(error), permanent=error.status in {400, 413}, wait=error.wait) from error
        except (KeyError, TypeError, AttributeError) as error:
            raise NotSent("Microsoft Graph answered something unreadable.", permanent=False) from error
        try:
            client.post(client.place("messages", draft, "send"), {})
        except GraphError as error:
            if 400 <= error.status < 500 and error.status != 408:  # 408 says only that the answer took too long
                raise NotSent(str(error), permanent=False, wait=error.wait) from error
            return self._settled(client, message_id, error)
        return Receipt("202 accepted by Microsoft 365")

    def _settled(self, client: GraphClient, message_id: str, error: GraphError) -> Receipt:
        try:
            if _found(client, "sentitems", message_id):
                return Receipt("found in Sent")
        except GraphError:
            pass  # the doubt stays
        raise InDoubt(f"{error} It may have been accepted.") from error


def _draft(client: GraphClient, message_id: str, content: bytes) -> str:
    """Return the name of the draft: one that an earlier attempt left, else a new one."""
    left = _found(client, "drafts", message_id)
    return str(left[0]["id"] if left else client.post_mail(client.place("messages"), content)["id"])


def _found(client: GraphClient, folder: str, message_id: str) -> list[dict[str, Any]]:
    wanted = message_id.replace("'", "''")
    address = client.place(
        "mailFolders", folder, "messages", filter=f"internetMessageId eq '{wanted}'", select="id", top="1"
    )
    found: list[dict[str, Any]] = client.get(address).get("value", [])
    return found
