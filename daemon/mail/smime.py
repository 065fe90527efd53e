"""The content of an opaque-signed S/MIME part (smime.p7m, RFC 8551): unpacked, the signature neither checked nor trusted.

A small BER reader (X.690) is enough: SignedData (RFC 5652 5.1) carries the mail as one octet string, in one piece or in chunks.
"""

from __future__ import annotations

from dataclasses import dataclass

SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_ENVELOPED = (bytes.fromhex("2a864886f70d010703"), bytes.fromhex("2a864886f70d0109100117"))
_COMPRESSED = bytes.fromhex("2a864886f70d0109100109")
_DEEPEST = 12


class Unreadable(Exception):
    """The bytes are no signed content; `code` says what they are instead."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class _Element:
    tag: int
    start: int  # of the content
    end: int
    after: int

    @property
    def constructed(self) -> bool:
        return bool(self.tag & 0x20)


def signed_content(content: bytes) -> bytes:
    """Return the mail inside SignedData. Raises `Unreadable` with code "encrypted_mail" or "broken_smime"."""
    try:
        outer = _children(content, _element(content, 0, 0), 0)
        kind = content[outer[0].start : outer[0].end]
        if kind in _ENVELOPED:
            raise Unreadable("encrypted_mail")
        if kind != SIGNED_DATA:
            raise Unreadable("broken_smime")
        signed = _children(content, _children(content, outer[1], 1)[0], 2)
        # version, digest algorithms, encapsulated content, ...
        encapsulated = _children(content, signed[2], 3)
        inner = _children(content, encapsulated[1], 4)[0]
        return _octets(content, inner, 5)
    except (IndexError, ValueError):
        raise Unreadable("broken_smime") from None


def _octets(content: bytes, element: _Element, depth: int) -> bytes:
    if not element.constructed:
        return content[element.start : element.end]
    return b"".join(_octets(content, child, depth + 1) for child in _children(content, element, depth))


def _children(content: bytes, element: _Element, depth: int) -> list[_Element]:
    if depth > _DEEPEST:
        raise ValueError("too deep")
    children = []
    position = element.start
    while position < element.end:
        child = _element(content, position, depth)
        children.append(child)
        position = child.after
    return children


def _element(content: bytes, position: int, depth: int) -> _Element:
    tag = content[position]
    if tag & 0x1F == 0x1F or depth > _DEEPEST:
        raise ValueError("tag of several bytes")
    length = content[position + 1]
    start = position + 2
    if length == 0x80:  # indefinite: until two zero bytes
        inside = start
        while content[inside : inside + 2] != b"\x00\x00":
            inside = _element(content, inside, depth + 1).after
        return _Element(tag, start, inside, inside + 2)
    if length > 0x80:
        size = length & 0x7F
        if size > 4:
            raise ValueError("too long")
        length = int.from_bytes(content[start : start + size], "big")
        start += size
    if start + length > len(content):
        raise ValueError("cut off")
    return _Element(tag, start, start + length, start + length)
