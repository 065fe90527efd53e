"""One spelling for words that people write in several."""

from __future__ import annotations

import re

import pytest

from parsers.spelling import SIMPLIFIED, TRADITIONAL, pattern_spelling, simplified, spellings, unaccented


@pytest.mark.parametrize(
    ("text", "plain"), [("Échéance", "Echeance"), ("fällig", "fallig"), ("reçu", "recu"), ("N° 5", "N° 5"), ("余额", "余额")]
)  # fmt: skip
def test_accents_are_left_off(text: str, plain: str) -> None:
    assert plain == unaccented(text)


def test_traditional_characters_become_simplified_one_by_one() -> None:
    assert "应收账款余额" == simplified("應收帳款餘額")
    assert len(TRADITIONAL) == len(SIMPLIFIED)
    assert not set(TRADITIONAL) & set(SIMPLIFIED)


def test_an_umlaut_is_written_in_two_ways() -> None:
    assert ("fallig", "faellig") == spellings("fällig")
    pattern = re.compile(pattern_spelling("überfällig|結餘"))
    assert all(pattern.fullmatch(text) for text in ("uberfallig", "ueberfaellig", "结余"))
