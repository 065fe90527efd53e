"""For a list of open items: what our own books have settled is set aside, so that only what is open is compared.

Settled are: an invoice and what was paid on it by number; entries that the export itself calls closed; a payment that equals an
invoice or several; and, where all that is left adds up to nothing, all of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from parsers.ledgers.entry import Role
from rules.matching.subsets import parts_of
from rules.model.match import Certainty
from rules.pool import Group, Pool

_RULE = "settled"
_PARTS = 24


def match(pool: Pool) -> None:
    """Set settled entries aside."""
    if not pool.open_item or not pool.ours.free:
        return
    _by_number(pool)
    _closed(pool)
    _in_total(pool)
    _by_amount(pool)
    _in_total(pool)


def _by_number(pool: Pool) -> None:
    """Join free entries that share a number; what adds up to nothing is settled."""
    root: dict[int, int] = {entry: entry for entry in pool.ours.ordered()}

    def find(entry: int) -> int:
        while root[entry] != entry:
            root[entry] = root[root[entry]]
            entry = root[entry]
        return entry

    first: dict[str, int] = {}
    for entry in pool.ours.ordered():
        for number in pool.entry_numbers(entry):
            other = first.setdefault(number, entry)
            one, two = find(entry), find(other)
            root[max(one, two)] = min(one, two)
    families: dict[int, list[int]] = defaultdict(list)
    for entry in pool.ours.ordered():
        families[find(entry)].append(entry)
    for family in families.values():
        if len(family) > 1 and pool.ours.sum(family) == 0:
            pool.take(Group((), tuple(family), _RULE, Certainty.CERTAIN))


def _closed(pool: Pool) -> None:
    """Entries that the export calls closed, where together they are nothing and nothing was booked after the statement."""
    closed = [entry for entry in pool.ours.ordered() if pool.entries[entry].open_amount == 0 and pool.ours.cents[entry]]
    if len(closed) > 1 and pool.ours.sum(closed) == 0:
        pool.take(Group((), tuple(closed), _RULE, Certainty.CERTAIN))


def _in_total(pool: Pool) -> None:
    """All that is left, where it adds up to nothing: every payment has found its invoice, whichever it was.

    Where it adds up to nothing together with our opening balance, it goes into that: it settled what is older than our entries.
    """
    rest = pool.ours.ordered()
    if rest and pool.opening_gap and pool.ours.sum(rest) == pool.opening_gap:
        pool.roll(rest)
        return
    if len(rest) > 1 and pool.ours.sum(rest) == 0:
        certainty = Certainty.LIKELY if pool.theirs.free else Certainty.CERTAIN
        pool.take(Group((), tuple(rest), _RULE, certainty))


def _by_amount(pool: Pool) -> None:
    """A payment that equals an earlier invoice, or several, has settled them: oldest first."""
    sign = -1 if pool.role is Role.CUSTOMER else 1
    for payment in [entry for entry in pool.ours.ordered() if sign * pool.ours.cents[entry] > 0]:
        found = _paid(pool, payment) if payment in pool.ours.free else None
        if found:
            pool.take(Group((), tuple(sorted((payment, *found))), _RULE, Certainty.LIKELY, unambiguous=False))


def _paid(pool: Pool, payment: int) -> Sequence[int] | None:
    cents, days = pool.ours.cents, pool.ours.days
    wanted = -cents[payment]
    earlier = [
        k
        for k in pool.ours.ordered()
        if (cents[k] > 0) == (wanted > 0) and (days[k] or 0) <= (days[payment] or 0) and abs(cents[k]) <= abs(wanted)
    ]
    for entry in earlier:
        if cents[entry] == wanted:
            return (entry,)
    total = 0
    run: list[int] = []
    for entry in earlier:
        total += cents[entry]
        run.append(entry)
        if abs(total) >= abs(wanted):
            break
    if total == wanted and len(run) > 1:
        return run
    found, tried = parts_of(wanted, 0, earlier[-_PARTS:], cents, days)
    pool.spend(tried)
    return found[0] if len(found) == 1 else None
