"""Differences that together are nothing: rows called missing on both sides that add up to the same amount within weeks.

They may be one fact that was not recognised: a payment in other portions, an invoice less its credit note under a number that cannot be
read. Each alone would be told as missing, and neither side would find it missing. So they are guesses, and a person looks.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from rules.chance import grain_of
from rules.model.difference import Difference, Reason
from rules.pool import Pool

_REASONS = frozenset(
    {Reason.MISSING_IN_LEDGER, Reason.MISSING_ON_STATEMENT, Reason.TIMING_STATEMENT, Reason.TIMING_LEDGER}
)
_DAYS = 21
_NEAREST = 12  # rows of the other side looked at for one
_MOST = 6  # rows of one choice, both sides together, are fewer
_RARE = 3.0  # nats by which such a sum is rarer than chance
_TEXT = " Together with other rows of these weeks it comes to nothing: they may be one fact."

_Row = tuple[int, int, int | None]  # position among the differences, cents, day


def marked(pool: Pool, differences: Sequence[Difference]) -> list[Difference]:
    """Return the differences, those that cancel out among themselves as guesses."""
    theirs, ours = [], []
    position = {entry.id: k for k, entry in enumerate(pool.entries)}
    for place, one in enumerate(differences):
        if one.reason not in _REASONS or not one.amount or len(one.lines) + len(one.entries) != 1:
            continue
        if one.lines:
            line = one.lines[0]
            theirs.append((place, pool.theirs.cents[line], pool.theirs.days[line]))
        else:
            entry = position[one.entries[0]]
            ours.append((place, pool.ours.cents[entry], pool.ours.days[entry]))
    doubtful = {place for some in _cancelling(pool, theirs, ours) for place in some}
    return [
        replace(one, certain=False, explanation=one.explanation + _TEXT) if place in doubtful else one
        for place, one in enumerate(differences)
    ]


def _cancelling(pool: Pool, theirs: Sequence[_Row], ours: Sequence[_Row]) -> Iterator[tuple[int, ...]]:
    """Yield choices of both sides with one sum, which chance does not explain; all together first."""
    if len(theirs) + len(ours) > 2 and theirs and ours and sum(r[1] for r in theirs) == sum(r[1] for r in ours):
        yield tuple(row[0] for row in (*theirs, *ours))
        return
    for line in theirs:
        beside, across = _near(line, theirs), _near(line, ours)
        with_line = [(line, *some) for some in _choices(beside, 0, 2)]
        sums: dict[int, list[tuple[_Row, ...]]] = defaultdict(list)
        for others in _choices(across, 1, 3):
            sums[sum(row[1] for row in others)].append(others)
        if not pool.spend(len(with_line) + len(sums)):
            return
        for some in with_line:
            for others in sums.get(sum(row[1] for row in some), ()):
                hit = (*some, *others)
                if not 2 < len(hit) < _MOST:
                    continue
                largest, grain = max(abs(row[1]) for row in hit), grain_of(row[1] for row in hit)
                tried = math.comb(len(beside), len(some) - 1) * math.comb(len(across), len(others))
                if math.log(largest / grain) - math.log(tried) > _RARE:
                    yield tuple(row[0] for row in hit)


def _choices(rows: Sequence[_Row], smallest: int, largest: int) -> Iterator[tuple[_Row, ...]]:
    for size in range(smallest, largest + 1):
        yield from combinations(rows, size)


def _near(row: _Row, rows: Sequence[_Row]) -> list[_Row]:
    day = row[2]
    found = [
        other
        for other in rows
        if other is not row and (day is None or other[2] is None or abs(other[2] - day) <= _DAYS)
    ]
    found.sort(key=lambda other: (abs((other[2] or 0) - (day or 0)), other[0]))
    return found[:_NEAREST]
