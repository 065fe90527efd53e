"""How rare an agreement of amounts is by chance: the measure that every rule without a number rests on."""

from __future__ import annotations

from collections.abc import Iterable

_GRAINS = (100_000, 10_000, 1_000, 500, 100, 50, 10, 5)


def grain_of(cents: Iterable[int]) -> int:
    """Return the coarsest step in which all these amounts lie: round amounts agree by chance far more often than odd ones."""
    values = [abs(value) for value in cents if value]
    for grain in _GRAINS:
        if all(value % grain == 0 for value in values):
            return grain
    return 1
