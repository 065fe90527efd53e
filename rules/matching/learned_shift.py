"""Learn from the pairs that are sure how many days the other side books later or earlier."""

from __future__ import annotations

from rules.model.match import Certainty
from rules.pool import Pool, likely_nature


def learn(pool: Pool) -> None:
    """Add to `pool.shift` what the sure pairs say that were found since the last time: a group once taken stays taken."""
    theirs, ours, shift = pool.theirs.days, pool.ours.days, pool.shift
    days = [day for day in theirs if day is not None]
    if days:
        shift.span = max(days) - min(days) + 1
    for group in pool.groups[pool.learned_from :]:
        if len(group.lines) != 1 or len(group.entries) != 1 or group.certainty is not Certainty.CERTAIN:
            continue
        line, entry = group.lines[0], group.entries[0]
        booked, own = theirs[line], ours[entry]
        if booked is not None and own is not None:
            shift.learn(likely_nature(pool.ours, entry, pool.role), booked - own)
    pool.learned_from = len(pool.groups)
