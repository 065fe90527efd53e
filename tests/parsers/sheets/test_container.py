"""Zips are measured before they are unpacked."""

from __future__ import annotations

import io
import zipfile

import pytest

from parsers.sheets.container import Container
from parsers.sheets.model import Limits, SheetsRefused


def archive(members: dict[str, bytes]) -> io.BytesIO:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, body in members.items():
            opened.writestr(name, body)
    return stream


def test_members_are_found_without_regard_to_case_and_slash() -> None:
    container = Container(archive({"XL\\Workbook.xml": b"a", "./b/c.xml": b"d"}), Limits())
    assert "xl/workbook.xml" in container
    assert container.open("xl/workbook.XML").read() == b"a"
    assert container.open("/b/c.xml").read() == b"d"


@pytest.mark.parametrize(
    "limits", [Limits(members=1), Limits(total_bytes=2_000_000), Limits(member_bytes=1_500_000), Limits(ratio=100)]
)
def test_each_limit_refuses_before_unpacking(limits: Limits) -> None:
    with pytest.raises(SheetsRefused) as refused:
        Container(archive({"a": b"\0" * 3_000_000, "b": b"x"}), limits)
    assert refused.value.code == "too_large"


def test_a_missing_member_is_broken() -> None:
    with pytest.raises(SheetsRefused) as refused:
        Container(archive({"a": b"hello world"}), Limits()).open("b")
    assert refused.value.code == "broken_file"


def test_a_locked_member_is_locked() -> None:
    content = bytearray(archive({"a": b"x"}).getvalue())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    with pytest.raises(SheetsRefused) as refused:
        Container(io.BytesIO(bytes(content)), Limits())
    assert refused.value.code == "locked"


def test_an_archive_that_lost_its_beginning_is_broken() -> None:
    container = Container(io.BytesIO(archive({"a": b"1" * 99, "b": b"2"}).getvalue()[5:]), Limits())
    with pytest.raises(SheetsRefused) as refused:
        container.open("a")
    assert refused.value.code == "broken_file"
