"""The body of an Outlook mail as compressed rich text ([MS-OXRTFCP]), unpacked and read."""

from __future__ import annotations

import struct

from parsers.rich_text import RichText, rich_text

LARGEST = 20_000_000
_COMPRESSED, _PLAIN = b"LZFu", b"MELA"
_HEADER = 16
_WINDOW = 4096
_FIRST = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArial"
    b"Times New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
"""What every such body's dictionary begins with (2.1.2.1)."""


def body_of(content: bytes) -> RichText | None:
    """Return what the body says, None where it cannot be read."""
    try:
        return rich_text(unpacked(content).rstrip(b"\0 \r\n"))
    except ValueError:
        return None


def unpacked(content: bytes) -> bytes:
    """Return the RTF. Raises ValueError where the bytes are no compressed RTF, are cut off, or unpack to more than 20 MB."""
    if len(content) < _HEADER:
        raise ValueError("no header of compressed rich text")
    packed_size, raw_size, kind = struct.unpack_from("<II4s", content)
    if raw_size > LARGEST:
        raise ValueError("unpacks to more than any mail")
    body = content[_HEADER : packed_size + 4]
    if kind == _PLAIN:
        return body[:raw_size]
    if kind != _COMPRESSED:
        raise ValueError("an unknown kind of compressed rich text")
    if len(body) < packed_size + 4 - _HEADER:
        raise ValueError("compressed rich text is cut off")
    return _expanded(body, raw_size)[:raw_size]


def _expanded(body: bytes, size: int) -> bytes:
    """Return the text of runs of eight tokens: a letter, or a place in the last 4,096 letters and a length."""
    window = bytearray(_FIRST.ljust(_WINDOW, b"\0"))
    write = len(_FIRST)
    found = bytearray()
    position = 0
    while position < len(body) and len(found) <= size:
        control = body[position]
        position += 1
        for bit in range(8):
            if not control >> bit & 1:
                run = body[position : position + 1]
                position += 1
            else:
                if position + 2 > len(body):
                    return bytes(found)
                token = body[position] << 8 | body[position + 1]
                position += 2
                read = token >> 4
                if read == write:
                    return bytes(found)  # a reference to its own place ends the text
                run = b""
                for _ in range((token & 0xF) + 2):  # letter by letter: a run may go on into what it writes itself
                    letter = window[read]
                    read = (read + 1) % _WINDOW
                    window[write] = letter
                    write = (write + 1) % _WINDOW
                    run += bytes((letter,))
                found += run
                continue
            if not run:
                return bytes(found)
            window[write] = run[0]
            write = (write + 1) % _WINDOW
            found += run
    return bytes(found)
