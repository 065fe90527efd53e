"""Several rows here, several there: payments booked in other portions.

Two kinds of choice are looked at: any two to four rows of one day on each side, and runs of neighbouring free rows over a few
days: what nothing else claims within a few days belongs together more often than chance would have it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rules.chance import grain_of
from rules.matching.candidate import Candidate, may_be_part, weighed
from rules.matching.subsets import sums_of_a_day
from rules.pool import Pool, Side, likely_nature

_RULE = "many_to_many"
_RUN = 4  # rows of a run at most
_RUN_DAYS = 6


def hypotheses(pool: Pool) -> Iterator[Candidate]:
    """Yield choices of free rows on each side with equal sums."""
    yield from _of_a_day(pool)
    yield from _of_runs(pool)


def _of_a_day(pool: Pool) -> Iterator[Candidate]:
    sums_of_entries = {key: sums_of_a_day(rows, pool.ours.cents) for key, rows in _days(pool.ours).items()}
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
                        yield from _candidate(pool, chosen, taken, grain, tried)


def _of_runs(pool: Pool) -> Iterator[Candidate]:
    for raises in (True, False):
        runs_of_entries: dict[int, list[tuple[int, ...]]] = defaultdict(list)
        for run in _runs(pool.ours, raises=raises):
            runs_of_entries[pool.ours.sum(run)].append(run)
        for run in _runs(pool.theirs, raises=raises):
            if not pool.spend(1):
                return
            for other in runs_of_entries.get(pool.theirs.sum(run), ()):
                if _near(pool, run, other):
                    # Runs within reach of one another: about as many as their lengths allow.
                    yield from _candidate(pool, run, other, grain_of([pool.theirs.cents[k] for k in run]), _RUN**3)


def _candidate(
    pool: Pool, lines: tuple[int, ...], entries: tuple[int, ...], grain: int, tried: int
) -> Iterator[Candidate]:
    if _whole(pool, lines, entries):
        candidate = weighed(pool, lines, entries, rule=_RULE, grain=grain, tried=tried)
        if candidate is not None:
            yield candidate


def _runs(side: Side, *, raises: bool) -> Iterator[tuple[int, ...]]:
    """Yield runs of two or more neighbouring free rows of one sign within a few days."""
    rows = sorted(
        (day, k) for k in side.ordered() if (day := side.days[k]) is not None and (side.cents[k] > 0) == raises
    )
    for start, (day, _k) in enumerate(rows):
        for end in range(start + 1, min(start + _RUN, len(rows))):
            if rows[end][0] - day > _RUN_DAYS:
                break
            yield tuple(sorted(k for _day, k in rows[start : end + 1]))


def _near(pool: Pool, lines: Sequence[int], entries: Sequence[int]) -> bool:
    theirs = [day for k in lines if (day := pool.theirs.days[k]) is not None]
    ours = [day for k in entries if (day := pool.ours.days[k]) is not None]
    return min(theirs) - max(ours) <= 2 * _RUN_DAYS and min(ours) - max(theirs) <= 2 * _RUN_DAYS


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
