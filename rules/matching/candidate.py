"""A hypothesis of the last, hard part: rows that may belong together, and what speaks for it, in nats.

Score = how rare such a hit is by chance - how many choices were looked at + what days and numbers say. Nothing here decides;
`grouped` takes the best first.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rules.document_numbers import skeleton
from rules.gaps import Gap, Nature, typed
from rules.matching.affinity import Relation, affinity, clashes, relation, usual_days
from rules.matching.parts import names_a_part, of_one_day, of_one_kind
from rules.model.difference import Reason
from rules.pool import Pool, Side, likely_nature

_NEAREST = 60  # rows looked at for one row
WIDER = 2  # days beyond the usual range at which parts are still looked for
_ALL_LONE = 1.5  # nats: as strangers, all these rows would have to lack a counterpart
_USUAL_FEES = 90  # charges that a bank usually makes: each is one more chance to hit


@dataclass(frozen=True, slots=True)
class Candidate:
    """Lines and entries that may be one fact. `sober`: the days are usual, and the shape is none that two errors which cancel
    out would take as well. A row lost and another enlarged by it look like two parts of one; two slips of opposite sign look
    like two and two. So two parts must share their day, and as many rows on both sides are never sober.
    """

    score: float
    lines: tuple[int, ...]
    entries: tuple[int, ...]
    rule: str
    gap: Gap | None = None
    sober: bool = True

    def rows(self) -> Iterator[tuple[str, int]]:
        yield from (("line", k) for k in self.lines)
        yield from (("entry", k) for k in self.entries)


class ByDay:
    """The free rows of a side by day, to find those near a day."""

    def __init__(self, side: Side) -> None:
        dated = sorted((day, k) for k in side.ordered() if (day := side.days[k]) is not None)
        self._days = [day for day, _ in dated]
        self._rows = [k for _, k in dated]
        self._undated = [k for k in side.ordered() if side.days[k] is None]

    def between(self, day: int | None, low: int, high: int) -> list[int]:
        """Return the rows from `low` to `high` days after `day`, the nearest first, and the undated ones; not too many."""
        if day is None:
            return (self._rows + self._undated)[:_NEAREST]
        first, end = bisect_left(self._days, day + low), bisect_right(self._days, day + high)
        near = sorted(range(first, end), key=lambda k: (abs(self._days[k] - day), k))
        return [self._rows[k] for k in near[:_NEAREST]] + self._undated[: _NEAREST // 4]


def entries_near(pool: Pool, near: ByDay, line: int) -> list[int]:
    """Return the free entries whose days fit a line."""
    low, high = pool.shift.usual(likely_nature(pool.theirs, line, pool.role))
    return near.between(pool.theirs.days[line], -high - WIDER, -low + WIDER)


def lines_near(pool: Pool, near: ByDay, entry: int) -> list[int]:
    """Return the free lines whose days fit an entry."""
    low, high = pool.shift.usual(likely_nature(pool.ours, entry, pool.role))
    return near.between(pool.ours.days[entry], low - WIDER, high + WIDER)


def weighed(
    pool: Pool, lines: tuple[int, ...], entries: tuple[int, ...], *, rule: str, grain: int, tried: int
) -> Candidate | None:
    """Return the candidate with its score; None where the sums differ by more than a bank's usual charge or a cent or two."""
    theirs, ours = pool.theirs.sum(lines), pool.ours.sum(entries)
    rarity = math.log(max(abs(ours), grain) / grain) - math.log(max(tried, 1))
    gap = None
    if theirs != ours:
        gap = typed(theirs, ours, likely_nature(pool.ours, entries[0], pool.role), pool.yardstick)
        if gap is None or gap.reason not in {Reason.BANK_FEE, Reason.ROUNDING} or not of_one_day(pool, lines, entries):
            return None
        step = max(pool.scale // 2, 1)
        if gap.reason is Reason.BANK_FEE and (theirs - ours) % step:
            return None
        rarity -= math.log(_USUAL_FEES if gap.reason is Reason.BANK_FEE else 2 * pool.yardstick.rounding)
    usual = all(usual_days(pool, line, entry, WIDER) for line in lines for entry in entries)
    most, least = max(len(lines), len(entries)), min(len(lines), len(entries))
    sober = usual and most != least and ((least == 1 and most > 2) or of_one_day(pool, lines, entries))
    sober = sober and of_one_kind(pool, lines, entries) and not names_a_part(pool, lines, entries)
    score = _ALL_LONE + rarity + _evidence(pool, lines, entries)
    return Candidate(score, lines, entries, rule, gap, sober)


def _evidence(pool: Pool, lines: Sequence[int], entries: Sequence[int]) -> float:
    """What days and numbers say: the mean of the pairs' affinities, and a bonus where the parts share a day."""
    weights = []
    for line in lines:
        for entry in entries:
            related = relation(pool, line, entry)
            weights.append(affinity(pool, line, entry, related) if related > Relation.CONTRADICT else -1.0)
    parts_days = {pool.ours.days[k] for k in entries} if len(entries) > 1 else {pool.theirs.days[k] for k in lines}
    together = 2.0 if len(parts_days) == 1 and None not in parts_days else 0.0
    return sum(weights) / len(weights) + together


def may_be_part(pool: Pool, line: int, entry: int, *, whole_is_line: bool) -> bool:
    """A part of the other sign, of another kind, or with a number that stands on the other side by itself is none."""
    if (pool.theirs.cents[line] > 0) != (pool.ours.cents[entry] > 0) or clashes(pool, line, entry):
        return False
    numbers = pool.ours.numbers[entry] if whole_is_line else pool.theirs.numbers[line]
    named = pool.lines_named if whole_is_line else pool.entries_named
    side, own = (pool.theirs, line) if whole_is_line else (pool.ours, entry)
    raises = side.cents[own] > 0
    for number in numbers:
        if any(other != own and (side.cents[other] > 0) == raises for other in named(number)):
            return False
    if likely_nature(pool.ours, entry, pool.role) is Nature.INVOICE:
        # An invoice is not the sum of other invoices of its own series.
        series = {found for number in pool.line_forms(line) if (found := skeleton(number))}
        return not series & {found for number in pool.entry_forms(entry) if (found := skeleton(number))}
    return True
