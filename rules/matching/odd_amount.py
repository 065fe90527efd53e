"""One row and one row whose amounts differ in a way that has a name, where no number joins them: a fee, a tax, a slip, a sign."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal

from rules.chance import grain_of
from rules.gaps import Gap, Nature, leftover, typed
from rules.matching.affinity import Relation, affinity, clashes, relation, usual_days
from rules.matching.candidate import ByDay, Candidate, entries_near
from rules.model.difference import Reason
from rules.pool import Pool, likely_nature

_RULE = "odd_amount"
_BOTH_LONE = 2.5  # nats: two rows that both lack a counterpart, within days of each other, are seldom strangers
_SHORT = 5  # a payment short or over by a fifth at most is looked for without a number
_SHORT_CHANCE = Decimal("0.15")


def hypotheses(pool: Pool) -> Iterator[Candidate]:
    """Yield pairs of free rows at a usual distance of days whose gap has a type."""
    near = ByDay(pool.ours)
    for line in pool.theirs.ordered():
        fits: list[tuple[int, Relation]] = []
        for entry in entries_near(pool, near, line):
            turned = pool.theirs.cents[line] == -pool.ours.cents[entry]
            same_sign = (pool.theirs.cents[line] > 0) == (pool.ours.cents[entry] > 0)
            if not (turned or (same_sign and not clashes(pool, line, entry))) or not usual_days(pool, line, entry):
                continue
            related = relation(pool, line, entry)
            if related is not Relation.CONTRADICT:
                fits.append((entry, related))
        if not pool.spend(1 + len(fits)):
            return
        for entry, related in fits:
            gap = _gap(pool, line, entry)
            if gap is None or (related is Relation.NEAR and gap.reason in {Reason.SHORT_PAYMENT, Reason.OVER_PAYMENT}):
                continue
            score = _BOTH_LONE - math.log(gap.chance) - math.log(len(fits))
            score += affinity(pool, line, entry, max(related, Relation.NONE))
            if related is Relation.NEAR:
                score -= 5.0  # two documents of one series, not one
            yield Candidate(score, (line,), (entry,), _RULE, gap)


def _gap(pool: Pool, line: int, entry: int) -> Gap | None:
    theirs, ours = pool.theirs.cents[line], pool.ours.cents[entry]
    if theirs == ours or not theirs or not ours:
        return None
    nature = likely_nature(pool.ours, entry, pool.role)
    gap = typed(theirs, ours, nature, pool.yardstick, f"{pool.theirs.texts[line]} {pool.ours.texts[entry]}")
    if gap is not None and gap.reason is Reason.SIGN_ERROR:
        return Gap(gap.reason, Decimal("0.002") if grain_of([ours]) < 1_000 else Decimal("0.02"))
    if gap is not None and gap.reason in {Reason.SHORT_PAYMENT, Reason.OVER_PAYMENT}:
        return Gap(gap.reason, _SHORT_CHANCE) if _SHORT * abs(theirs - ours) <= max(abs(theirs), abs(ours)) else None
    if gap is None and nature is Nature.PAYMENT and (theirs > 0) == (ours > 0):
        # Two payments of nearly the same days and size that nothing else claims: a suggestion, never more.
        large, small = max(abs(theirs), abs(ours)), min(abs(theirs), abs(ours))
        if (large - small) * _SHORT <= large:
            return Gap(leftover(theirs, ours).reason, _SHORT_CHANCE)
    return gap
