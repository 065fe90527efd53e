from __future__ import annotations

import base64
from email import message_from_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.mail.transfer import base64_content, content_of


def content(encoding: str, body: bytes) -> tuple[bytes, bool]:
    return content_of(message_from_bytes(b"Content-Transfer-Encoding: " + encoding.encode() + b"\r\n\r\n" + body))


@given(st.binary(max_size=300))
def test_good_base64_comes_back_whole(data: bytes) -> None:
    assert (data, True) == base64_content(base64.encodebytes(data))


@pytest.mark.parametrize("damage", [b"QUJD!REVG", b"QUJDR", b"QUJDRA", b"QUJDRA=", b"QUJD\x00REVG", b"QUJD===="])
def test_damaged_base64_is_read_as_far_as_it_goes_and_said(damage: bytes) -> None:
    found, whole = base64_content(damage)
    assert found.startswith(b"ABC")
    assert not whole


def test_blocks_padded_one_by_one_are_read_one_after_another() -> None:
    assert (b"AB" + b"CDE", True) == base64_content(b"QUI=\r\nQ0RF\r\n")


def test_a_flood_of_padded_blocks_is_cut() -> None:
    content, whole = base64_content(b"QQ==" * 150_000)
    assert (b"A" * 100_000, False) == (content, whole)


def test_the_other_encodings() -> None:
    assert (b"a=b\xc3\xa9", True) == content("quoted-printable", b"a=3Db=C3=A9")
    assert (b"\xb6\xd4", True) == content("8bit", b"\xb6\xd4")
    assert (b"abc", True) == content("BASE64", b"YWJj")
    assert (b"abc", True) == content("nonsense", b"abc")
    assert (b"hello", True) == content("x-uuencode", b"begin 644 x\n%:&5L;&\\\n \nend\n")
