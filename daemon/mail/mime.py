"""An outgoing mail as bytes, ready for SMTP: 7-bit, CRLF, the same bytes for the same mail on every day and every Python.

Written by hand and not with email.message: that folds long message ids into encoded words and chooses its boundaries by chance, so
that a second composition would be another mail.
"""

from __future__ import annotations

import base64
import hashlib
import quopri
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache
from urllib.parse import quote

from daemon.mail.addresses import normal_address
from daemon.mail.charsets import one_line, without_controls
from daemon.mail.draft_traces import CASE_MARK
from daemon.mail.file_names import label
from daemon.mail.loops import OWN_MARK
from daemon.mail.outgoing import Attachment, OutgoingMail

MOST_REFERENCES = 10
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,500}>")
_OWN_MESSAGE_ID = re.compile(r"<[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,120}@[A-Za-z0-9.-]{1,120}>")
_MEDIA_TYPE = re.compile(r"[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*")
_WIDTH = 76
_SEVEN_BITS = bytes(range(0x80))
_LONGEST_SUBJECT = 300
_LONGEST_NAME = 120


def as_bytes(mail: OutgoingMail, date: datetime, *, to_staff: bool = False, draft_of: int = 0) -> bytes:
    """Return `mail` as a MIME message dated `date` (an aware instant). `to_staff`: it answers nobody, it was made for our own people;
    `draft_of`: the case of a draft that a person may send with a mail program.

    Texts lose control characters, so no header line can be smuggled in. Raises ValueError where an address, the message id or a
    media type is malformed: those are ours, and a fault in them must not be mended in silence.
    """
    if date.tzinfo is None:
        raise ValueError("The date of a mail needs a time zone.")
    if not _OWN_MESSAGE_ID.fullmatch(mail.message_id):
        raise ValueError(f"The message id {mail.message_id!r} is not <name@domain>.")
    language = mail.language.replace("_", "-")  # RFC 5646 writes zh-TW
    lines = [
        f"Date: {format_datetime(date)}",
        _folded("From", _mailbox(mail.sender_name, mail.sender)),
        _folded("To", [_address(mail.recipient)]),
        _folded("Subject", _words(one_line(mail.subject, _LONGEST_SUBJECT))),
        f"Message-ID: {mail.message_id}",
        *_threading(mail),
        f"Auto-Submitted: {'auto-generated' if to_staff else 'auto-replied'}",
        "X-Auto-Response-Suppress: All",
        f"{'-'.join(part.capitalize() for part in OWN_MARK.split('-'))}: {'staff' if to_staff else 'reply'}",
        *([_folded(CASE_MARK, [str(draft_of), mail.message_id])] if draft_of else []),
        *([f"Content-Language: {language}"] if re.fullmatch(r"[A-Za-z0-9-]{2,20}", language) else []),
        "MIME-Version: 1.0",
    ]
    return ("\r\n".join(lines) + "\r\n").encode("ascii") + _body(mail)


@lru_cache(maxsize=4)
def _body(mail: OutgoingMail) -> bytes:
    """Return all but the header. The last few are remembered: what was composed is soon sent."""
    body = _alternative(mail)
    if mail.attachments:
        body = _multipart("mixed", mail.message_id, [body, *(_attached(each) for each in mail.attachments)])
    return body


def _threading(mail: OutgoingMail) -> Iterator[str]:
    """Yield In-Reply-To and References: what cannot stand in a header is left out rather than mended."""
    replied = mail.in_reply_to if _MESSAGE_ID.fullmatch(mail.in_reply_to) else ""
    if replied:
        yield f"In-Reply-To: {replied}"
    references = [each for each in dict.fromkeys(mail.references) if _MESSAGE_ID.fullmatch(each) and each != replied]
    chain = [*references, replied] if replied else references
    if chain:
        yield _folded("References", chain[-MOST_REFERENCES:])


def _address(text: str) -> str:
    address = normal_address(text)
    if not address or not address.isascii() or any(character in "\r\n" for character in text):
        raise ValueError(f"{text!r} is not an address that can be written to.")
    return f"<{address}>"


def _mailbox(name: str, address: str) -> list[str]:
    plain = one_line(name, _LONGEST_NAME)
    if not plain:
        return [_address(address)]
    if plain.isascii():
        return ['"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"', _address(address)]
    return [*_encoded_words(plain), _address(address)]


