"""Several rows here, several there: a day's payments booked in other portions. Both portions must each fall on one day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rules.matching.candidate import Candidate, may_be_part, weighed
from rules.matching.chance import grain_of
from rules.matching.subsets import sums_of_a_day
from rules.pool import Pool, Side, likely_nature

_RULE = "many_to_many"


def hypotheses(pool: Pool) -> Iterator[Candidate]:
    """Yield choices of two to four free rows of a day on each side with equal sums."""
    entries_of = _days(pool.ours)
    sums_of_entries = {key: sums_of_a_day(rows, pool.ours.cents) for key, rows in entries_of.items()}
    for (day, raises), lines in _days(pool.theirs).items():
        sums = sums_of_a_day(lines, pool.theirs.cents)
        count = sum(map(len, sums.values()))
        if not sums or not pool.spend(count):
            continue
        low, high = pool.shift.usual(likely_nature(pool.theirs, lines[0], pool.role))
        for other in range(day - high, day - low + 1):
            against = sums_of_entries.get((other, raises))
            if not against:
                continue
            tried = count * sum(map(len, against.values()))
            pool.spend(len(sums))
            grain = grain_of([pool.theirs.cents[k] for k in lines])
            for total in [amount for amount in sums if amount in against]:
                for chosen in sums[total]:
                    for taken in against[total]:
                        if _whole(pool, chosen, taken):
                            candidate = weighed(pool, chosen, taken, rule=_RULE, grain=grain, tried=tried)
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
        may_be_part(pool, line, entry, whole_is_line=True) and may_be_part(pool, line, entry, whole_is_line=False)
        for line in lines
        for entry in entries
    )
