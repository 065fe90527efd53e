"""Learn from the pairs that are sure how many days the other side books later or earlier."""

from __future__ import annotations

from rules.booking_shift import Shift
from rules.model.match import Certainty
from rules.pool import Pool, likely_nature


def learn(pool: Pool) -> None:
    """Fill `pool.shift` from the sure pairs found so far."""
    pool.shift = Shift()
    days = [day for day in pool.theirs.days if day is not None]
    if days:
        pool.shift.span = max(days) - min(days) + 1
    for group in pool.groups:
        if len(group.lines) != 1 or len(group.entries) != 1 or group.certainty is not Certainty.CERTAIN:
            continue
        theirs, ours = pool.theirs.days[group.lines[0]], pool.ours.days[group.entries[0]]
        if theirs is not None and ours is not None:
            pool.shift.learn(likely_nature(pool.ours, group.entries[0], pool.role), theirs - ours)
