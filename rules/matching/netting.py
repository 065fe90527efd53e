"""An invoice that one side shows less a credit note which the other keeps apart: the number agrees, the amount is net."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations

from rules.chance import grain_of
from rules.gaps import Nature
from rules.matching.folded_reference import from_the_surest
from rules.matching.same_reference import rows_by_shared_key
from rules.model.match import Certainty
from rules.pool import Group, Pool, Side, likely_nature

_RULE = "netting"
_CREDITS = 60  # credit notes tried at most for one invoice
_DAYS = 120
_SOON = 7
_ACCEPT, _SURE = 3.0, 8.0  # nats
_BOTH_LONE = 3.0  # neither the invoice nor the credit has another counterpart


def match(pool: Pool) -> None:
    """Match a row with the row of its number on the other side and one or two of the other side's credits."""
    for _form, of_lines, of_entries in from_the_surest(pool):
        credits_of = (_possible_credits(pool, pool.theirs), _possible_credits(pool, pool.ours))
        for lines, entries in rows_by_shared_key(pool, of_lines, of_entries):
            _net(pool, lines, entries, credits_of)


def _possible_credits(pool: Pool, side: Side) -> list[int]:
    """Return the free credit notes; where no words tell, what lowers the account. A credit note is not shown less an invoice."""
    return [
        k
        for k in side.ordered()
        if side.natures[k] is Nature.CREDIT_NOTE
        or (side.natures[k] is Nature.UNKNOWN and likely_nature(side, k, pool.role) is not Nature.INVOICE)
    ]


def _net(pool: Pool, lines: list[int], entries: list[int], credits_of: tuple[list[int], list[int]]) -> None:
    for line in lines:
        for entry in entries:
            if line not in pool.theirs.free or entry not in pool.ours.free:
                continue
            theirs, ours = pool.theirs.cents[line], pool.ours.cents[entry]
            if (found := _credits(pool, pool.ours, theirs, entry, credits_of[1])) is not None:
                _take(pool, (line,), (entry, *found[0]), found[1], soon=_soon(pool.ours, entry, found[0]))
            elif (found := _credits(pool, pool.theirs, ours, line, credits_of[0])) is not None:
                _take(pool, (line, *found[0]), (entry,), found[1], soon=_soon(pool.theirs, line, found[0]))


def _take(pool: Pool, lines: tuple[int, ...], entries: tuple[int, ...], certainty: Certainty, *, soon: bool) -> None:
    sure = certainty is Certainty.CERTAIN and soon
    certainty = Certainty.CERTAIN if sure else Certainty.LIKELY
    pool.take(Group(lines, entries, _RULE, certainty, unambiguous=sure, plausible=soon))


def _soon(side: Side, whole: int, credits_of: Sequence[int]) -> bool:
    """Whether small credits followed the invoice within days: any other was lost rather than netted."""
    day = side.days[whole]
    days = [side.days[k] for k in credits_of]
    small = 2 * abs(side.sum(credits_of)) <= abs(side.cents[whole])
    return small and day is not None and all(one is not None and 0 <= one - day <= _SOON for one in days)


def _credits(
    pool: Pool, side: Side, net: int, whole: int, possible: Sequence[int]
) -> tuple[tuple[int, ...], Certainty] | None:
    """Return the credits that bring the amount at `whole` down to `net`, and how sure that is; None where none or many do."""
    gross, day = side.cents[whole], side.days[whole]
    missing = net - gross
    if not net or (net > 0) != (gross > 0) or abs(net) >= abs(gross):
        return None
    notes = [
        k
        for k in possible
        if (side.cents[k] > 0) != (gross > 0)
        and k in side.free
        and abs(side.cents[k]) <= abs(missing)
        and _within(side.days[k], day)
    ][:_CREDITS]
    grain = grain_of([missing, *(side.cents[k] for k in notes)])
    for some_of in (_ones(notes), _twos(notes)):
        hits = [some for some in some_of if side.sum(some) == missing]
        tried = len(some_of)
        pool.spend(tried)
        if hits:
            score = _BOTH_LONE + math.log(abs(missing) / grain) - math.log(tried)
            if score < _ACCEPT:
                return None
            return hits[0], Certainty.CERTAIN if score >= _SURE and len(hits) == 1 else Certainty.LIKELY
    return None


def _ones(positions: Sequence[int]) -> list[tuple[int, ...]]:
    return [(one,) for one in positions]


def _twos(positions: Sequence[int]) -> list[tuple[int, ...]]:
    return list(combinations(positions, 2))


def _within(one: int | None, other: int | None) -> bool:
    return one is None or other is None or abs(one - other) <= _DAYS
