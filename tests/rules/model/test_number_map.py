"""How their numbers stand for ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.model.number_map import NumberMap, NumberPair, NumberRule, taken_apart

SERIES = NumberRule(their_head="INV24", their_tail="", our_head="SI", our_tail="", offset=100_000, width=0, support=4)
PADDED = NumberRule(their_head="V", their_tail="A", our_head="RE", our_tail="", offset=-3, width=6, support=3)


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("INV/24/00017", [("INV", 24, "00017", 2), ("INV24", 17, "", 5)]),
        ("V 0009-A", [("V", 9, "A", 4)]),
        ("记-12", [("记", 12, "", 2)]),
        ("BACS", []),
    ],
)
def test_a_number_is_its_series_and_its_place_in_it(written: str, parts: object) -> None:
    assert parts == list(taken_apart(written))


def test_a_series_moves_and_a_single_document_stands_for_itself() -> None:
    known = NumberMap(rules=(SERIES, PADDED), pairs=(NumberPair(theirs="X9", ours="SI7", support=1),))
    assert [("SI100017",), ("RE000006",), ("SI7",), (), ()] == [
        known.ours(each) for each in ("INV/24/00017", "V-9-A", "x 9", "INV/25/00017", "BACS")
    ]
    assert ("INV24#", "SI# + 100000", "RE# - 3, 6 digits") == (SERIES.key, str(SERIES), str(PADDED))


def test_before_the_first_of_ours_there_is_none() -> None:
    assert () == NumberMap(rules=(PADDED,)).ours("V-2-A")


@given(st.text(max_size=12))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    NumberMap(rules=(SERIES, PADDED)).ours(text)
