"""Rows called missing on both sides that a person would take for one fact, though no rule may pair them.

A payment listed in pieces under its number, whose sum is a slip or a charge away from the receipt. Told as missing on either side, both
would be denied: so they are guesses, and a person looks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rules import gaps
from rules.gaps import Nature
from rules.pool import Pool, Side, likely_nature

_DAYS = 7

Places = dict[int, int]  # position on its side -> place among the differences


def resembling(pool: Pool, theirs: Places, ours: Places) -> frozenset[int]:
    """Return the places of the rows that resemble others across the sides."""
    found = (_in_pieces(pool, theirs, ours, theirs_in_pieces=side) for side in (True, False))
    return frozenset(place for some in found for places in some for place in places)


def _in_pieces(pool: Pool, theirs: Places, ours: Places, *, theirs_in_pieces: bool) -> Iterator[tuple[int, ...]]:
    """Yield the pieces of a payment, by the number that they share, and a payment of the other side that all but is their sum."""
    side, rows, other, wholes = pool.theirs, theirs, pool.ours, ours
    if not theirs_in_pieces:
        side, rows, other, wholes = other, wholes, side, rows
    pieces: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        if side.numbers[row] and _is_payment(pool, side, row):
            pieces[side.numbers[row][0]].append(row)
    paid = [row for row in wholes if _is_payment(pool, other, row)]
    for some in pieces.values():
        if len(some) < 2 or not pool.spend(len(paid)):
            continue
        for whole in paid:
            sums = side.sum(some), other.cents[whole]
            one, two = sums if theirs_in_pieces else (sums[1], sums[0])
            if (
                _near(side.days[some[0]], other.days[whole], _DAYS)
                and gaps.typed(one, two, Nature.PAYMENT, pool.yardstick) is not None
            ):
                yield (*(rows[row] for row in some), wholes[whole])


def _is_payment(pool: Pool, side: Side, row: int) -> bool:
    return likely_nature(side, row, pool.role) is Nature.PAYMENT


def _near(one: int | None, other: int | None, days: int) -> bool:
    return one is not None and other is not None and abs(one - other) <= days
