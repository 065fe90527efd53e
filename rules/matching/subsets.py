"""Choices of rows that add up: which rows of one side may be the parts of one row, or of several, on the other.

Rows of one day are searched deeper than rows of different days, because a shared day is evidence. Every choice looked at is
counted, so that a hit can be weighed against the number of chances it had.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

_DEEP = ((12, 8), (26, 4), (60, 3))  # up to so many rows of a day, choices up to such a size
_SPREAD = ((16, 4), (40, 3), (120, 2))  # the same for rows of different days


def parts_of(
    wanted: int, slack: int, positions: Sequence[int], cents: Sequence[int], days: Sequence[int | None]
) -> tuple[list[tuple[int, ...]], int]:
    """Return the choices of two or more positions, all of the sign of `wanted`, that add up to it, and how many were looked at.
    Rows of one day may miss it by `slack`.
    """
    target = abs(wanted)
    fits = [k for k in positions if (cents[k] > 0) == (wanted > 0) and 0 < abs(cents[k]) <= target + slack]
    by_day: dict[int | None, list[int]] = defaultdict(list)
    for position in fits:
        by_day[days[position]].append(position)
    found: dict[tuple[int, ...], None] = {}
    tried = 0
    for day in sorted(by_day, key=lambda one: (one is None, one or 0)):
        some, count = _search(by_day[day], cents, target, slack, _depth(len(by_day[day]), _DEEP))
        tried += count
        found.update(dict.fromkeys(some))
    if len(by_day) > 1:
        some, count = _search(fits, cents, target, 0, _depth(len(fits), _SPREAD))
        tried += count
        found.update(dict.fromkeys(some))
    return list(found), tried


def _depth(count: int, limits: Sequence[tuple[int, int]]) -> int:
    return next((size for most, size in limits if count <= most), 0)


def _search(
    positions: Sequence[int], cents: Sequence[int], target: int, slack: int, depth: int
) -> tuple[list[tuple[int, ...]], int]:
    """Look through the choices of 2 to `depth` rows, largest first, dropping what can no longer reach the target."""
    rows = sorted(positions, key=lambda k: (-abs(cents[k]), k))
    values = [abs(cents[k]) for k in rows]
    rest = [0] * (len(rows) + 1)
    for k in range(len(rows) - 1, -1, -1):
        rest[k] = rest[k + 1] + values[k]
    found: list[tuple[int, ...]] = []
    tried = 0

    def extend(start: int, chosen: tuple[int, ...], total: int) -> None:
        nonlocal tried
        for k in range(start, len(rows)):
            if total + rest[k] < target - slack:
                return
            value = total + values[k]
            tried += 1
            if value > target + slack:
                continue
            picked = (*chosen, rows[k])
            if len(picked) >= 2 and abs(value - target) <= slack:
                found.append(tuple(sorted(picked)))
            if len(picked) < depth:
                extend(k + 1, picked, value)

    if depth >= 2:
        extend(0, (), 0)
    return found, tried


def sums_of_a_day(
    positions: Sequence[int], cents: Sequence[int], smallest: int = 2, largest: int = 4, crowd: int = 14
) -> dict[int, list[tuple[int, ...]]]:
    """Return the sums of all choices of `smallest` to `largest` rows of one day and one sign; nothing for a crowded day."""
    sums: dict[int, list[tuple[int, ...]]] = defaultdict(list)
    if len(positions) > crowd:
        return sums
    for size in range(smallest, min(largest, len(positions)) + 1):
        for some in combinations(positions, size):
            sums[sum(cents[k] for k in some)].append(some)
    return sums
