"""Choices of rows that add up."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from rules.matching.subsets import parts_of, sums_of_a_day


@given(st.lists(st.integers(1, 400), min_size=2, max_size=8), st.data())
def test_every_choice_of_one_day_is_found(cents: list[int], data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(range(len(cents))), min_size=2, unique=True))
    wanted = sum(cents[k] for k in chosen)
    expected = {
        some
        for size in range(2, len(cents) + 1)
        for some in combinations(range(len(cents)), size)
        if sum(cents[k] for k in some) == wanted
    }
    found, tried = parts_of(wanted, 0, range(len(cents)), cents, [7] * len(cents))
    assert expected == set(found)
    assert tried >= len(expected)


def test_the_sign_must_be_that_of_the_whole() -> None:
    assert [] == parts_of(100, 0, [0, 1], [150, -50], [1, 1])[0]


def test_slack_is_allowed_on_one_day_only() -> None:
    assert [(0, 1)] == parts_of(-1000, 20, [0, 1], [-600, -385], [1, 1])[0]
    assert [] == parts_of(-1000, 20, [0, 1], [-600, -385], [1, 2])[0]


def test_rows_of_different_days_are_looked_through_less_deeply() -> None:
    cents = [11, 13, 17, 19, 23]
    assert [(0, 1, 2, 3, 4)] == parts_of(83, 0, range(5), cents, [1] * 5)[0]
    assert [] == parts_of(83, 0, range(5), cents, [1, 2, 3, 4, 5])[0]


def test_a_crowded_day_is_left_alone() -> None:
    assert {} == sums_of_a_day(range(15), [1] * 15)
    assert {3: [(0, 1)]} == sums_of_a_day([0, 1], [1, 2])
