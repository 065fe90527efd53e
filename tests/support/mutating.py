"""Sound files made unsound: flipped bytes, lost and swapped pieces, figures blown up; in the bytes and inside the containers.

A pure function of the seed: `mutated(content, Random(7))` always gives the same bytes. What it gives need not differ from what was
given, nor be broken; most often it is a little broken, which is what half-sound programs and half-sent mails produce.
"""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
import zlib
from collections.abc import Callable
from random import Random
from typing import Final

_STREAM: Final = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_NUMBER: Final = re.compile(rb"\d+(?:\.\d+)?")
_NUMBERS: Final = (
    b"0",
    b"-1",
    b"65536",
    b"2147483647",
    b"4294967296",
    b"99999999999999999999",
    b"1e308",
    b"0.0000001",
    b"",
)
_WORDS: Final = (
    b"\x00",
    b"\xff\xff\xff\xff",
    b"\x00\x00\x00\x00",
    b"<<",
    b">>",
    b"]]>",
    b"&#0;",
    b"<c>",
    b"</row>",
    b'"',
    b"\r\n\r\n",
    b"--",
    b"=?utf-8?b?//8=?=",
    b"\xe2\x80\xae",
    b"%s%n",
    b"A" * 5000,
)


def mutated(content: bytes, random: Random) -> bytes:
    """Return the file with one to four changes, where it is a container often inside one of its parts."""
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        ways: list[Callable[[bytes, Random], bytes]] = [_plain]
        if content.startswith(b"PK\x03\x04"):
            ways += [_in_zip_member, _in_zip_member]
        elif b"%PDF-" in content[:1024]:
            ways += [_in_stream, _in_stream]
        content = random.choice(ways)(content, random)
    return content


def _plain(content: bytes, random: Random) -> bytes:
    return random.choice((_flip, _flip, _cut, _swap, _double, _drop, _insert, _number, _number))(content, random)


def _at(content: bytes, random: Random) -> int:
    return random.randrange(len(content) + 1)


def _flip(content: bytes, random: Random) -> bytes:
    made = bytearray(content)
    for _ in range(random.choice((1, 1, 3, 20)) if made else 0):
        made[random.randrange(len(made))] ^= 1 << random.randrange(8)
    return bytes(made)


def _cut(content: bytes, random: Random) -> bytes:
    return content[: _at(content, random)] if random.random() < 0.7 else content[_at(content, random) :]


def _span(content: bytes, random: Random) -> tuple[int, int]:
    start = _at(content, random)
    return start, min(len(content), start + random.choice((1, 4, 16, 100, 1000, 5000)))


def _swap(content: bytes, random: Random) -> bytes:
    a, b = sorted((_at(content, random), _at(content, random)))
    size = min(random.choice((4, 64, 1000)), b - a)
    return content[:a] + content[b : b + size] + content[a + size : b] + content[a : a + size] + content[b + size :]


def _double(content: bytes, random: Random) -> bytes:
    start, end = _span(content, random)
    return content[:end] + content[start:end] * random.choice((1, 1, 3, 50)) + content[end:]


def _drop(content: bytes, random: Random) -> bytes:
    start, end = _span(content, random)
    return content[:start] + content[end:]


def _insert(content: bytes, random: Random) -> bytes:
    at = _at(content, random)
    return content[:at] + random.choice(_WORDS) + content[at:]


def _number(content: bytes, random: Random) -> bytes:
    found = list(_NUMBER.finditer(content))
    if not found:
        return _flip(content, random)
    one = random.choice(found)
    return content[: one.start()] + random.choice(_NUMBERS) + content[one.end() :]


def _in_zip_member(content: bytes, random: Random) -> bytes:
    """Change the inside of one part of a workbook and pack it soundly again: what lies behind the checksums is met too."""
    packed = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
            members = old.infolist()
            chosen = random.choice(members).filename
            for member in members:
                inside = old.read(member)
                if member.filename == chosen:
                    if random.random() < 0.1:
                        continue
                    inside = _plain(inside, random)
                new.writestr(member.filename, inside)
    except (
        zipfile.BadZipFile,
        OSError,
        ValueError,
        NotImplementedError,
        IndexError,
        zlib.error,
        RuntimeError,
        EOFError,
    ):
        return _plain(content, random)
    return packed.getvalue()


def _in_stream(content: bytes, random: Random) -> bytes:
    """Change the inside of one of a PDF's streams (the page's drawing, a font, a table of objects) and pack it again."""
    streams = list(_STREAM.finditer(content))
    if not streams:
        return _plain(content, random)
    one = random.choice(streams)
    inside, packed = one[1], False
    with contextlib.suppress(zlib.error):
        inside, packed = zlib.decompress(inside), True
    changed = _plain(inside, random)
    return content[: one.start(1)] + (zlib.compress(changed) if packed else changed) + content[one.end(1) :]
