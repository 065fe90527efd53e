"""Letters asked for by address are the letters that pypdfium2's comfortable calls give."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from parsers.readers.pdfium_letters import Area, Sight, letters_of


@pytest.fixture
def text_page() -> Iterator[Any]:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(300, 200))
    canvas.drawString(20, 150, "Invoice INV-1 1,234.00")
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(20, 100, "white")
    canvas.setFillColorRGB(0, 0, 0)
    hidden = canvas.beginText(20, 50)
    hidden.setTextRenderMode(3)
    hidden.textOut("unseen")
    canvas.drawText(hidden)
    canvas.save()
    document = pypdfium2.PdfDocument(file.getvalue())
    page = document[0]
    text = page.get_textpage()
    yield text
    text.close()
    page.close()
    document.close()


def handle_of(text_page: Any) -> Any:
    return ctypes.cast(text_page.raw, ctypes.c_void_p)


def test_codes_and_boxes_are_those_of_the_comfortable_calls(text_page: Any) -> None:
    count = text_page.count_chars()
    found = list(letters_of(handle_of(text_page), count))
    assert text_page.get_text_range() == "".join(chr(code) for code, _ in found)
    boxes = [(left, bottom, right, top) for _, (left, top, right, bottom) in found]
    assert [text_page.get_charbox(index, loose=True) for index in range(count)] == boxes


def test_a_page_without_letters_gives_none(text_page: Any) -> None:
    assert [] == list(letters_of(handle_of(text_page), 0))


@pytest.mark.parametrize(
    ("word", "areas", "seen"),
    [
        ("Invoice", [], True),
        ("white", [], False),
        ("white", [Area(0, 0, 300, 200, light=False)], True),
        ("white", [Area(0, 0, 300, 200, light=False), Area(0, 0, 300, 200, light=True)], False),
        ("unseen", [], False),
    ],
)
def test_a_word_is_seen_when_it_is_drawn_and_not_in_the_colour_beneath(
    text_page: Any, word: str, areas: list[Area], seen: bool
) -> None:
    index = text_page.get_text_range().index(word)
    assert seen is Sight(handle_of(text_page), 0, areas).sees(index, (20, 90, 60, 110))


def test_a_word_that_stands_upright_is_not_seen_on_a_page_read_sideways(text_page: Any) -> None:
    assert not Sight(handle_of(text_page), 1, []).sees(0, (20, 40, 60, 50))
