"""The same amount at a usual distance of days, where no number decides: assigned as a whole, judged against its rivals.

Rows of one amount are aligned in the order of their days; swapping two of them, leaving one out, or both being strangers are
the rivals that a match must beat before it is called certain.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from rules.chance import grain_of
from rules.gaps import Gap
from rules.matching.affinity import Relation, affinity, is_cut_short, is_other_fact, relation, usual_days
from rules.matching.assignment import Weights, aligned, crossed
from rules.model.difference import Reason
from rules.model.match import Certainty
from rules.pool import Group, Pool, likely_nature

_RULE = "amount_and_date"
_IN_PARTS = frozenset({"one_to_many", "many_to_many"})
_LONE = 0.03  # the share of rows that have no counterpart, believed beforehand
_SURE = math.log(2_000)
_LIKELY = math.log(20)
_FEW = 400  # pairs of one amount that are all weighed
_HOPELESS = 14  # days beyond the usual ones
_A_LITTLE = 3  # days beyond the usual ones that an amount is allowed which stands but once on either side
_STRANGE = 7  # days beyond the usual ones at which equal amounts may as well be two strangers


def match_sure(pool: Pool) -> None:
    """Take the certain pairs only: the days of the others are judged by what these teach."""
    for lines, entries in _of_one_amount(pool):
        align(pool, lines, entries, sure_only=True)


def match(pool: Pool) -> None:
    """Align the free rows of each amount."""
    for lines, entries in _of_one_amount(pool):
        align(pool, lines, entries)


def doubt(pool: Pool) -> None:
    """Doubt the pairs of an amount of which one more row was taken for a part: it may be the one that was lost, where another grew
    by it. A row that was taken for a whole in parts may be either of the equal ones, and all of them are there.
    """
    parts = {
        side.cents[k]
        for group in pool.groups
        if group.rule in _IN_PARTS
        for side, rows in ((pool.theirs, group.lines), (pool.ours, group.entries))
        if len(rows) > 1
        for k in rows
    }
    for position, group in enumerate(pool.groups):
        if group.rule == _RULE and group.gap is None and pool.theirs.sum(group.lines) in parts:
            pool.groups[position] = replace(group, plausible=False)


def _of_one_amount(pool: Pool) -> list[tuple[list[int], list[int]]]:
    entries: dict[int, list[int]] = defaultdict(list)
    for entry in pool.ours.ordered():
        entries[pool.ours.cents[entry]].append(entry)
    lines: dict[int, list[int]] = defaultdict(list)
    for line in pool.theirs.ordered():
        if pool.theirs.cents[line] in entries:
            lines[pool.theirs.cents[line]].append(line)
    return [(some, entries[cents]) for cents, some in sorted(lines.items())]


def align(pool: Pool, lines: list[int], entries: list[int], *, sure_only: bool = False) -> None:
    """Match rows of one amount: the assignment that all together makes most likely."""
    lines = sorted(lines, key=lambda k: (pool.theirs.days[k] is None, pool.theirs.days[k] or 0, k))
    entries = sorted(entries, key=lambda k: (pool.ours.days[k] or 0, k))
    related = {(line, entry): relation(pool, line, entry) for line, entry in _within_reach(pool, lines, entries)}
    prior = _prior(pool, lines, entries)
    weights = {
        pair: affinity(pool, *pair, kind) + prior for pair, kind in related.items() if kind is not Relation.CONTRADICT
    }
    pairs = (crossed if _of_two_kinds(pool, entries) else aligned)(lines, entries, weights)
    for line, entry in pairs:
        judged = _judge((line, entry), pairs=pairs, weights=weights, lines=lines, entries=entries)
        usual = usual_days(pool, line, entry)
        if related[line, entry] is Relation.NEAR:
            if usual and not sure_only:  # else two documents of one series that happen to cost the same
                gap = Gap(Reason.REFERENCE_ERROR, Decimal("0.001"))
                sure = judged.lone > _SURE and not is_cut_short(pool, line, entry)
                certainty = Certainty.CERTAIN if sure else Certainty.LIKELY
                pool.take(Group((line,), (entry,), _RULE, certainty, unambiguous=judged.all > _LIKELY, gap=gap))
            continue
        alone = len(lines) == len(entries) == 1
        sober = (usual or (alone and usual_days(pool, line, entry, _A_LITTLE))) and not pool.repeats(line, entry)
        sober = sober and not is_other_fact(pool, line, entry)
        within_sight = usual_days(pool, line, entry, _STRANGE)
        certainty = Certainty.LIKELY if judged.all > _LIKELY and within_sight else Certainty.SUGGESTED
        if sober and judged.all >= _SURE:
            certainty = Certainty.CERTAIN
        if sure_only and certainty is not Certainty.CERTAIN:
            continue
        pool.take(
            Group(
                (line,),
                (entry,),
                _RULE,
                certainty,
                unambiguous=judged.all > _LIKELY,
                plausible=sober and weights[line, entry] > _LIKELY,
            )
        )


def _of_two_kinds(pool: Pool, entries: Sequence[int]) -> bool:
    return len({likely_nature(pool.ours, entry, pool.role) for entry in entries}) > 1


def _within_reach(pool: Pool, lines: Sequence[int], entries: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs to be weighed: all of a few rows, of many only those whose days are not hopelessly far apart."""
    few = len(lines) * len(entries) <= _FEW
    for line in lines:
        for entry in entries:
            if few or usual_days(pool, line, entry, _HOPELESS):
                yield line, entry


def _prior(pool: Pool, lines: Sequence[int], entries: Sequence[int]) -> float:
    """Return what the agreement of the amount alone is worth: rare amounts agree by chance seldom, round ones often."""
    cents = pool.theirs.cents[lines[0]]
    others = len(lines) + len(entries) - 2
    by_chance = 0.05 + 0.25 * others + (0.3 if grain_of([cents]) >= 1_000 else 0.0)
    return -2 * math.log(_LONE) - math.log(by_chance)


@dataclass(frozen=True, slots=True)
class _Odds:
    """In nats: `lone` against both being strangers or a free row fitting as well, `all` also against two pairs swapped."""

    lone: float
    all: float


def _judge(
    pair: tuple[int, int],
    *,
    pairs: Sequence[tuple[int, int]],
    weights: Weights,
    lines: Sequence[int],
    entries: Sequence[int],
) -> _Odds:
    """Return how far a pair is ahead of its rivals."""
    line, entry = pair
    own = weights[pair]
    against = math.exp(-own)
    taken_lines, taken_entries = {one for one, _ in pairs}, {other for _, other in pairs}
    for other in entries:
        if other not in taken_entries and (line, other) in weights:
            against += math.exp(weights[line, other] - own)
    for other in lines:
        if other not in taken_lines and (other, entry) in weights:
            against += math.exp(weights[other, entry] - own)
    lone = against
    for other_line, other_entry in pairs:
        crossed = weights.get((line, other_entry)), weights.get((other_line, entry))
        if other_line != line and crossed[0] is not None and crossed[1] is not None:
            against += math.exp(crossed[0] + crossed[1] - own - weights[other_line, other_entry])
    return _Odds(-math.log(lone), -math.log(against))
