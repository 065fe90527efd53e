"""Which encoding a text file is in. Certain signs first (a mark, NUL bytes, valid UTF-8); then the likeliest legacy encoding.

GB18030 decodes nearly anything, so legacy encodings are scored by what the text would then say, never just tried.
"""

from __future__ import annotations

import codecs
import itertools
import re
from typing import BinaryIO

from parsers.headings import heading_of

_CHUNK = 1 << 20
_SAMPLE = 1 << 18
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LATIN = frozenset("äöüÄÖÜßéèêëàâáçîïíôóòûúùñæøåÆØÅÉÈÀÇãõœŒ€£¥°§«»–—’‘“”ºªÁÍÓÚÑ")
_EVERYDAY = frozenset("äöüÄÖÜßéèêàçñåøæ€£°")
_LATIN_9 = "iso8859-15"
_WESTERN = {"cp1252": 0.9, _LATIN_9: 0.95, "mac_roman": 0.8, "cp850": 0.7}
"""Each with its weight: how likely it is where the letters alone do not tell. Under DOS the letters of 437 lie where those of 850 lie."""
_SCORED = (*_WESTERN, "big5hkscs", "gb18030")
_COMMON_PAIRS = re.compile(rb"(?:[\x00-\x7f]|[\xc6-\xd7][\xa1-\xbf])*")
"""A short text may be valid in UTF-8 and in GB18030 (联通 is the known case). Where every pair is an everyday Chinese character, it
is Chinese: as UTF-8 these bytes would be Cyrillic or Greek without half of their letters."""
_CELLS = re.compile(r"[,;\t|\r\n\"]+")


def encoding_of(stream: BinaryIO) -> str | None:
    """Return the encoding of a whole text file (the stream is left at its start); None where it is no text.

    Candidates without a mark: UTF-16 by its NUL bytes, UTF-8 by being valid to the last byte, then GB18030, Big5, Windows-1252,
    Latin-9, Mac Roman and the letters of DOS by their common characters and by the headings that appear.
    """
    stream.seek(0)
    head = stream.read(_SAMPLE)
    stream.seek(0)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if b"\0" in head:
        return _utf16(head)
    if _controls(head) > len(head) // 100:
        return None
    sample = _beyond_utf8(stream)
    stream.seek(0)
    if sample is None:
        return "gb18030" if _COMMON_PAIRS.fullmatch(head) and not head.isascii() and len(head) < _SAMPLE else "utf-8"
    names = [name for name in _SCORED if name != _LATIN_9 or _may_be_latin_9(sample)]
    scored = sorted((score, name) for name in names if (score := _score(sample, name)) > 0)
    return scored[-1][1] if scored else None


def _may_be_latin_9(sample: bytes) -> bool:
    """Whether the one sign is there that tells it from Windows-1252: where that has a general sign of currency, which nobody types, it has the euro."""
    return b"\xa4" in sample and not any(0x80 <= byte < 0xA0 for byte in sample)


def _utf16(head: bytes) -> str | None:
    even, odd = head[0::2].count(0), head[1::2].count(0)
    name = "utf-16-le" if odd > even else "utf-16-be"
    text = head[: len(head) // 2 * 2].decode(name, "replace")
    readable = sum(char.isprintable() or char in "\r\n\t" for char in text)
    return name if max(even, odd) > len(head) // 40 and readable > len(text) * 0.97 else None


def _controls(head: bytes) -> int:
    return sum(head.count(bytes([byte])) for byte in range(32) if byte not in b"\t\n\r\f\x1a\x1b")


def _beyond_utf8(stream: BinaryIO) -> bytes | None:
    """Return None where the whole stream is valid UTF-8; else up to a quarter megabyte of its lines that hold high bytes."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    valid = True
    lines: list[bytes] = []
    size = 0
    rest = b""
    while chunk := stream.read(_CHUNK):
        if valid:
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                valid = False
        if size < _SAMPLE:
            parts = (rest + chunk).splitlines(keepends=True)
            rest = parts.pop() if parts and len(parts[-1]) < _SAMPLE else b""
            for line in parts:
                if not line.isascii() and size < _SAMPLE:
                    lines.append(line)
                    size += len(line)
        elif not valid:
            break
    if valid:
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            valid = False
    if valid:
        return None
    if rest and not rest.isascii():
        lines.append(rest)
    return b"".join(lines)


def _score(sample: bytes, name: str) -> float:
    """Return how well the sample reads in an encoding: 0 (not at all) to 1, and 1 more for each heading that it shows."""
    try:
        text = sample.decode(name)
    except UnicodeDecodeError:
        text = sample.decode(name, "replace")
        if text.count("\ufffd") > max(1, len(text) // 2000):
            return 0
    headings = sum(heading_of(cell) is not None for cell in _CELLS.split(text[:20_000]) if not cell.isascii())
    high = [char for char in text if ord(char) > 127]
    if not high:
        return 0
    if name in {"gb18030", "big5hkscs"}:
        common = sum(_is_common(char, name) for char in high)
        return common / len(high) + headings
    pairs = list(itertools.pairwise(f" {text}"))
    # a capital inside a word (MÅller), or a letter that hardly any word has, is another's letter
    likely = sum(
        (1.0 if b in _EVERYDAY else 0.7) for a, b in pairs if b in _LATIN and not (a.islower() and b.isupper())
    )
    lonely = sum(1 for a, b in pairs if ord(a) > 127 and ord(b) > 127)
    return max(0.0, (likely - lonely) / len(high)) * _WESTERN[name] + headings


def _is_common(char: str, name: str) -> bool:
    """Whether a character is of the first plane of its set (the everyday characters) or of its punctuation."""
    try:
        code = char.encode("gb2312" if name == "gb18030" else "big5")
    except UnicodeEncodeError:
        return False
    if len(code) != 2:
        return False
    lead = code[0]
    return lead in {0xA1, 0xA3} or (0xB0 <= lead <= 0xD7 if name == "gb18030" else 0xA4 <= lead <= 0xC6)
