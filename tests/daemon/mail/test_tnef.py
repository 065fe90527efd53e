from __future__ import annotations

import struct
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.mail.tnef import SIGNATURE, envelope
from parsers.document import Document
from tests.support.letters import PDF, attached, codes, multipart, names, opened


def attribute(kind: int, value: bytes) -> bytes:
    return struct.pack("<BII", 2, kind, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)


def properties(name: str) -> bytes:
    value = name.encode("utf-16-le") + b"\x00\x00"
    return struct.pack("<III", 1, 0x3707001F, 1) + struct.pack("<I", len(value)) + value


def winmail(*attachments: tuple[str, str, bytes]) -> bytes:
    stream = SIGNATURE + b"\x01\x00" + attribute(0x00089006, b"\x00\x00\x01\x00")
    for title, name, content in attachments:
        stream += attribute(0x00069002, bytes(14)) + attribute(0x00018010, title.encode() + b"\x00")
        stream += attribute(0x0006800F, content)
        if name:
            stream += attribute(0x00069005, properties(name))
    return stream


def test_attachments_come_out_with_their_long_names() -> None:
    content = winmail(("MARCH~1.PDF", "对账单 march.pdf", PDF), ("b.csv", "", b"1,2"))
    assert (Document("对账单 march.pdf", PDF), Document("b.csv", b"1,2")) == envelope(content).files


@pytest.mark.parametrize("spoiled", [b"", b"x", winmail(("a", "", PDF))[:-1], winmail(("a", "", PDF))[:30]])
def test_a_broken_stream_is_said(spoiled: bytes) -> None:
    with pytest.raises(ValueError, match=r"TNEF|cut off|checksum"):
        envelope(spoiled)


def test_a_wrong_checksum_is_said() -> None:
    content = bytearray(winmail(("a", "", PDF)))
    content[-1] ^= 0xFF
    with pytest.raises(ValueError, match="checksum"):
        envelope(bytes(content))


@given(st.binary(max_size=60))
def test_any_bytes_give_files_or_an_error(content: bytes) -> None:
    with suppress(ValueError):
        assert isinstance(envelope(SIGNATURE + content).files, tuple)


def test_a_mail_from_outlook_gives_its_files() -> None:
    mail = opened(multipart(attached(winmail(("m.pdf", "", PDF)), "winmail.dat", "application/ms-tnef")))
    assert ["m.pdf"] == names(mail)
    broken = opened(multipart(attached(SIGNATURE + b"\x01\x00\x02", "winmail.dat", "application/ms-tnef")))
    assert ["broken_winmail"] == codes(broken)


def test_a_table_in_the_body_that_only_outlook_sees_is_a_document() -> None:
    cells = "".join(f"{{\\*\\htmltag <tr><td>2026-03-0{n}<td>INV-{n}<td>{n}.50</tr>}}" for n in range(1, 4))
    rtf = f"{{\\rtf1\\ansi\\fromhtml1 {{\\*\\htmltag <table>}}{cells}{{\\*\\htmltag </table>}}}}".encode()
    packed = struct.pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf
    body = struct.pack("<IIII", 1, 0x10090102, 1, len(packed)) + packed
    content = SIGNATURE + b"\x01\x00" + attribute(0x00069003, body)
    mail = opened(multipart(attached(content, "winmail.dat", "application/ms-tnef")))
    assert ["mail-body.html"] == names(mail)
    assert "INV-2" in mail.text
