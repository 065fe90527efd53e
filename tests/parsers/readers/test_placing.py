"""Words go to columns; how ill rows and headings go together can be counted."""

from __future__ import annotations

from dataclasses import replace

from parsers.readers.columns_of_words import layout_of
from parsers.readers.header_words import headers_of
from parsers.readers.placing import fits, placed, strain
from parsers.readers.words import lines_of
from tests.parsers.readers.test_header_words import page

SHEET = page(
    (10, 100, "Date"), (80, 100, "Description"), (200, 100, "Debit"), (260, 100, "Balance"),
    (10, 115, "01/03/26"), (80, 115, "Goods"), (200, 115, "100.00"), (260, 115, "100.00"),
    (10, 130, "02/03/26"), (80, 130, "Goods"), (200, 130, "140.00"), (260, 130, "240.00"),
)  # fmt: skip
LINES = lines_of(SHEET.words)
LAYOUT = layout_of(headers_of(LINES, SHEET)[0], LINES[1:], [])


def test_each_word_has_its_column() -> None:
    assert [0, 1, 2, 3] == [column for column, _ in placed(LINES[1].words, LAYOUT)]


def test_columns_that_hold_what_they_say_are_without_strain() -> None:
    assert 0 == strain(LAYOUT, LINES[1:])
    assert 3 == fits(LINES[1], LAYOUT)


def test_two_amounts_in_one_cell_strain() -> None:
    shifted = replace(LAYOUT, borders=[LAYOUT.borders[0], 150.0, 320.0])
    assert strain(shifted, LINES[1:]) > 1
    assert 1 == fits(LINES[1], shifted)
