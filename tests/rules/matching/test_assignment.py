"""Which line is which entry among rows of one amount."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from rules.matching.assignment import Weights, aligned, crossed

_WEIGHTS = st.dictionaries(
    st.tuples(st.integers(0, 3), st.integers(0, 4)), st.integers(-40, 60).map(lambda tenth: tenth / 10)
)


def worth(pairs: list[tuple[int, int]], weights: Weights) -> float:
    return sum(weights[pair] for pair in pairs)


def best_of_all(weights: Weights) -> float:
    """Every way to give the four lines entries, looked at one by one; a line may stay alone."""
    columns = [*range(5), None, None, None, None]
    return max(
        sum(max(weights.get((line, entry), 0.0), 0.0) for line, entry in enumerate(some) if entry is not None)
        for some in set(permutations(columns, 4))
    )


@given(_WEIGHTS)
def test_no_other_choice_of_pairs_is_worth_more(weights: Weights) -> None:
    pairs = crossed(range(4), range(5), weights)
    assert round(best_of_all(weights), 6) == round(worth(pairs, weights), 6)
    assert len(pairs) == len({line for line, _ in pairs}) == len({entry for _, entry in pairs})


@given(_WEIGHTS)
def test_an_alignment_keeps_the_order_of_both_sides(weights: Weights) -> None:
    pairs = aligned(range(4), range(5), weights)
    assert [entry for _, entry in pairs] == sorted(entry for _, entry in pairs)


def test_of_equal_choices_the_earlier_rows_are_paired() -> None:
    assert [(0, 0)] == aligned([0, 1], [0], {(0, 0): 5.0, (1, 0): 5.0})
    assert [(0, 0), (1, 1)] == crossed([0, 1], [0, 1], dict.fromkeys(((0, 0), (0, 1), (1, 0), (1, 1)), 5.0))
