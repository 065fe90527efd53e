"""One row here, several there: a payment made in one and booked in parts, or made in parts and booked in one."""

from __future__ import annotations

from collections.abc import Iterator

from rules.chance import grain_of
from rules.gaps import Nature
from rules.matching.candidate import ByDay, Candidate, entries_near, lines_near, may_be_part, weighed
from rules.matching.subsets import parts_of
from rules.pool import Pool, likely_nature

_RULE = "one_to_many"


def hypotheses(pool: Pool) -> Iterator[Candidate]:
    """Yield the choices of free rows of one side that add up to a free row of the other, bank's charges allowed for."""
    yield from _lines_of_entries(pool)
    yield from _entries_of_lines(pool)


def _lines_of_entries(pool: Pool) -> Iterator[Candidate]:
    near = ByDay(pool.ours)
    for line in pool.theirs.ordered():
        if not pool.spend(1):
            return
        parts = [
            entry for entry in entries_near(pool, near, line) if may_be_part(pool, line, entry, whole_is_line=True)
        ]
        if len(parts) > 1:
            cents = pool.theirs.cents[line]
            slack = _slack(pool, likely_nature(pool.theirs, line, pool.role))
            found, tried = parts_of(cents, slack, parts, pool.ours.cents, pool.ours.days)
            pool.spend(tried)
            grain = grain_of([cents, *(pool.ours.cents[k] for k in parts)])
            for some in found:
                candidate = weighed(pool, (line,), some, rule=_RULE, grain=grain, tried=tried)
                if candidate is not None:
                    yield candidate


def _entries_of_lines(pool: Pool) -> Iterator[Candidate]:
    near = ByDay(pool.theirs)
    for entry in pool.ours.ordered():
        if not pool.spend(1):
            return
        parts = [line for line in lines_near(pool, near, entry) if may_be_part(pool, line, entry, whole_is_line=False)]
        if len(parts) > 1:
            cents = pool.ours.cents[entry]
            slack = _slack(pool, likely_nature(pool.ours, entry, pool.role))
            found, tried = parts_of(cents, slack, parts, pool.theirs.cents, pool.theirs.days)
            pool.spend(tried)
            grain = grain_of([cents, *(pool.theirs.cents[k] for k in parts)])
            for some in found:
                candidate = weighed(pool, some, (entry,), rule=_RULE, grain=grain, tried=tried)
                if candidate is not None:
                    yield candidate


def _slack(pool: Pool, nature: Nature) -> int:
    return pool.yardstick.bank_fee if nature is Nature.PAYMENT else 0