def _words(text: str) -> list[str]:
    """Return the pieces of an unstructured field: its words, or encoded words where they need it."""
    words = text.split(" ")
    if text.isascii() and "=?" not in text and all(len(word) <= _WIDTH - 10 for word in words):
        return words
    return _encoded_words(text)


def _encoded_words(text: str) -> list[str]:
    """Return `text` as RFC 2047 words of at most 75 characters, none of which cuts a character in two."""
    words, chunk = [], ""
    for character in text:
        if len((chunk + character).encode()) > 42:
            words.append(chunk)
            chunk = ""
        chunk += character
    words.append(chunk)
    return [f"=?UTF-8?B?{base64.b64encode(word.encode()).decode('ascii')}?=" for word in words]


def _folded(name: str, words: Sequence[str]) -> str:
    lines, line = [], f"{name}:"
    for word in words:
        if len(line) + 1 + len(word) > _WIDTH and line.strip() and not line.endswith(":"):
            lines.append(line)
            line = ""
        line += " " + word
    lines.append(line)
    return "\r\n".join(lines)


def _alternative(mail: OutgoingMail) -> bytes:
    parts = [_text(mail.text, "plain")]
    if mail.html:
        parts.append(_text(mail.html, "html"))
        return _multipart("alternative", mail.message_id, parts)
    return parts[0]


def _text(text: str, subtype: str) -> bytes:
    content = without_controls(text)
    if not content.endswith("\n"):
        content += "\n"
    raw = content.replace("\n", "\r\n").encode("utf-8", "replace")
    if len(raw.translate(None, _SEVEN_BITS)) * 5 > len(raw):
        encoding, coded = "base64", _base64(raw)
    else:
        encoding = "quoted-printable"
        coded = quopri.encodestring(content.encode("utf-8", "replace")).replace(b"\n", b"\r\n")
    header = f"Content-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    return header.encode("ascii") + coded


def _attached(attachment: Attachment) -> bytes:
    if not _MEDIA_TYPE.fullmatch(attachment.media_type):
        raise ValueError(f"{attachment.media_type!r} is not a media type.")
    name = label(attachment.name) or "attachment"
    lines = [
        f"Content-Type: {attachment.media_type};",
        # Outlook and the Chinese webmails read the encoded word in `name`, everybody else RFC 2231 in `filename`.
        *_name_in_content_type(name),
        "Content-Disposition: attachment;",
        *_name_in_disposition(name),
        "Content-Transfer-Encoding: base64",
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii") + _base64(attachment.content)


def _name_in_content_type(name: str) -> list[str]:
    if name.isascii() and len(name) <= 60:
        return [f' name="{_quotable(name)}"']
    words = _encoded_words(name)
    return (
        [f' name="{words[0]}', *(f" {word}" for word in words[1:-1]), f' {words[-1]}"']
        if len(words) > 1
        else [f' name="{words[0]}"']
    )


def _name_in_disposition(name: str) -> list[str]:
    if name.isascii() and len(name) <= 60:
        return [f' filename="{_quotable(name)}"']
    coded = quote(name, safe="")
    if len(coded) <= 60:
        return [f" filename*=UTF-8''{coded}"]
    pieces: list[str] = []
    for match in re.finditer(r"(?:%[0-9A-F]{2}|[^%]){1,20}", coded):
        start = f" filename*{len(pieces)}*=" + ("UTF-8''" if not pieces else "")
        pieces.append(start + match[0])
    return [piece + ";" for piece in pieces[:-1]] + pieces[-1:]


def _quotable(name: str) -> str:
    return name.replace("\\", "_").replace('"', "_")


def _base64(content: bytes) -> bytes:
    return base64.encodebytes(content).replace(b"\n", b"\r\n")


def _multipart(subtype: str, message_id: str, parts: Sequence[bytes]) -> bytes:
    # "=_" never occurs in quoted-printable or base64 (RFC 2045 6.7), so the boundary cannot occur in a part.
    boundary = f"=_{subtype}-{hashlib.sha256(message_id.encode('ascii')).hexdigest()[:24]}"
    header = f'Content-Type: multipart/{subtype};\r\n boundary="{boundary}"\r\n\r\n'.encode("ascii")
    opening = f"--{boundary}\r\n".encode("ascii")
    inside = b"\r\n".join(opening + part for part in parts)
    return header + inside + f"\r\n--{boundary}--\r\n".encode("ascii")
