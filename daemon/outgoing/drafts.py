"""Replies through a mailbox that keeps drafts (Microsoft 365, Exchange): a draft from our MIME first, then the order to send it.

A draft alone is no mail, so every failure before the order is `NotSent`, and a later attempt takes the draft up again. After it only the
server's word says whether it was accepted; where none comes, finding the mail in Sent settles it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from daemon.asking import RequestFailed
from daemon.outgoing.base import InDoubt, NotSent, Receipt


class Drafts(Protocol):
    """The drafts and the Sent folder of one mailbox. Each method raises `RequestFailed`."""

    @property
    def sent(self) -> str:
        """How people call the Sent folder."""
        ...

    @property
    def accepted(self) -> str:
        """What is told of a mail that the server took."""
        ...

    def in_sent(self, message_id: str) -> bool: ...

    def draft(self, message_id: str, content: bytes) -> Callable[[], None]:
        """Take up the draft that an earlier attempt left, else lay one down. Return the order to send it."""
        ...


def hand_over(drafts: Drafts, message_id: str, content: bytes) -> Receipt:
    """Send a reply once. Raises `NotSent`, `InDoubt`."""
    found = Receipt(f"found in {drafts.sent}")
    try:
        if drafts.in_sent(message_id):
            return found
        order = drafts.draft(message_id, content)
    except RequestFailed as error:
        raise NotSent(str(error), permanent=error.unfit, wait=error.wait) from error
    except (KeyError, TypeError, AttributeError) as error:
        raise NotSent("The server answered something unreadable.", permanent=False) from error
    try:
        order()
    except RequestFailed as error:
        if error.answered:
            raise NotSent(str(error), permanent=False, wait=error.wait) from error
        if _lies_there(drafts, message_id):
            return found
        raise InDoubt(f"{error} It may have been accepted.") from error
    return Receipt(drafts.accepted)


def has_left(drafts: Drafts, message_id: str) -> str:
    """Return how it is known that a mail left, "" where nothing shows it. Raises `NotSent`."""
    try:
        return f"found in {drafts.sent}" if drafts.in_sent(message_id) else ""
    except RequestFailed as error:
        raise NotSent(str(error), permanent=False, wait=error.wait) from error


def _lies_there(drafts: Drafts, message_id: str) -> bool:
    try:
        return drafts.in_sent(message_id)
    except RequestFailed:
        return False  # the doubt stays
