"""Amounts by their shape."""

from __future__ import annotations

from parsers.readers.amount_shapes import is_money, money_phrases, prints_whole_amounts
from parsers.readers.words import TextLine, lines_of
from tests.parsers.readers.test_header_words import page


def test_shapes_of_amounts() -> None:
    for text in [
        "1,234.50",
        "1.234,50",
        "1 234,50",
        "(12.00)",
        "12.00-",
        "12.00 CR",
        "£5.00",
        "１２．００",
        "USD 7.50",
    ]:
        assert is_money(text), text
    for text in ["INV-12", "01/03/2026", "0.00 17,026.30", "12", "M8 x 40"]:
        assert not is_money(text), text
    assert is_money("12,345", whole=True)


def test_amounts_set_close_together_are_two() -> None:
    line: TextLine = lines_of(page((10, 100, "-46,777.00 10,936.00 CR")).words)[0]
    assert [1, 2] == [len(found) for found in money_phrases(line, whole=False)]


def test_thousands_at_the_edge_of_a_phrase_are_amounts_where_money_is_whole() -> None:
    words = lines_of(page((10, 100, "11,371 Spare parts 2,000 pcs")).words)
    assert [["11,371"]] == [[word.text for word in found] for found in money_phrases(words[0], whole=True)]
    assert [] == money_phrases(words[0], whole=False)


def test_whole_money_is_told_beside_a_column_with_decimals() -> None:
    lines = [
        line
        for y in (100, 115, 130)
        for line in lines_of(page((10, y, "367.84"), (60, y, "12.50"), (120, y, "2,827,168")).words)
    ]
    assert prints_whole_amounts(lines)
    assert not prints_whole_amounts(lines_of(page((10, 100, "1,234.00"), (80, 100, "12.50")).words))
