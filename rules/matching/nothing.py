"""Rows of zero that the other side does not have: a sample without charge, a memo, a voided document. They move no balance.

Kept as matches with nothing, so that every row is told once and none becomes a "difference" of zero.
"""

from __future__ import annotations

from rules.model.match import Certainty
from rules.pool import Group, Pool

_RULE = "nothing"


def match(pool: Pool) -> None:
    """Set every free row of zero aside."""
    for line in [k for k in pool.theirs.ordered() if not pool.theirs.cents[k]]:
        pool.take(Group((line,), (), _RULE, Certainty.CERTAIN))
    for entry in [k for k in pool.ours.ordered() if not pool.ours.cents[k]]:
        pool.take(Group((), (entry,), _RULE, Certainty.CERTAIN))
