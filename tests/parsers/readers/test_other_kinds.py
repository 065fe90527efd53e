"""Kinds of files that are known and not read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from parsers.document import Document
from parsers.readers.other_kinds import READER, kind_named
from parsers.recognise import recognise
from tests.support.workbooks import openpyxl_book

FILES = Path(__file__).parents[1] / "sheets" / "files"


def zipped(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
    return made.getvalue()


KNOWN = {
    "RAR": b"Rar!\x1a\x07\x00",
    "7-Zip": b"7z\xbc\xaf\x27\x1c\x00\x04",
    "gzip": b"\x1f\x8b\x08\x00",
    "program": b"MZ\x90\x00\x03",
    "HEIC": b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00",
    "presentation": zipped("[Content_Types].xml", "ppt/presentation.xml"),
    "Numbers": zipped("Index/Document.iwa", "Index/Tables/Tile.iwa"),
    "Pages": zipped("Index/Document.iwa", "preview.jpg"),
    "e-book": zipped("META-INF/container.xml"),
    "archive": zipped("statement.pdf"),
    "XML": b'<?xml version="1.0"?><Order/>',
}


@pytest.mark.parametrize("word", KNOWN)
def test_the_sender_is_told_which_kind_it_was(word: str) -> None:
    found = recognise(Document("statement.pdf", KNOWN[word]))
    problems = [problem for problem in found.problems if problem.code == "unsupported"]
    assert ((), 1) == (found.statements, len(problems)), found.problems
    assert word in problems[0].message


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Date,Amount\n",
        b"%PDF-1.7",
        b"<html><table>",
        zipped("[Content_Types].xml", "xl/workbook.xml"),
        zipped("[Content_Types].xml", "word/document.xml"),
        b"PK\x03\x04 damaged",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 damaged",
        openpyxl_book([["a"]]),
        (FILES / "ledger.xls").read_bytes(),
        (FILES / "ledger.ods").read_bytes(),
    ],
)
def test_what_others_read_or_name_is_left_to_them(content: bytes) -> None:
    assert kind_named(content) is None
    assert not READER.able(Document("x", content))
