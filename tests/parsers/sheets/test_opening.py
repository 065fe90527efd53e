"""The kind of a file is told by its content; what cannot be opened is named, never raised as a foreign error."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msoffcrypto.format.ooxml import OOXMLFile

from parsers.sheets.model import Limits, SheetsRefused
from parsers.sheets.opening import Kind, kind_of, open_sheets
from tests.support.workbooks import openpyxl_book, with_parts

BOOK = openpyxl_book([["Date", "Amount"], ["2026-03-01", 12.5]])


def rows_of(content: bytes, passwords: tuple[str, ...] = ()) -> list[list[str]]:
    return [list(row.texts) for sheet in open_sheets(io.BytesIO(content), passwords=passwords) for row in sheet.rows()]


CODES = {"empty", "broken_file", "unsupported", "too_large", "locked"}


def outcome(content: bytes) -> str:
    """Return the first text that is read, or the code of the refusal; any other error fails the test."""
    try:
        return next((text for row in rows_of(content) for text in row), "")
    except SheetsRefused as refused:
        return refused.code


def code_of(content: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(SheetsRefused) as refused:
        for sheet in open_sheets(io.BytesIO(content), limits=limits or Limits()):
            list(sheet.rows())
    assert refused.value.message.endswith(".")
    return refused.value.code


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"", Kind.EMPTY), (b"  \r\n", Kind.EMPTY), (b"PK\x03\x04x", Kind.ZIP), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1x", Kind.OLE), (b"%PDF-1.4", Kind.OTHER),
        (b"\x89PNG", Kind.OTHER), (b"<html><body>", Kind.HTML), (b"\xef\xbb\xbf <TABLE>", Kind.HTML), (b"a,b\n", Kind.TEXT), (b"BMW,1\n", Kind.TEXT),
        ("<html>".encode("utf-16"), Kind.HTML), (b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>", Kind.SPREADSHEET_XML),
        (b"<svg/>", Kind.OTHER), (b"<style>" + b"td{color:red}" * 400, Kind.HTML), (b"\r\n<DIV class=sheet>", Kind.HTML),
    ],
)  # fmt: skip
def test_the_first_bytes_tell_the_kind(head: bytes, kind: Kind) -> None:
    assert kind is kind_of(head)


def test_a_workbook_opens_whatever_its_name() -> None:
    assert rows_of(BOOK) == [["Date", "Amount"], ["2026-03-01", "12.5"]]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\x00" * 64, "empty"),
        (BOOK[: len(BOOK) // 2], "broken_file"),
        (b"PK\x03\x04 nothing more", "broken_file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 nothing more", "broken_file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096, "broken_file"),
        (b"%PDF-1.7 and so on", "unsupported"),
        (b"\x01\x02\x03\x04" * 100, "unsupported"),
        (with_parts(BOOK, {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row><c"}), "broken_file"),
        (with_parts(BOOK, {"xl/worksheets/sheet1.xml": None}), "broken_file"),
        (with_parts(BOOK, {"xl/workbook.xml": b"<workbook/>"}), "empty"),
        (b"<html><body>no table</body></html>", "empty"),
    ],
)
def test_what_cannot_be_opened_is_named(content: bytes, code: str) -> None:
    assert code == code_of(content)


def zipped(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name.replace("__", "/"), body)
    return stream.getvalue()


def test_other_zipped_files_are_no_workbooks() -> None:
    assert code_of(zipped(letter=b"x")) == "unsupported"
    assert code_of(zipped(word__document=b"x")) == "unsupported"


def test_a_bomb_is_refused_before_it_is_parsed() -> None:
    bomb = with_parts(
        BOOK, {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData>" + b" " * 30_000_000 + b"</sheetData></worksheet>"}
    )
    assert len(bomb) < 100_000
    assert code_of(bomb) == "too_large"


def test_too_many_parts_are_refused() -> None:
    assert code_of(BOOK, Limits(members=3)) == "too_large"
    assert code_of(BOOK, Limits(total_bytes=100)) == "too_large"


def test_xml_entities_are_never_followed() -> None:
    evil = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "leak">]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>x&a;&b;</t></is></c></row></sheetData></worksheet>'
    content = with_parts(BOOK, {"xl/worksheets/sheet1.xml": evil})
    assert outcome(content) in {"x", "broken_file"}


def test_a_locked_workbook_opens_with_the_right_password_only() -> None:
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(BOOK)).encrypt("right", locked)
    assert rows_of(locked.getvalue(), ("wrong", "right")) == [["Date", "Amount"], ["2026-03-01", "12.5"]]
    with pytest.raises(SheetsRefused) as refused:
        open_sheets(io.BytesIO(locked.getvalue()), passwords=("wrong",))
    assert refused.value.code == "locked"


@given(
    st.binary(max_size=300),
    st.sampled_from(
        [
            b"",
            b"PK\x03\x04",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"<html><table>",
            b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>",
        ]
    ),
)
def test_no_bytes_at_all_raise_a_foreign_error(body: bytes, head: bytes) -> None:
    assert isinstance(outcome(head + body), str)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(min_value=0, max_value=len(BOOK) - 1), st.binary(min_size=1, max_size=8))
def test_a_workbook_with_damaged_bytes_reads_or_is_named(position: int, noise: bytes) -> None:
    damaged = BOOK[:position] + noise + BOOK[position + len(noise) :]
    assert isinstance(outcome(damaged), str)
