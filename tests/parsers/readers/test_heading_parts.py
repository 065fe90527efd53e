"""Headings set a blank apart are parted by what they mean; letters set apart are one word."""

from __future__ import annotations

import pytest

from parsers.readers.gutters import Gutter
from parsers.readers.heading_parts import by_meaning, letter_spaced_joined, parted
from parsers.readers.words import Word, text_of
from tests.parsers.readers.test_header_words import page


def phrase(text: str) -> list[Word]:
    return page((10.0, 100.0, text)).words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Date of entry Reference Item", ["Date of entry", "Reference", "Item"]),
        ("Currency Debit ( INR ) Credit ( INR )", ["Currency", "Debit ( INR )", "Credit ( INR )"]),
        ("goods sent to you", ["goods sent to you"]),
    ],
)
def test_a_phrase_is_as_few_headings_as_cover_it(text: str, expected: list[str]) -> None:
    assert expected == [text_of(part) for part in by_meaning(phrase(text))]


def test_a_strip_through_one_column_does_not_cut_its_heading() -> None:
    words = page((10.0, 100.0, "Date of entry"), (88.0, 100.0, "Reference")).words
    strips = [Gutter(words[0].x1, words[1].x0), Gutter(words[2].x1, words[3].x0)]
    assert ["Date of entry", "Reference"] == [text_of(part) for part in parted(words, strips)]


def test_letters_far_apart_are_a_word() -> None:
    words = page((10.0, 100.0, "摘"), (40.0, 100.0, "要")).words
    assert [words] == letter_spaced_joined([[word] for word in words])
