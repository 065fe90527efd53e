"""White strips between columns."""

from __future__ import annotations

from parsers.readers.gutters import cut_at, gutters_of
from parsers.readers.words import lines_of, text_of
from tests.parsers.readers.test_header_words import page

BODY = [
    (x, 100.0 + 12 * row, text)
    for row in range(4)
    for x, text in ((10.0, "1"), (40.0, "06.01.26"), (100.0, f"RE-{row}"))
]


def test_the_strips_that_no_word_enters() -> None:
    found = gutters_of(lines_of(page(*BODY).words))
    assert [(15.0, 40.0), (80.0, 100.0)] == [(gutter.x0, gutter.x1) for gutter in found]


def test_too_few_lines_tell_nothing() -> None:
    assert [] == gutters_of(lines_of(page(*BODY[:6]).words))


def test_a_phrase_is_cut_where_it_lines_up_with_a_column() -> None:
    gutters = gutters_of(lines_of(page(*BODY).words))
    phrase = lines_of(page((10.0, 50.0, "Pos."), (40.0, 50.0, "Buch. Datum")).words)[0].words
    assert ["Pos.", "Buch. Datum"] == [text_of(piece) for piece in cut_at(phrase, gutters)]
    assert 1 == len(cut_at(phrase, []))
