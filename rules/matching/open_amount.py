"""An open item of which a part was paid: their line shows what our export calls the open amount of the same document.

The payments that made it so are looked for among our entries, so that the amounts agree to the cent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rules.matching.subsets import parts_of
from rules.model.match import Certainty
from rules.pool import Group, Pool

_RULE = "open_amount"
_PAYMENTS = 24  # looked at for one document


def match(pool: Pool) -> None:
    """Match free lines of a list of open items with their document and the payments on it."""
    if not pool.open_item:
        return
    entries: dict[str, list[int]] = defaultdict(list)
    for entry in pool.ours.ordered():
        for number in pool.entry_forms(entry):
            entries[number].append(entry)
    for line in pool.theirs.ordered():
        for entry in sorted({one for number in pool.line_forms(line) for one in entries.get(number, ())}):
            left = pool.entries[entry].open_amount
            if entry not in pool.ours.free or left is None or int(left * pool.scale) != pool.theirs.cents[line]:
                continue
            paid = _payments(pool, entry, pool.theirs.cents[line] - pool.ours.cents[entry])
            if paid:
                pool.take(Group((line,), (entry, *paid), _RULE, Certainty.CERTAIN))
                break


def _payments(pool: Pool, document: int, wanted: int) -> Sequence[int]:
    """Return free entries that add up to what was paid on the document; nothing where none or several choices do."""
    if not wanted:
        return ()
    cents, days = pool.ours.cents, pool.ours.days
    possible = [
        k
        for k in pool.ours.ordered()
        if k != document and (cents[k] > 0) == (wanted > 0) and (days[k] or 0) >= (days[document] or 0)
    ]
    single = [k for k in possible if cents[k] == wanted]
    if single:
        return single[:1]
    found, tried = parts_of(wanted, 0, possible[:_PAYMENTS], cents, days)
    pool.spend(tried)
    return found[0] if len(found) == 1 else ()
