"""An invoice that one side shows less a credit note which the other keeps apart: the number agrees, the amount is net."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from rules.gaps import Nature
from rules.matching.chance import grain_of
from rules.model.match import Certainty
from rules.pool import Group, Pool

_RULE = "netting"
_CREDITS = 60  # credit notes tried at most for one invoice
_DAYS = 120
_ACCEPT, _SURE = 3.0, 8.0  # nats
_BOTH_LONE = 3.0  # neither the invoice nor the credit has another counterpart


def match(pool: Pool) -> None:
    """Match a row with the row of its number on the other side and one or two of the other side's credits."""
    if not pool.theirs.free or not pool.ours.free:
        return
    entries = _free_by_number(pool, lines=False)
    for line in pool.theirs.ordered():
        same = sorted({entry for number in pool.line_forms(line) for entry in entries.get(number, ())} & pool.ours.free)
        for entry in same:
            found = _credits(pool, pool.theirs.cents[line], entry, lines=False)
            if found is not None:
                pool.take(
                    Group((line,), (entry, *found[0]), _RULE, found[1], unambiguous=found[1] is Certainty.CERTAIN)
                )
                break
    lines = _free_by_number(pool, lines=True)
    for entry in pool.ours.ordered():
        same = sorted({line for number in pool.entry_forms(entry) for line in lines.get(number, ())} & pool.theirs.free)
        for line in same:
            found = _credits(pool, pool.ours.cents[entry], line, lines=True)
            if found is not None:
                pool.take(
                    Group((line, *found[0]), (entry,), _RULE, found[1], unambiguous=found[1] is Certainty.CERTAIN)
                )
                break


def _free_by_number(pool: Pool, *, lines: bool) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    side, numbers = (pool.theirs, pool.line_forms) if lines else (pool.ours, pool.entry_forms)
    for position in side.ordered():
        for number in numbers(position):
            found[number].append(position)
    return found


def _credits(pool: Pool, net: int, whole: int, *, lines: bool) -> tuple[tuple[int, ...], Certainty] | None:
    """Return the credits that bring the amount at `whole` down to `net`, and how sure that is; None where none or many do."""
    side = pool.theirs if lines else pool.ours
    gross, day = side.cents[whole], side.days[whole]
    missing = net - gross
    if not net or (net > 0) != (gross > 0) or abs(net) >= abs(gross):
        return None
    notes = [
        k
        for k in side.ordered()
        if k != whole
        and (side.cents[k] > 0) != (gross > 0)
        and side.natures[k] in {Nature.CREDIT_NOTE, Nature.UNKNOWN}
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
