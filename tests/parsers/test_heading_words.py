"""The vocabulary itself: no word may mean two columns."""

from __future__ import annotations

from parsers.heading_kinds import Heading
from parsers.heading_words import WORDS
from parsers.headings import heading_of


def test_every_kind_of_column_has_words() -> None:
    assert set(Heading) == set(WORDS)


def test_every_word_is_found_as_the_heading_it_is_listed_under() -> None:
    wrong = [
        (word.strip(), heading, heading_of(word))
        for heading, languages in WORDS.items()
        for words in languages.values()
        for word in words.split(";")
        if heading_of(word) is not heading
    ]
    assert wrong == []
