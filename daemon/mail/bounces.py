"""Delivery reports (RFC 3464): which reply they concern and what became of it. Reports are read and shown, never answered."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import Message
from enum import StrEnum

from daemon.mail.addresses import normal_address
from daemon.mail.attachments import parsed
from daemon.mail.charsets import one_line
from daemon.mail.headers import Headers, decoded_words
from parsers.document import Problem

_LONGEST_TEXT = 300


class Delivery(StrEnum):
    """What a report says of one recipient. Delayed mail is still on its way."""

    FAILED = "failed"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Fate:
    """One recipient: address in the compared form, the enhanced status code ("5.1.1") and the server's words."""

    address: str
    delivery: Delivery
    status: str
    text: str


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """`message_id` is that of the mail reported on, "" where the report does not return its header."""

    message_id: str
    fates: tuple[Fate, ...]


_ACTIONS = {
    "failed": Delivery.FAILED,
    "delayed": Delivery.DELAYED,
    "delivered": Delivery.DELIVERED,
    "relayed": Delivery.DELIVERED,
    "expanded": Delivery.DELIVERED,
}


def delivery_report(content: bytes) -> DeliveryReport | None:
    """Return what a mail reports on the delivery of another, None where it is no delivery report."""
    message = parsed(content)
    if isinstance(message, Problem) or message.get_content_type() != "multipart/report":
        return None
    payload = message.get_payload()
    parts = [part for part in payload if isinstance(part, Message)] if isinstance(payload, list) else []
    status = next((part for part in parts if part.get_content_type() == "message/delivery-status"), None)
    if status is None:
        return None
    blocks = status.get_payload()
    fates = tuple(
        fate
        for block in (blocks if isinstance(blocks, list) else [])
        if isinstance(block, Message) and (fate := _fate(Headers.of(block))) is not None
    )
    return DeliveryReport(next((found for part in parts if (found := _returned_id(part))), ""), fates)


def _fate(headers: Headers) -> Fate | None:
    recipient = headers.first("final-recipient") or headers.first("original-recipient")
    if not recipient:
        return None  # the block about the whole mail
    action = headers.first("action").partition(" ")[0].lower()
    status = headers.first("status").partition(" ")[0]
    delivery = _ACTIONS.get(action, Delivery.UNKNOWN)
    if delivery is Delivery.UNKNOWN and status.startswith("5."):
        delivery = Delivery.FAILED
    return Fate(
        address=normal_address(recipient.rpartition(";")[2].strip().strip("<>")),
        delivery=delivery,
        status=status,
        text=one_line(decoded_words(headers.first("diagnostic-code")), _LONGEST_TEXT),
    )


def _returned_id(part: Message) -> str:
    payload = part.get_payload()
    if part.get_content_type() == "message/rfc822" and isinstance(payload, list) and isinstance(payload[0], Message):
        return next(iter(Headers.of(payload[0]).ids("message-id")), "")
    if part.get_content_type() == "text/rfc822-headers" and isinstance(payload, str):
        inner = parsed(payload.encode("ascii", "replace"))
        return "" if isinstance(inner, Problem) else next(iter(Headers.of(inner).ids("message-id")), "")
    return ""
