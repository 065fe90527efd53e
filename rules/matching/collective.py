"""One invoice for the deliveries of a month: a single row on one side, all that is left over of those weeks on the other.

No number joins them and their days lie far apart, so nothing but the sum speaks for it. There are few hypotheses a row (all that
is left, or all of one series, never a choice among them), which chance seldom meets; still it is never certain.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from rules.document_numbers import skeleton
from rules.gaps import Nature
from rules.matching.affinity import Relation, relation
from rules.model.match import Certainty
from rules.pool import Group, Pool, Side, likely_nature

_RULE = "collective"
_WEEKS = 35  # days before the collective invoice in which its deliveries lie
_AFTER = 10  # days after it at which the other side may book the last of them
_MANY = 60  # deliveries
_SURER = 3  # parts from which two errors that cancel out hardly look like it


def match(pool: Pool) -> None:
    """Match a free invoice with all free invoices of the other side in the weeks before it, or all those of one series, where these
    add up to it.
    """
    deliveries = _Dated(pool.ours, _invoices(pool, pool.ours))
    for line in _invoices(pool, pool.theirs):
        near = deliveries.near(pool.theirs.days[line], pool.theirs.cents[line])
        near = [entry for entry in near if _may_be(pool, line, entry)]
        for parts in _hypotheses(pool.ours, near):
            if pool.ours.sum(parts) == pool.theirs.cents[line]:
                _take(pool, (line,), parts)
                break
    deliveries = _Dated(pool.theirs, _invoices(pool, pool.theirs))
    for entry in _invoices(pool, pool.ours):
        near = deliveries.near(pool.ours.days[entry], pool.ours.cents[entry])
        near = [line for line in near if _may_be(pool, line, entry)]
        for parts in _hypotheses(pool.theirs, near):
            if pool.theirs.sum(parts) == pool.ours.cents[entry]:
                _take(pool, parts, (entry,))
                break


def _hypotheses(side: Side, near: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Yield all rows, then those of each series: two or more, and not too many."""
    series: dict[str, list[int]] = defaultdict(list)
    for k in near:
        series[next(iter(map(skeleton, side.numbers[k])), "")].append(k)
    for rows in (near, *(series[key] for key in sorted(series))):
        if 2 <= len(rows) <= _MANY:
            yield tuple(rows)


def _invoices(pool: Pool, side: Side) -> list[int]:
    return [k for k in side.ordered() if likely_nature(side, k, pool.role) is Nature.INVOICE and side.cents[k]]


class _Dated:
    """Invoices of a side in order of their days."""

    def __init__(self, side: Side, positions: Sequence[int]) -> None:
        self._side = side
        dated = sorted((day, k) for k in positions if (day := side.days[k]) is not None)
        self._days, self._rows = [day for day, _ in dated], [k for _, k in dated]

    def near(self, day: int | None, cents: int) -> list[int]:
        """Return those of the sign that are still free, within the weeks before the day."""
        if day is None:
            return []
        some = self._rows[bisect_left(self._days, day - _WEEKS) : bisect_right(self._days, day + _AFTER)]
        free, amounts = self._side.free, self._side.cents
        return sorted(k for k in some if k in free and (amounts[k] > 0) == (cents > 0))


def _may_be(pool: Pool, line: int, entry: int) -> bool:
    """A document of the same series is another document, no part of it."""
    return relation(pool, line, entry) not in {Relation.CONTRADICT, Relation.NEAR}


def _take(pool: Pool, lines: tuple[int, ...], entries: tuple[int, ...]) -> None:
    sure = max(len(lines), len(entries)) >= _SURER
    pool.take(
        Group(
            lines, entries, _RULE, Certainty.LIKELY if sure else Certainty.SUGGESTED, unambiguous=sure, plausible=False
        )
    )
