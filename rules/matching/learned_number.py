"""A number of theirs that is known, from earlier statements, to stand for one of ours; and the same amount."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rules.matching.affinity import clashes, usual_days
from rules.model.match import Certainty
from rules.pool import Group, Pool

_RULE = "learned_number"
_WEEKS = 31  # days beyond the usual ones at which number and amount are no proof any more


def match(pool: Pool) -> None:
    """Pair a line and the only entry under the number that its own stands for, where the amounts agree."""
    if not pool.terms.numbers:
        return
    entries: dict[tuple[str, int], list[int]] = defaultdict(list)
    for entry in pool.ours.ordered():
        for number in pool.ours.numbers[entry]:
            entries[number, pool.ours.cents[entry]].append(entry)
    claims: dict[int, list[int]] = defaultdict(list)
    for line in pool.theirs.ordered():
        found = {entry for number in keys(pool, line) for entry in entries.get((number, pool.theirs.cents[line]), ())}
        if len(found) == 1:
            claims[found.pop()].append(line)
    for entry, lines in claims.items():
        if len(lines) == 1 and not clashes(pool, lines[0], entry):
            sure = usual_days(pool, lines[0], entry, _WEEKS) and not pool.repeats(lines[0], entry)
            certainty = Certainty.CERTAIN if sure else Certainty.LIKELY
            pool.take(Group((lines[0],), (entry,), _RULE, certainty, plausible=sure))


def keys(pool: Pool, line: int) -> Sequence[str]:
    """Return our numbers for a line's; none where its own number is one of ours as it stands."""
    if any(pool.entries_named(number) for number in pool.line_numbers(line)):
        return ()
    return tuple(
        dict.fromkeys(
            number for reference in pool.theirs.references[line] for number in pool.terms.numbers.ours(reference)
        )
    )
