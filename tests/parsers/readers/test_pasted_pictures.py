"""A statement pasted as a picture into Word or Excel is read where the extra is installed, and told everywhere."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from PIL import Image

from parsers.document import Document
from parsers.readers.base import Access
from parsers.readers.pasted_pictures import READER, large_pictures
from parsers.recognise import recognise
from parsers.scans import engine
from tests.parsers.readers.test_docx import LINES, docx, p, table
from tests.parsers.scans.papers import ROWS, page
from tests.support.scanned_papers import picture
from tests.support.workbooks import xlsxwriter_book


def blank(width: int, height: int) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(made, "PNG")
    return made.getvalue()


def word(*pictures: bytes, body: str = p("Dear colleague, please find our statement below.")) -> bytes:
    made = io.BytesIO(docx(body).content)
    with zipfile.ZipFile(made, "a") as archive:
        for number, content in enumerate(pictures, 1):
            archive.writestr(f"word/media/image{number}.png", content)
    return made.getvalue()


def book(content: bytes, *cells: str) -> bytes:
    def fill(made: Any) -> None:
        sheet = made.add_worksheet()
        for row, text in enumerate(cells):
            sheet.write(row, 0, text)
        sheet.insert_image(4, 0, "page.png", {"image_data": io.BytesIO(content)})

    return xlsxwriter_book(fill)


@pytest.mark.slow
def test_a_pasted_statement_is_read_as_a_scan() -> None:
    logo = blank(900, 120)
    for content in (word(logo, picture(page(), "PNG")), book(picture(page(), "PNG"), "Statement")):
        found = recognise(Document("statement.docx", content))
        assert [("pasted_pictures", len(ROWS))] == [(each.reader, len(each.lines)) for each in found.statements]
        assert ["proven"] == [each.proof.verdict for each in found.statements]


@pytest.mark.parametrize(
    "content", [word(blank(1200, 1600)), book(blank(1200, 1600)), book(blank(1200, 1600), "对账单", "客户")]
)
def test_without_the_engine_the_operator_is_told(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(engine, "installed", lambda: False)
    found = recognise(Document("statement.docx", content))
    assert () == found.statements
    assert {"image_only", "ocr_not_installed"} <= {problem.code for problem in found.problems}


def test_a_statement_in_cells_is_not_doubted_for_a_picture() -> None:
    found = recognise(Document("statement.docx", word(blank(1200, 1600), body=table(LINES))))
    assert ([1], ()) == ([len(found.statements)], found.problems)


@pytest.mark.parametrize(
    ("content", "names"),
    [
        (word(blank(900, 120), blank(300, 300)), ()),
        (word(b"\x89PNG\r\n\x1a\n damaged"), ()),
        (word(*[blank(800, 600)] * 11), tuple(f"word/media/image{number}.png" for number in range(1, 12))),
        (b"PK\x03\x04 damaged", ()),
        (b"no zip", ()),
    ],
)
def test_only_pictures_of_the_size_of_a_page_count_in_their_order(content: bytes, names: tuple[str, ...]) -> None:
    assert names == large_pictures(content)
    assert bool(names) is READER.able(Document("x", content))


def test_a_damaged_picture_is_told() -> None:
    noise = bytearray(picture(page(), "PNG"))
    noise[len(noise) // 2 :] = b""
    reading = READER.read(Document("x", word(bytes(noise))), Access())
    assert () == reading.tables
    assert {"broken_file"} <= {problem.code for problem in reading.problems}
