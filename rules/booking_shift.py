"""How many days later (or earlier) the other side books the same fact, learned from the pairs that are already sure.

A learned shift replaces a fixed window of days: who books payments three days late always books them three days late.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field

from rules.gaps import Nature

_SPREAD = 4.0  # days; what is believed before anything is learned
_BELIEF = 4.0  # pairs that this belief weighs
_USUAL = 7  # days; the widest shift that passes as usual while little is learned
_ENOUGH = 12  # pairs from which the learned range counts
_UNKNOWN_DAY = 0.0
_NOTHING: Counter[int] = Counter()


@dataclass(slots=True)
class Shift:
    """`span` is the days that the statement covers: a hit by chance falls anywhere in it."""

    span: int = 60
    counts: dict[Nature, Counter[int]] = field(default_factory=dict)
    _ranges: dict[Nature, tuple[int, int]] = field(default_factory=dict)

    def learn(self, nature: Nature, shift: int) -> None:
        """Record one sure pair; `shift` is their day minus ours."""
        self.counts.setdefault(nature, Counter())[shift] += 1
        self._ranges.clear()

    def weight(self, nature: Nature, theirs: int | None, ours: int | None) -> float:
        """Return by how much (in nats) the two days speak for one fact rather than for chance."""
        if theirs is None or ours is None:
            return _UNKNOWN_DAY
        shift = theirs - ours
        counts = self._of(nature)
        total = counts.total()
        near = counts[shift] * 0.6 + (counts[shift - 1] + counts[shift + 1]) * 0.2
        prior = math.exp(-abs(shift) / _SPREAD) / (2 * _SPREAD) + 1e-5
        likely = (near + _BELIEF * prior) / (total + _BELIEF)
        return math.log(likely * max(self.span, 14))

    def usual(self, nature: Nature) -> tuple[int, int]:
        """Return the least and the largest shift that pass as usual for this nature."""
        known = self._ranges.get(nature)
        if known is None:
            known = self._ranges[nature] = self._range(nature)
        return known

    def is_usual(self, nature: Nature, theirs: int | None, ours: int | None, slack: int = 0) -> bool:
        if theirs is None or ours is None:
            return True
        low, high = self.usual(nature)
        return low - slack <= theirs - ours <= high + slack

    def _of(self, nature: Nature) -> Counter[int]:
        """Return what was learned of this nature. Credit notes travel as invoices do; payments go the other way."""
        own = self.counts.get(nature, _NOTHING)
        if nature is Nature.CREDIT_NOTE and own.total() < _ENOUGH:
            return own + self.counts.get(Nature.INVOICE, _NOTHING)
        return own

    def _range(self, nature: Nature) -> tuple[int, int]:
        counts = self._of(nature)
        total = counts.total()
        if total < _ENOUGH:
            return -_USUAL, _USUAL
        shifts = sorted(counts.elements())
        skip = total // 100
        return min(shifts[skip] - 2, 0), max(shifts[total - 1 - skip] + 2, 0)
