"""What is left after pairs: payments made in one and booked in several (or the reverse), and pairs whose amounts differ.

All hypotheses go into one pot, scored by how rare such a hit is by chance against the number of choices tried, by the days
and by the numbers; then the best is taken first. A hit that chance explains as well is left alone.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rules.document_numbers import skeleton
from rules.gaps import Gap, Nature, typed
from rules.matching.affinity import Relation, affinity, clashes, relation, usual_days
from rules.matching.chance import grain_of
from rules.matching.subsets import parts_of, sums_of_a_day
from rules.model.difference import Reason
from rules.model.match import Certainty
from rules.pool import Group, Pool, Side, likely_nature

_RULE = "grouped"
_ODD = "odd_amount"
_ACCEPT = 3.0  # nats
_SURE = 8.0
_MARGIN = 4.0  # by how much the best must beat a rival that shares a row with it
_WINDOW = 21  # days at most between parts and whole
_NEAREST = 60  # rows tried as parts of one row


@dataclass(frozen=True, slots=True)
class _Candidate:
    score: float
    lines: tuple[int, ...]
    entries: tuple[int, ...]
    rule: str
    gap: Gap | None = None
    usual: bool = True


def match(pool: Pool) -> None:
    """Score every hypothesis on what is free and take the best first."""
    if not pool.theirs.free or not pool.ours.free:
        return
    candidates = [*_one_to_many(pool, whole_is_line=True), *_one_to_many(pool, whole_is_line=False)]
    candidates += [*_many_to_many(pool), *_odd_pairs(pool)]
    candidates.sort(key=lambda one: (-one.score, one.gap is not None, one.lines, one.entries))
    rivals = _rivals(candidates)
    for position, candidate in enumerate(candidates):
        if candidate.score < _ACCEPT:
            break
        if pool.theirs.free.issuperset(candidate.lines) and pool.ours.free.issuperset(candidate.entries):
            margin = candidate.score - rivals[position]
            pool.take(
                Group(
                    candidate.lines,
                    candidate.entries,
                    candidate.rule,
                    _certainty(candidate, margin),
                    unambiguous=margin >= _MARGIN,
                    gap=candidate.gap,
                )
            )


def _certainty(candidate: _Candidate, margin: float) -> Certainty:
    if candidate.gap is None and candidate.score >= _SURE and margin >= _MARGIN and candidate.usual:
        return Certainty.CERTAIN
    return Certainty.LIKELY if candidate.score >= _ACCEPT + 2 and margin > 1 else Certainty.SUGGESTED


def _rivals(candidates: Sequence[_Candidate]) -> list[float]:
    """Return for each candidate the best score of another that shares a row with it."""
    best: dict[tuple[str, int], list[tuple[float, int]]] = defaultdict(list)
    for position, candidate in enumerate(candidates):
        for key in _rows(candidate):
            if len(best[key]) < 2:  # candidates come best first
                best[key].append((candidate.score, position))
    rivals = []
    for position, candidate in enumerate(candidates):
        others = [score for key in _rows(candidate) for score, other in best[key] if other != position]
        rivals.append(max(others, default=0.0))
    return rivals


def _rows(candidate: _Candidate) -> Iterator[tuple[str, int]]:
    yield from (("line", k) for k in candidate.lines)
    yield from (("entry", k) for k in candidate.entries)


# -- one row here, several there ---------------------------------------------------------------------------------------


def _one_to_many(pool: Pool, *, whole_is_line: bool) -> Iterator[_Candidate]:
    wholes, side = (pool.theirs, pool.ours) if whole_is_line else (pool.ours, pool.theirs)
    near = _ByDay(side)
    for whole in wholes.ordered():
        if not pool.spend(1):
            return
        cents = wholes.cents[whole]
        parts = [
            part
            for part in near.around(wholes.days[whole])
            if _may_be_part(pool, whole, part, whole_is_line=whole_is_line)
        ]
        if len(parts) < 2:
            continue
        payment = _natures(pool, wholes, whole) is Nature.PAYMENT
        slack = pool.yardstick.bank_fee if payment else 0
        found, tried = parts_of(cents, slack, parts, side.cents, side.days)
        pool.spend(tried)
        if not found:
            continue
        grain = grain_of([cents, *(side.cents[k] for k in parts)])
        for some in found:
            lines, entries = ((whole,), some) if whole_is_line else (some, (whole,))
            candidate = _weighed(pool, lines, entries, grain, tried)
            if candidate is not None:
                yield candidate


def _weighed(pool: Pool, lines: tuple[int, ...], entries: tuple[int, ...], grain: int, tried: int) -> _Candidate | None:
    theirs, ours = pool.theirs.sum(lines), pool.ours.sum(entries)
    rarity = math.log(max(abs(ours), grain) / grain) - math.log(max(tried, 1))
    gap = None
    if theirs != ours:
        gap = typed(theirs, ours, _natures(pool, pool.ours, entries[0]), pool.yardstick)
        if gap is None or gap.reason not in {Reason.BANK_FEE, Reason.ROUNDING} or not _of_one_day(pool, lines, entries):
            return None
        rarity = (
            -math.log(gap.chance)
            - math.log(max(tried, 1))
            - math.log(max(2 * pool.yardstick.bank_fee // max(grain, 50), 2))
        )
    evidence = _evidence(pool, lines, entries)
    usual = all(usual_days(pool, line, entry) for line in lines for entry in entries)
    return _Candidate(rarity + evidence, lines, entries, _RULE, gap, usual)


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


def _of_one_day(pool: Pool, lines: Sequence[int], entries: Sequence[int]) -> bool:
    return len({pool.theirs.days[k] for k in lines}) == 1 and len({pool.ours.days[k] for k in entries}) == 1


def _may_be_part(pool: Pool, whole: int, part: int, *, whole_is_line: bool) -> bool:
    """A part of the other sign, of another kind, or with a number that stands on the other side by itself is none."""
    line, entry = (whole, part) if whole_is_line else (part, whole)
    if (pool.theirs.cents[line] > 0) != (pool.ours.cents[entry] > 0) or clashes(pool, line, entry):
        return False
    numbers = pool.ours.numbers[part] if whole_is_line else pool.theirs.numbers[part]
    named = pool.lines_named if whole_is_line else pool.entries_named
    side, own = (pool.theirs, whole) if whole_is_line else (pool.ours, whole)
    raises = side.cents[whole] > 0
    for number in numbers:
        if any(other != own and (side.cents[other] > 0) == raises for other in named(number)):
            return False
    if _natures(pool, pool.ours, entry) is Nature.INVOICE:
        # An invoice is not the sum of other invoices of its own series.
        series = {found for number in pool.theirs.numbers[line] if (found := skeleton(number))}
        return not series & {found for number in pool.ours.numbers[entry] if (found := skeleton(number))}
    return True


def _natures(pool: Pool, side: Side, position: int) -> Nature:
    return likely_nature(side, position, pool.role)


class _ByDay:
    """The free rows of a side by day, to find those near a day."""

    def __init__(self, side: Side) -> None:
        dated = sorted((day, k) for k in side.ordered() if (day := side.days[k]) is not None)
        self._days = [day for day, _ in dated]
        self._rows = [k for _, k in dated]
        self._undated = [k for k in side.ordered() if side.days[k] is None]

    def around(self, day: int | None, window: int = _WINDOW) -> list[int]:
        """Return the undated rows and those near `day` (all, where it is None), the nearest first, no more than a number."""
        if day is None:
            return (self._rows + self._undated)[:_NEAREST]
        low, high = bisect_left(self._days, day - window), bisect_right(self._days, day + window)
        near = sorted(range(low, high), key=lambda k: (abs(self._days[k] - day), k))
        return [self._rows[k] for k in near[:_NEAREST]] + self._undated[:_NEAREST]


# -- several here, several there ---------------------------------------------------------------------------------------


def _many_to_many(pool: Pool) -> Iterator[_Candidate]:
    lines, entries = _days(pool.theirs), _days(pool.ours)
    for (day, raises), some_lines in lines.items():
        sums = sums_of_a_day(some_lines, pool.theirs.cents)
        if not sums or not pool.spend(sum(map(len, sums.values()))):
            continue
        for (other, same), some_entries in entries.items():
            if same != raises or abs(other - day) > _WINDOW:
                continue
            against = sums_of_a_day(some_entries, pool.ours.cents)
            count = sum(map(len, against.values()))
            pool.spend(count)
            for total in [amount for amount in sums if amount in against]:
                tried = sum(map(len, sums.values())) * count
                grain = grain_of([pool.theirs.cents[k] for k in some_lines])
                for chosen in sums[total]:
                    for taken in against[total]:
                        if _whole(pool, chosen, taken):
                            candidate = _weighed(pool, chosen, taken, grain, tried)
                            if candidate is not None:
                                yield candidate


def _days(side: Side) -> dict[tuple[int, bool], list[int]]:
    found: dict[tuple[int, bool], list[int]] = defaultdict(list)
    for position in side.ordered():
        day = side.days[position]
        if day is not None:
            found[day, side.cents[position] > 0].append(position)
    return {key: rows for key, rows in found.items() if len(rows) > 1}


def _whole(pool: Pool, lines: Sequence[int], entries: Sequence[int]) -> bool:
    """Whether no single row on one side equals one on the other, every kind agrees and no number contradicts."""
    if {pool.theirs.cents[k] for k in lines} & {pool.ours.cents[k] for k in entries}:
        return False
    return all(
        _may_be_part(pool, line, entry, whole_is_line=True) and _may_be_part(pool, entry, line, whole_is_line=False)
        for line in lines
        for entry in entries
    )


# -- one and one with different amounts --------------------------------------------------------------------------------


def _odd_pairs(pool: Pool) -> Iterator[_Candidate]:
    near = _ByDay(pool.ours)
    for line in pool.theirs.ordered():
        if not pool.spend(1):
            return
        tried = near.around(pool.theirs.days[line])
        pool.spend(len(tried))
        for entry in tried:
            gap = _odd(pool, line, entry)
            if gap is None:
                continue
            related = relation(pool, line, entry)
            if related is Relation.CONTRADICT or (clashes(pool, line, entry) and gap.reason is not Reason.SIGN_ERROR):
                continue
            if not usual_days(pool, line, entry):
                continue
            score = (
                -math.log(gap.chance) - math.log(len(tried)) + affinity(pool, line, entry, max(related, Relation.NONE))
            )
            if related is Relation.NEAR:
                score -= 3.0
            yield _Candidate(score, (line,), (entry,), _ODD, gap)


def _odd(pool: Pool, line: int, entry: int) -> Gap | None:
    theirs, ours = pool.theirs.cents[line], pool.ours.cents[entry]
    if theirs == ours or not theirs or not ours:
        return None
    nature = _natures(pool, pool.ours, entry)
    text = f"{pool.theirs.texts[line]} {pool.ours.texts[entry]}"
    gap = typed(theirs, ours, nature, pool.yardstick, text)
    if gap is not None and gap.reason is Reason.SIGN_ERROR:
        return Gap(gap.reason, Decimal("0.002") if grain_of([ours]) < 1_000 else Decimal("0.02"))
    return gap
