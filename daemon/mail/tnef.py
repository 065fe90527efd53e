"""What lies inside winmail.dat, Outlook's own envelope (TNEF, MS-OXTNEF): the attachments with their names, and the body as rich text."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from daemon.mail.charsets import decoded
from daemon.mail.file_names import label
from parsers.document import Document

SIGNATURE = b"\x78\x9f\x3e\x22"
_RENDER_DATA = 0x00069002  # opens an attachment
_TITLE = 0x00018010
_DATA = 0x0006800F
_PROPERTIES = 0x00069005
_MAIL_PROPERTIES = 0x00069003
_RICH_TEXT = 0x10090102
_LONG_NAMES = (0x3707001F, 0x3707001E)  # PidTagAttachLongFilename, Unicode and 8-bit


@dataclass(frozen=True, slots=True)
class Envelope:
    """`rich_text` is the body as Outlook packs it ([MS-OXRTFCP]), b"" where there is none."""

    files: tuple[Document, ...]
    rich_text: bytes = b""


def envelope(content: bytes) -> Envelope:
    """Return what lies inside a TNEF stream. Raises ValueError where it is broken."""
    found: list[dict[str, bytes]] = []
    body = b""
    for attribute, value in _attributes(content):
        if attribute == _MAIL_PROPERTIES:
            body = body or _rich_text(value)
        elif attribute == _RENDER_DATA:
            found.append({})
        elif found and attribute == _TITLE:
            found[-1]["title"] = value
        elif found and attribute == _DATA:
            found[-1]["data"] = value
        elif found and attribute == _PROPERTIES:
            found[-1]["name"] = _long_name(value)
    files = (
        Document(_name(attachment, number), attachment["data"])
        for number, attachment in enumerate(found, 1)
        if "data" in attachment
    )
    return Envelope(tuple(files), body)


def _attributes(content: bytes) -> Iterator[tuple[int, bytes]]:
    if not content.startswith(SIGNATURE):
        raise ValueError("no TNEF signature")
    position = 6
    while position < len(content):
        if position + 9 > len(content):
            raise ValueError("cut off inside an attribute")
        attribute, length = struct.unpack_from("<xII", content, position)
        start = position + 9
        if start + length + 2 > len(content):
            raise ValueError("cut off inside an attribute")
        value = content[start : start + length]
        if sum(value) & 0xFFFF != struct.unpack_from("<H", content, start + length)[0]:
            raise ValueError("checksum of an attribute is wrong")
        yield attribute, value
        position = start + length + 2


def _rich_text(properties: bytes) -> bytes:
    """Return the body among a mail's MAPI properties; searched for like the long name of a file."""
    at = properties.find(struct.pack("<II", _RICH_TEXT, 1))
    if at < 0 or at + 12 > len(properties):
        return b""
    size = struct.unpack_from("<I", properties, at + 8)[0]
    return properties[at + 12 : at + 12 + size]


def _name(attachment: dict[str, bytes], number: int) -> str:
    name = attachment.get("name", b"") or attachment.get("title", b"").rstrip(b"\x00")
    return label(decoded(name)) or f"attachment-{number}.bin"


def _long_name(properties: bytes) -> bytes:
    """Return the long file name among an attachment's MAPI properties as UTF-8 or raw bytes, b"" where it is not found.

    The list is searched for the property instead of being read through: the sizes of some types are not worth a table here.
    """
    for tag in _LONG_NAMES:
        at = properties.find(struct.pack("<I", tag))
        if at < 0 or at + 12 > len(properties):
            continue
        size = struct.unpack_from("<I", properties, at + 8)[0]
        value = properties[at + 12 : at + 12 + size]
        if tag & 0xFFFF == 0x1F:
            return value.decode("utf-16-le", "replace").rstrip("\x00").encode("utf-8")
        return value.rstrip(b"\x00")
    return b""
