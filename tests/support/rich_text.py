"""Rich text packed as Outlook packs it ([MS-OXRTFCP] 2.2), for the tests: no program here makes it."""

from __future__ import annotations

import struct

_BEGINNING = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArial"
    b"Times New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_REACH = 4000  # less than the window of 4,096, so that nothing referred to is overwritten meanwhile


def packed(rtf: bytes) -> bytes:
    """Return the bytes of PidTagRtfCompressed."""
    known = _BEGINNING + rtf
    at, tokens = len(_BEGINNING), list[bytes]()
    kinds: list[int] = []
    while at < len(known):
        start, length = _longest(known, at)
        if length >= 2:
            tokens.append(struct.pack(">H", start % 4096 << 4 | length - 2))
            kinds.append(1)
            at += length
        else:
            tokens.append(known[at : at + 1])
            kinds.append(0)
            at += 1
    tokens.append(struct.pack(">H", at % 4096 << 4))
    kinds.append(1)
    body = b"".join(
        bytes((sum(kind << bit for bit, kind in enumerate(kinds[first : first + 8])),))
        + b"".join(tokens[first : first + 8])
        for first in range(0, len(tokens), 8)
    )
    return struct.pack("<II4sI", len(body) + 12, len(rtf), b"LZFu", 0) + body


def _longest(known: bytes, at: int) -> tuple[int, int]:
    """Return where the longest earlier run of at most 17 letters like those at `at` begins, and its length."""
    best = (0, 0)
    for length in range(2, min(17, len(known) - at) + 1):
        start = known.rfind(known[at : at + length], max(0, at - _REACH), at + length - 1)
        if start < 0:
            break
        best = (start, length)
    return best
