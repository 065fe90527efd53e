"""Which pages of a PDF are pictures of paper."""

from __future__ import annotations

import io

import pypdfium2
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from parsers.readers.pdfium_page import SeenPage, seen_page
from parsers.scans.pdf_pages import drawn
from tests.parsers.scans.papers import page, statement_pdf
from tests.support.scanned_papers import picture, scan


def made(*steps: str, words: int = 40) -> bytes:
    """Draw "text", "picture" (over the page) or "logo" in the order given."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 420))
    for step in steps:
        if step == "text":
            for index in range(words):
                canvas.drawString(40 + 120 * (index % 4), 400 - 16 * (index // 4), f"word{index} 12.50")
        else:
            image = ImageReader(io.BytesIO(picture(page(), "PNG")))
            place = (0, 0, 595, 420) if step == "picture" else (40, 380, 80, 30)
            canvas.drawImage(image, *place)
    canvas.save()
    return file.getvalue()


def seen(content: bytes) -> SeenPage:
    document = pypdfium2.PdfDocument(content)
    try:
        return seen_page(document[0], 1)
    finally:
        document.close()


def test_a_scan_is_a_picture_and_digital_paper_is_none() -> None:
    assert seen(scan(statement_pdf(), "turned", 1)).is_picture
    assert not seen(statement_pdf()).is_picture


def test_a_letterhead_or_a_logo_makes_no_scan() -> None:
    assert not seen(made("picture", "text")).is_picture
    assert not seen(made("logo", "text")).is_picture


def test_the_scanning_programs_own_words_make_no_digital_paper() -> None:
    assert seen(made("picture", "text", words=3)).is_picture


def test_text_under_a_picture_is_not_what_a_person_reads() -> None:
    found = seen(made("text", "picture"))
    assert found.is_picture
    assert [] == found.page.words
    assert found.hidden > 100


def test_a_page_is_drawn_with_the_pixels_that_its_picture_has() -> None:
    for content, density in ((statement_pdf(), 200), (scan(statement_pdf(), "turned", 2, density=300), 300)):
        document = pypdfium2.PdfDocument(content)
        try:
            found = drawn(document[0])
        finally:
            document.close()
        assert abs(density / 72 * max(595, 420) - max(found.picture.shape)) < 12
        assert abs(72 / density - found.points) < 0.01
