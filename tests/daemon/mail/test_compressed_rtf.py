"""Outlook's packed rich text, by the examples of its specification and by a packer of these tests."""

from __future__ import annotations

import struct
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.mail.compressed_rtf import body_of, unpacked
from tests.support.rich_text import packed

SIMPLE = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
)
OVERLAPPING = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")


@pytest.mark.parametrize(
    ("content", "rtf"),
    [
        (SIMPLE, b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"),
        (OVERLAPPING, b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"),
        (struct.pack("<II4sI", 19, 7, b"MELA", 0) + b"{\\rtf1}", b"{\\rtf1}"),
    ],
)
def test_the_specifications_examples_unpack(content: bytes, rtf: bytes) -> None:
    assert rtf == unpacked(content)


@given(st.binary(max_size=9000))
def test_what_was_packed_comes_back(content: bytes) -> None:
    assert content == unpacked(packed(content))


@given(st.lists(st.sampled_from([b"\\par ", b"{\\*\\htmltag <td>}", b"1,234.50", b"x"]), max_size=900))
def test_repeats_are_packed_as_references_and_come_back(parts: list[bytes]) -> None:
    assert b"".join(parts) == unpacked(packed(b"".join(parts)))


@pytest.mark.parametrize(
    "content",
    [b"", b"LZFu", SIMPLE[:20], SIMPLE.replace(b"LZFu", b"XXXX"), struct.pack("<II4sI", 99, 1 << 31, b"LZFu", 0)],
)
def test_damage_is_said(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"rich text|mail"):
        unpacked(content)
    assert body_of(content) is None


@given(st.binary(max_size=200))
def test_no_bytes_do_more_than_to_be_refused(content: bytes) -> None:
    body_of(struct.pack("<II4sI", len(content) + 12, 4000, b"LZFu", 0) + content)
    with suppress(ValueError):
        unpacked(content)
