"""Rows that repeat another row of their own side which has its counterpart: listed twice there, or posted twice by us."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rules.differences.rest import Rest
from rules.document_numbers import exact_form
from rules.model.difference import Difference, Reason
from rules.pool import Side

_DAYS = 5  # how far apart two rows without a number may lie to be one row twice


def explain(rest: Rest) -> Iterator[Difference]:
    """Yield what stands twice, on their side, then on ours."""
    for line in _repeats(rest.pool.theirs, rest.free_lines):
        name = rest.name([line], [])
        yield rest.tell(Reason.DUPLICATE_STATEMENT, [line], [], f"They list {name} more than once.")
    ties = rest.opening_theirs == rest.opening_ours
    for line in _listed_before(rest):
        name = rest.name([line], [])
        said = (
            "their opening balance holds already"
            if ties
            else "we booked before the period; the opening balances differ too"
        )
        yield rest.tell(Reason.DUPLICATE_STATEMENT, [line], [], f"They list {name}, which {said}.", certain=ties)
    for entry in _repeats(rest.pool.ours, rest.free_entries):
        name = rest.name([], [entry])
        yield rest.tell(Reason.DUPLICATE_LEDGER, [], [entry], f"We posted {name} more than once.")


def _listed_before(rest: Rest) -> list[int]:
    """Return the free lines whose number and amount we booked before the period: where the opening balances tie, that is in both;
    where they do not, a person must look, but nobody is told that we do not have it.
    """
    if not rest.before:
        return []
    pool = rest.pool
    wanted = {(number, pool.theirs.cents[k]) for k in rest.free_lines for number in pool.theirs.numbers[k]}
    booked = {
        key
        for entry in rest.before
        for reference in entry.references
        if (key := (exact_form(reference), int(entry.amount * pool.scale))) in wanted
    }
    return [k for k in rest.free_lines if any((n, pool.theirs.cents[k]) in booked for n in pool.theirs.numbers[k])]


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
        if _is_one_too_many(side, k, [o for o in alike[side.cents[k]] if o not in loose and _same(side, k, o)])
    ]


def _is_one_too_many(side: Side, row: int, others: Sequence[int]) -> bool:
    """Instalments bear one number and amount on many days: there a row of yet another day is no duplicate."""
    days = {side.days[other] for other in others}
    return bool(others) and (len(days) < 2 or side.days[row] in days)


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
