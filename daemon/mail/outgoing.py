"""A mail that is to leave: plain data, turned into MIME by `as_bytes` in one place."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    content: bytes = field(repr=False)
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingMail:
    """One reply. `message_id` is derived from the case, so that a second composition is the same mail."""

    message_id: str
    sender: str
    sender_name: str
    recipient: str  # exactly one address on file
    subject: str
    text: str
    html: str
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    language: str = "en"
