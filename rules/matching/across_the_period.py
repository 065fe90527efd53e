"""Items that crossed the turn of a period: we booked them before their period began, or after their statement was drawn up.

An item of ours from before is taken in only where the opening balances differ: else it is in both and the line repeats it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from rules.document_numbers import exact_form
from rules.matching.affinity import Relation, affinity, clashes, relation, usual_days
from rules.model.match import Certainty
from rules.pool import Group, Pool

_RULE = "across_the_period"
_CHOICES = 12


def match(pool: Pool) -> None:
    """Pair free lines with outside entries of the same number and amount."""
    for outside in (pool.prior, pool.later):
        if not pool.theirs.free or not outside:
            continue
        entries: dict[tuple[str, int], list[int]] = defaultdict(list)
        for entry in sorted(outside):
            for number in _keys(pool, pool.entry_numbers(entry), pool.ours.references[entry]):
                entries[number, pool.ours.cents[entry]].append(entry)
        pairs: list[tuple[int, int]] = []
        used: set[int] = set()
        for line in pool.theirs.ordered():
            for number in _keys(pool, pool.line_numbers(line), pool.theirs.references[line]):
                found = [one for one in entries.get((number, pool.theirs.cents[line]), ()) if one not in used]
                if found:
                    pairs.append((line, found[0]))
                    used.add(found[0])
                    break
        _take(pool, pairs, Certainty.CERTAIN, prior=outside is pool.prior)


def match_by_amount(pool: Pool) -> None:
    """Pair free lines with outside entries of the same amount at a usual distance of days, where only one fits."""
    for outside in (pool.prior, pool.later):
        if not pool.theirs.free or not outside:
            continue
        by_amount: dict[int, list[int]] = defaultdict(list)
        for entry in sorted(outside):
            by_amount[pool.ours.cents[entry]].append(entry)
        pairs: list[tuple[int, int]] = []
        used: set[int] = set()
        for line in pool.theirs.ordered():
            if pool.theirs.days[line] is None:
                continue
            fits = [
                (affinity(pool, line, entry, related), entry)
                for entry in by_amount.get(pool.theirs.cents[line], ())
                if entry not in used
                and (related := relation(pool, line, entry)) >= Relation.NONE
                and usual_days(pool, line, entry)
                and not clashes(pool, line, entry)
            ]
            if len(fits) == 1 and fits[0][0] > 0:
                pairs.append((line, fits[0][1]))
                used.add(fits[0][1])
        _take(pool, pairs, Certainty.LIKELY, prior=outside is pool.prior)


def _keys(pool: Pool, exact: Sequence[str], references: Sequence[str]) -> Sequence[str]:
    bare = (pool.forms(reference).bare for reference in references if exact_form(reference))
    return tuple(dict.fromkeys((*exact, *(form for form in bare if not form.isalpha()))))


def _take(pool: Pool, pairs: list[tuple[int, int]], certainty: Certainty, *, prior: bool) -> None:
    if prior:
        pairs = _that_close(pool, pairs)
    for line, entry in pairs:
        pool.take(Group((line,), (entry,), _RULE, certainty))
        if prior and pool.opening_gap is not None:
            pool.opening_gap += pool.ours.cents[entry]


def _that_close(pool: Pool, pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the pairs whose items, taken out of our opening balance, bring it to theirs, or at least nearer."""
    gap = pool.opening_gap or 0

    def left(some: Sequence[tuple[int, int]]) -> int:
        return abs(gap + pool.ours.sum(entry for _line, entry in some))

    if not pairs or left(pairs) == 0:
        return pairs
    if len(pairs) <= _CHOICES:
        for size in range(len(pairs) - 1, 0, -1):
            for some in combinations(pairs, size):
                if left(some) == 0:
                    return list(some)
    return pairs if left(pairs) < abs(gap) else []
