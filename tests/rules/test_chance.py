"""Round amounts agree by chance."""

from __future__ import annotations

import pytest

from rules.chance import grain_of


@pytest.mark.parametrize(
    ("cents", "expected"),
    [([100_000, 500_000], 100_000), ([1_050, 2_000], 50), ([1_234], 1), ([1_235, 1_240], 5), ([0, 700], 100)],
)
def test_the_grain_is_the_coarsest_step_of_all_amounts(cents: list[int], expected: int) -> None:
    assert expected == grain_of(cents)
