"""A raw mail opened: sender, threading, words and files, and what may be said of the sender. Never raises on what a mail contains."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, datetime
from email import policy
from email.message import Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from daemon.config.settings import Authenticity
from daemon.mail.addresses import Address, addresses, normal_address
from daemon.mail.attachments import contents_of, parsed
from daemon.mail.authenticity import aligned, authenticated
from daemon.mail.charsets import one_line
from daemon.mail.complexity import header_block
from daemon.mail.contents import Contents
from daemon.mail.header_flaws import flaw_of
from daemon.mail.headers import Headers, decoded_words, raw_text, without_comments
from daemon.mail.incoming import OpenedMail, RawMail
from daemon.mail.loops import Envelope, automatic
from daemon.mail.signatures import LookUp, signed_for, txt_record
from parsers.document import Problem

_LONGEST_SUBJECT = 500
_LONGEST_SENTENCE = 400
_LOCAL = re.compile(r"\bwith\s+LMTPS?A?\b", re.IGNORECASE)


def open_mail(
    raw: RawMail, own_addresses: Collection[str], authenticity: Authenticity, look_up: LookUp = txt_record
) -> OpenedMail:
    """Return what `raw` holds. `own_addresses` are the mailbox's address and its aliases; `look_up` asks the DNS for keys.

    A mail that is too large or too complex is opened by its header only, with a problem that says so.
    """
    message, contents = _contents(raw)
    headers = Headers.of(message)
    senders = tuple(address for value in headers.all("from") for address in addresses(value))
    certain = len(headers.all("from")) == 1 and len(senders) == 1
    recipients = tuple(
        address.address
        for name in ("to", "cc")
        for value in headers.all(name)
        for address in addresses(value)
        if address.address
    )
    documents = contents.all_documents()
    reply_to = next((address.address for address in addresses(headers.first("reply-to"))), "")
    sender_field = next((address.address for address in addresses(headers.first("sender"))), "")
    flaw = flaw_of(raw.content)
    verdict, because = automatic(
        Envelope(
            headers=headers,
            media_type=message.get_content_type(),
            senders=senders,
            own=frozenset(normal for address in own_addresses if (normal := normal_address(address))),
            recipients=recipients,
            reply_to=reply_to,
            sender_field=sender_field,
            has_documents=bool(documents),
            flaw=flaw,
        )
    )
    vouched, vouched_because = (False, flaw)
    if not flaw:
        vouched, vouched_because = authenticated(
            headers,
            senders,
            authenticity,
            None if raw.too_large else lambda domain: signed_for(raw.content, domain, aligned, look_up),
        )
    return OpenedMail(
        # Where From leaves a doubt there is no sender: nobody's ledger is looked up for such a mail.
        sender=senders[0].address if certain and not senders[0].defect else "",
        sender_name=senders[0].name if certain else _as_written(headers, senders),
        subject=headers.text("subject", _LONGEST_SUBJECT),
        message_id=next(iter(headers.ids("message-id")), ""),
        references=tuple(dict.fromkeys((*headers.ids("references"), *headers.ids("in-reply-to")))),
        sent_at=min(filter(None, map(_instant, headers.all("date"))), default=None),
        stamped_at=next(filter(None, map(_stamp, headers.all("received"))), None),
        to=recipients,
        reply_to=reply_to,
        sent_by=sender_field,
        text=contents.text(),
        documents=documents,
        automatic=verdict,
        automatic_because=_told(because),
        authenticated=vouched,
        authenticated_because=_told(vouched_because),
        problems=tuple(contents.problems),
        skipped=tuple(contents.skipped),
    )


def _told(sentence: str) -> str:
    """Return a sentence for staff that may quote a stranger's header: as text that can be kept and shown."""
    return one_line(raw_text(sentence), _LONGEST_SENTENCE)


def _contents(raw: RawMail) -> tuple[Message, Contents]:
    if raw.too_large:
        problem = Problem(
            code="mail_too_large",
            message="The mail is larger than the mailbox's limit and was not fetched; look at it in the mailbox.",
        )
        return _header_only(raw.content), Contents(problems=[problem])
    message = parsed(raw.content)
    if isinstance(message, Problem):
        return _header_only(raw.content), Contents(problems=[message])
    return message, contents_of(message)


def _header_only(content: bytes) -> Message:
    return BytesParser(policy=policy.compat32).parsebytes(header_block(content), headersonly=True)


def _as_written(headers: Headers, senders: tuple[Address, ...]) -> str:
    """Return what stands in From for the eyes of staff, where it names no single sender."""
    return one_line(" | ".join(decoded_words(value) for value in headers.all("from")), 200) if senders else ""


def _stamp(received: str) -> datetime | None:
    """Return when a server took a mail in by SMTP, by its Received line. Local delivery (LMTP, RFC 2033) says nothing of a mail's way."""
    if _LOCAL.search(without_comments(received)):
        return None
    return _instant(received.rpartition(";")[2].strip())


def _instant(value: str) -> datetime | None:
    """Return the Date field in UTC; a time without a zone is taken as UTC (RFC 5322 3.3, "-0000")."""
    try:
        instant = parsedate_to_datetime(value)
        return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
