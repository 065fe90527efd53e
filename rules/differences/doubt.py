"""Differences that are guesses: rows called missing on both sides that add up to the same amount within weeks, and rows called
missing under the number of a document that agrees.

The first may be one fact that was not recognised: a payment in other portions, an invoice less its credit note under a number that cannot be
read. Each alone would be told as missing, and neither side would find it missing. Of the second, an invoice listed twice with two amounts,
nobody would understand that it was not found. So a person looks.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from rules.chance import grain_of
from rules.differences.resemblance import resembling
from rules.gaps import Nature
from rules.model.difference import Difference, Reason
from rules.pool import Pool, Side

_REASONS = frozenset(
    {Reason.MISSING_IN_LEDGER, Reason.MISSING_ON_STATEMENT, Reason.TIMING_STATEMENT, Reason.TIMING_LEDGER}
)
_DOCUMENTS = frozenset({Nature.INVOICE, Nature.CREDIT_NOTE})
_DAYS = 21
_NEAREST = 12  # rows of the other side looked at for one
_MOST = 6  # rows of one choice, both sides together, are fewer
_RARE = 3.0  # nats by which such a sum is rarer than chance
_TEXT = " Together with other rows of these weeks it comes to nothing: they may be one fact."
_RESEMBLES = " It resembles what the other side has too many of: they may be one fact."
_AGREES = " A row of the same number and day agrees: the document itself is on both sides."

_Row = tuple[int, int, int | None]  # position among the differences, cents, day


def marked(pool: Pool, differences: Sequence[Difference]) -> list[Difference]:
    """Return the differences, those that cancel out among themselves as guesses."""
    theirs, ours = [], []
    lines: dict[int, int] = {}
    entries: dict[int, int] = {}
    doubled: set[int] = set()
    position = {entry.id: k for k, entry in enumerate(pool.entries)}
    agreed_lines = _agreed(pool.theirs, [k for group in pool.groups if group.gap is None for k in group.lines])
    agreed_entries = _agreed(pool.ours, [k for group in pool.groups if group.gap is None for k in group.entries])
    for place, one in enumerate(differences):
        if one.reason not in _REASONS or not one.amount or len(one.lines) + len(one.entries) != 1:
            continue
        if one.lines:
            line = one.lines[0]
            lines[line] = place
            theirs.append((place, pool.theirs.cents[line], pool.theirs.days[line]))
            if _document(pool.theirs, line) in agreed_lines:
                doubled.add(place)
        else:
            entry = position[one.entries[0]]
            entries[entry] = place
            ours.append((place, pool.ours.cents[entry], pool.ours.days[entry]))
            if _document(pool.ours, entry) in agreed_entries:
                doubled.add(place)
    doubtful = {place for some in _cancelling(pool, theirs, ours) for place in some}
    said = dict.fromkeys(resembling(pool, lines, entries), _RESEMBLES) | dict.fromkeys(doubled, _AGREES)
    said |= dict.fromkeys(doubtful, _TEXT)
    return [
        replace(one, certain=False, explanation=one.explanation + said[place]) if place in said else one
        for place, one in enumerate(differences)
    ]


_Document = tuple[str, Nature, int | None]  # number, kind, day


def _document(side: Side, row: int) -> _Document | None:
    """Return the invoice or credit note that a row is by its own number."""
    numbers, nature = side.numbers[row], side.natures[row]
    return (numbers[0], nature, side.days[row]) if numbers and nature in _DOCUMENTS else None


def _agreed(side: Side, rows: Sequence[int]) -> frozenset[_Document]:
    return frozenset(found for row in rows if (found := _document(side, row)) is not None)


def _cancelling(pool: Pool, theirs: Sequence[_Row], ours: Sequence[_Row]) -> Iterator[tuple[int, ...]]:
    """Yield choices of both sides with one sum, which chance does not explain; all together first."""
    if len(theirs) + len(ours) > 2 and theirs and ours and sum(r[1] for r in theirs) == sum(r[1] for r in ours):
        yield tuple(row[0] for row in (*theirs, *ours))
        return
    near_theirs, near_ours = _ByDay(theirs), _ByDay(ours)
    for line in theirs:
        beside, across = near_theirs.near(line), near_ours.near(line)
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


class _ByDay:
    """The rows of a side in order of their days, to find the few nearest to a row; one without a day is near to all, and comes last."""

    def __init__(self, rows: Sequence[_Row]) -> None:
        self._dated = sorted((day, place, cents) for place, cents, day in rows if day is not None)
        self._days = [day for day, _, _ in self._dated]
        self._undated = sorted((place, cents, None) for place, cents, day in rows if day is None)

    def near(self, row: _Row) -> list[_Row]:
        place, _, day = row
        if day is None:
            found: list[_Row] = [*self._undated[: _NEAREST + 1], *map(_turned, self._dated[: _NEAREST + 1])]
        else:
            first, end = bisect_left(self._days, day - _DAYS), bisect_right(self._days, day + _DAYS)
            some = sorted(self._dated[first:end], key=lambda other: (abs(other[0] - day), other[1]))
            found = [*map(_turned, some[: _NEAREST + 1]), *self._undated[: _NEAREST + 1]]
        return [other for other in found if other[0] != place][:_NEAREST]


def _turned(row: tuple[int, int, int]) -> _Row:
    day, place, cents = row
    return place, cents, day
