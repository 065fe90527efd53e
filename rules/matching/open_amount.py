"""An open item of which a part was paid: their line shows what our export calls the open amount of the same document.

The payments that made it so are looked for among our entries, so that the amounts agree to the cent. An export that keeps no
open amounts says nothing: there one payment of exactly what is missing, which they do not list, is taken for it, and is likely.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rules.gaps import Nature
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
            if entry not in pool.ours.free:
                continue
            if left is None:
                if (payment := _only_payment(pool, line, entry)) is not None:
                    pool.take(Group((line,), (entry, payment), _RULE, Certainty.LIKELY, plausible=False))
                    break
                continue
            if int(left * pool.scale) != pool.theirs.cents[line]:
                continue
            paid = _payments(pool, entry, pool.theirs.cents[line] - pool.ours.cents[entry])
            if paid:
                pool.take(Group((line,), (entry, *paid), _RULE, Certainty.CERTAIN))
                break
    _all_that_is_left(pool)


def _all_that_is_left(pool: Pool) -> None:
    """All that is left on both sides, where it ties and each line names a document of ours: payments on account
    were set against the oldest documents, and a remainder of one of these is still listed.
    """
    lines, entries = pool.theirs.ordered(), pool.ours.ordered()
    if len(entries) <= len(lines) or not lines or pool.theirs.sum(lines) != pool.ours.sum(entries):
        return
    numbers = {number: k for k in entries for number in pool.entry_forms(k)}
    for line in lines:
        named = next((numbers[number] for number in pool.line_forms(line) if number in numbers), None)
        if named is None or abs(pool.theirs.cents[line]) > abs(pool.ours.cents[named]):
            return
    pool.take(Group(tuple(lines), tuple(entries), _RULE, Certainty.LIKELY, plausible=False))


def _only_payment(pool: Pool, line: int, entry: int) -> int | None:
    """Return our one later payment of what the line shows less than the document; None where they list it, or another fits too."""
    theirs, ours = pool.theirs.cents[line], pool.ours.cents[entry]
    wanted, day = theirs - ours, pool.ours.days[entry] or 0
    if not wanted or (theirs > 0) != (ours > 0) or abs(theirs) >= abs(ours):
        return None
    if any(pool.theirs.cents[k] == wanted for k in pool.theirs.free):
        return None
    found = [
        k
        for k in pool.ours.ordered()
        if pool.ours.cents[k] == wanted
        and (pool.ours.days[k] or 0) >= day
        and pool.ours.natures[k] in {Nature.PAYMENT, Nature.UNKNOWN}
    ]
    return found[0] if len(found) == 1 else None


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
