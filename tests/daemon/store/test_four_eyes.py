from __future__ import annotations

from decimal import Decimal

import pytest

from daemon.store.figures import Figures
from daemon.store.four_eyes import needs_two


@pytest.mark.parametrize(
    ("figures", "limit", "expected"),
    [
        (Figures(theirs=Decimal(-101)), Decimal(100), True),
        (Figures(theirs=Decimal(100), ours=Decimal(100), gap=Decimal(0)), Decimal(100), False),
        (Figures(theirs=Decimal(60), ours=Decimal(-60), gap=Decimal(120)), Decimal(100), True),
        (Figures(), Decimal(100), True),
        (None, Decimal(100), True),
        (Figures(theirs=Decimal(10**9)), None, False),
    ],
)
def test_two_are_needed_above_the_amount_and_where_it_is_not_known(
    figures: Figures | None, limit: Decimal | None, expected: bool
) -> None:
    assert expected == needs_two(figures, limit)
