"""Letters become words; turned pages stand upright; what is drawn twice counts once."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from parsers.readers.pdfium_page import SeenPage, seen_page
from tests.parsers.readers.papers import drawn, paper


def seen(content: bytes) -> SeenPage:
    pdf = pypdfium2.PdfDocument(content)
    try:
        return seen_page(pdf[0], 1)
    finally:
        pdf.close()


def words(content: bytes) -> list[str]:
    return [word.text for word in sorted(seen(content).page.words, key=lambda word: (round(word.base), word.x0))]


def test_letters_become_words_from_left_to_right() -> None:
    assert ["Closing", "balance", "1,234.00"] == words(drawn((50, 700, "Closing balance"), (200, 700, "1,234.00")))


def test_letters_drawn_twice_on_one_place_count_once() -> None:
    assert ["Balance"] == words(drawn((50, 700, "Balance"), (50.3, 700, "Balance")))


@pytest.mark.parametrize(("rotate", "turned"), [(90, True), (0, True), (90, False)])
def test_a_turned_page_is_read_upright(rotate: int, turned: bool) -> None:
    page = seen(drawn((100, 100, "upper"), (100, 80, "lower"), rotate=rotate, turned=turned)).page
    first, second = sorted(page.words, key=lambda word: word.base)
    assert ("upper", "lower") == (first.text, second.text)
    assert first.x1 - first.x0 > first.bottom - first.top


def test_rules_are_found_and_letters_counted() -> None:
    found = seen(paper())
    assert len(found.page.horizontals) >= 7
    assert len(found.page.verticals) >= 7
    assert found.letters > 100
    assert 0 == found.hidden


def test_invisible_letters_are_counted_and_set_aside() -> None:
    found = seen(drawn((50, 700, "secret"), invisible=True))
    assert ([], 6) == (found.page.words, found.hidden)


def test_the_words_of_a_seal_across_the_print_are_left_out_and_red_figures_in_line_are_not() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(300, 200))
    canvas.setFont("Helvetica", 10)
    for y in (150, 136, 122):
        canvas.drawString(20, y, "Goods")
        canvas.drawRightString(200, y, "1,113.80")
    canvas.setFillColorRGB(0.8, 0, 0)
    canvas.drawRightString(260, 136, "-50.00")
    canvas.setFont("Helvetica", 12)
    canvas.drawString(160, 128, "SEALED")
    canvas.save()
    assert ["Goods", "1,113.80", "Goods", "1,113.80", "-50.00", "Goods", "1,113.80"] == words(stream.getvalue())
