"""Rows that repeat another row of their own side which has its counterpart: listed twice there, or posted twice by us."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rules.differences.rest import Rest
from rules.model.difference import Difference, Reason
from rules.pool import Side

_DAYS = 5  # how far apart two rows without a number may lie to be one row twice


def explain(rest: Rest) -> Iterator[Difference]:
    """Yield what stands twice, on their side, then on ours."""
    for line in _repeats(rest.pool.theirs, rest.free_lines):
        name = rest.name([line], [])
        yield rest.tell(Reason.DUPLICATE_STATEMENT, [line], [], f"They list {name} more than once.")
    for entry in _repeats(rest.pool.ours, rest.free_entries):
        name = rest.name([], [entry])
        yield rest.tell(Reason.DUPLICATE_LEDGER, [], [entry], f"We posted {name} more than once.")


def _repeats(side: Side, free: Sequence[int]) -> list[int]:
    """Return the free rows that repeat a row which is not free, or an earlier free one that stays."""
    if not free:
        return []
    wanted = {side.cents[k] for k in free}
    alike: dict[int, list[int]] = defaultdict(list)
    for position, cents in enumerate(side.cents):
        if cents in wanted:
            alike[cents].append(position)
    loose = set(free)
    return [
        k
        for k in free
        if any(other != k and other not in loose and _same(side, k, other) for other in alike[side.cents[k]])
    ]


def _same(side: Side, one: int, other: int) -> bool:
    """The same number; or, without any, the same words within a few days. The amount is the same already."""
    if side.numbers[one] or side.numbers[other]:
        return bool(set(side.numbers[one]) & set(side.numbers[other]))
    days = side.days[one], side.days[other]
    if days[0] is None or days[1] is None:
        return False
    if side.texts[one] != side.texts[other]:
        return days[0] == days[1] and side.natures[one] is side.natures[other]
    return abs(days[0] - days[1]) <= _DAYS
