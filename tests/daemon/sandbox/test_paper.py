from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from daemon.cli.demo.mails import mails
from daemon.mail.attachments import contents_of, parsed
from daemon.sandbox.host import Sandbox
from daemon.sandbox.paper import MOST_CELLS, PaperRefused, key_of, outline_apart, outline_here, picture_apart
from parsers.document import Document, Place, Problem

CSV = Document(
    "s.csv", b"Date,Reference,Amount,Balance\n2026-03-01,A1,10.00,10.00\n2026-03-02,\xe2\x80\xaeB2,5.00,15.00\n"
)


@pytest.fixture
def pdf() -> Document:
    message = parsed(next(iter(mails())).content)
    assert not isinstance(message, Problem)
    (found,) = [each for each in contents_of(message).all_documents() if each.content.startswith(b"%PDF")]
    return found


def test_a_pdf_is_pages_of_their_size_and_each_is_drawn(pdf: Document, sandbox: Sandbox) -> None:
    outline = outline_apart(pdf, (), "pdf_words", sandbox)
    (page, *_) = outline.pages
    assert (595, 842) == tuple(round(side) for side in page)
    with Image.open(io.BytesIO(picture_apart(pdf, (), "pdf_words", 1, sandbox))) as image:
        assert pytest.approx(page[1] / page[0], rel=0.01) == image.height / image.width
        assert image.width > 1000
        pixels = np.asarray(image.convert("L"))
    assert pixels.min() < 100
    assert pixels.max() > 200


def test_letters_of_a_font_that_the_file_leaves_out_are_drawn(sandbox: Sandbox) -> None:
    """Chinese accounting programs hardly ever embed their font."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    held = io.BytesIO()
    canvas = Canvas(held)
    canvas.setFont("STSong-Light", 40)
    canvas.drawString(100, 700, "对账单")
    canvas.save()
    png = picture_apart(Document("x.pdf", held.getvalue()), (), "pdf_words", 1, sandbox)
    with Image.open(io.BytesIO(png)) as image:
        assert np.asarray(image.convert("L")).min() < 100


@pytest.mark.parametrize("page", [0, -1, 999])
def test_a_page_that_is_not_there_is_refused(pdf: Document, page: int, sandbox: Sandbox) -> None:
    with pytest.raises(PaperRefused):
        picture_apart(pdf, (), "pdf_words", page, sandbox)


def test_a_text_file_is_its_rows_with_the_keys_that_its_lines_have(sandbox: Sandbox) -> None:
    outline = outline_apart(CSV, (), "csv_text", sandbox)
    (table,) = outline.tables
    assert ("Date", "Reference", "Amount", "Balance") == table.rows[0].texts
    assert "\u202eB2" in table.rows[2].texts
    assert len({row.key for row in table.rows}) == len(table.rows)
    assert "" not in {row.key for row in table.rows}


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.4 broken", b"\x89PNG\r\n\x1a\nbroken", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0"]
)
def test_a_broken_file_shows_nothing_or_says_why_and_never_raises_anything_else(
    content: bytes, sandbox: Sandbox
) -> None:
    try:
        outline = outline_apart(Document("x", content), (), "pdf_words", sandbox)
    except PaperRefused:
        return
    assert not outline.tables


def test_a_very_wide_and_long_sheet_is_shown_in_part_and_says_so(sandbox: Sandbox) -> None:
    row = ",".join(str(number) for number in range(100))
    long = Document("s.csv", ("\n".join([row] * 3000)).encode())
    outline = outline_apart(long, (), "csv_text", sandbox)
    assert outline.cut
    assert MOST_CELLS >= sum(len(row.texts) for table in outline.tables for row in table.rows) > MOST_CELLS // 2
    assert not outline_apart(CSV, (), "csv_text", sandbox).cut


def test_a_picture_is_a_page(sandbox: Sandbox) -> None:
    held = io.BytesIO()
    Image.new("RGB", (900, 1200), "white").save(held, "PNG")
    photo = Document("photo.png", held.getvalue())
    assert 1 == len(outline_apart(photo, (), "pdf_scan", sandbox).pages)
    assert picture_apart(photo, (), "pdf_scan", 1, sandbox).startswith(b"\x89PNG")


def test_rows_of_sheets_and_lines_of_text_have_keys_and_pages_have_none() -> None:
    def place(**where: object) -> Place:
        return Place(document="d", reader="r", **where)  # type: ignore[arg-type]

    assert "März!17" == key_of(place(sheet="März", cell="AB17"))
    assert "!L4" == key_of(place(line=4))
    assert "" == key_of(place(page=1, box=(0, 0, 1, 1))) == key_of(None)


def test_a_request_that_is_none_is_no_answer() -> None:
    with pytest.raises(Exception, match=r"msgpack|Expected|truncated"):
        outline_here(b"{}")
