"""What shows that a mail in Drafts or Sent is the draft of a case, whatever a mail program made of it.

Mail programs give a draft that is edited or sent a Message-ID of their own, and many drop fields that they do not know. What they keep
is what it answers.
"""

from __future__ import annotations

import hashlib
from email import policy
from email.parser import BytesParser
from enum import StrEnum

from daemon.mail.addresses import addresses
from daemon.mail.complexity import header_block
from daemon.mail.headers import Headers
from daemon.mail.incoming import OpenedMail

CASE_MARK = "X-Tieout-Case"
"""The case and the Message-ID of its reply; only on drafts."""

FIELDS = ("MESSAGE-ID", "IN-REPLY-TO", "REFERENCES", CASE_MARK.upper(), "FROM", "SENDER", "TO", "CC", "BCC")
"""The fields that are looked at."""

_OURS = "<tieout."


class Trace(StrEnum):
    """How a mail belongs to a draft."""

    OURS = "ours"  # it carries the draft's own Message-ID, or the mark of its case
    THREAD = "thread"  # it answers the same mail
    NONE = "none"


def trace(header: bytes, message_id: str, answers: str) -> Trace:
    """Tell how a mail with this header belongs to the draft with `message_id` that answers the mail `answers` ("": unknown)."""
    fields = _headers(header)
    own = (*fields.ids("message-id"), *fields.ids(CASE_MARK.lower()))
    if message_id in own:
        return Trace.OURS
    if any(each.startswith(_OURS) for each in own):
        return Trace.NONE  # of another case, or another reply of ours
    return (
        Trace.THREAD if answers and answers in (*fields.ids("in-reply-to"), *fields.ids("references")) else Trace.NONE
    )


def own_ids(header: bytes) -> tuple[str, ...]:
    """Return the Message-ID of a mail, or several where it claims so."""
    return _headers(header).ids("message-id")


def sent_to(header: bytes) -> frozenset[str]:
    """Return whom a mail is addressed to, in the compared form."""
    return _addresses(header, "to", "cc", "bcc")


def sent_by(header: bytes) -> str:
    """Return who sent a mail, as far as it says: Sender before From; "" where it says nothing."""
    return next(iter((*sorted(_addresses(header, "sender")), *sorted(_addresses(header, "from")))), "")


def fingerprint(opened: OpenedMail) -> str:
    """Return what tells a draft from one that a person has changed: recipients, subject, text and attachments, however they are coded."""
    text = "".join(opened.text.split())
    attached = sorted({document.sha256 for document in opened.documents})
    parts = (" ".join(sorted(opened.to)), " ".join(opened.subject.split()), text, *attached)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _addresses(header: bytes, *names: str) -> frozenset[str]:
    fields = _headers(header)
    values = (value for name in names for value in fields.all(name))
    return frozenset(found.address for value in values for found in addresses(value) if found.address)


def _headers(header: bytes) -> Headers:
    return Headers.of(BytesParser(policy=policy.compat32).parsebytes(header_block(header), headersonly=True))
