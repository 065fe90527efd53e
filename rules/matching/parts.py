"""What the rows of a group say of each other: days, kinds, and whether the whole is rather one of its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rules.document_numbers import tail
from rules.gaps import Nature
from rules.matching.affinity import Relation, relation
from rules.pool import Pool

_DIGITS = re.compile(r"[0-9]+")


def of_one_day(pool: Pool, lines: Sequence[int], entries: Sequence[int]) -> bool:
    """Whether each side has its rows on one day."""
    return len({pool.theirs.days[k] for k in lines}) == 1 and len({pool.ours.days[k] for k in entries}) == 1


def of_one_kind(pool: Pool, lines: Sequence[int], entries: Sequence[int]) -> bool:
    """Whether the parts are of one kind: a returned parcel and a payment are not one payment."""
    for side, rows in ((pool.theirs, lines), (pool.ours, entries)):
        if len({side.natures[k] for k in rows} - {Nature.UNKNOWN}) > 1:
            return False
    return True


def names_a_part(pool: Pool, lines: Sequence[int], entries: Sequence[int]) -> bool:
    """Whether the whole bears the number of some of its parts and not of all: it is that part, grown by what was lost."""
    pairs = [(line, entry) for line in lines for entry in entries]
    named = sum(relation(pool, *pair) >= Relation.TAIL or _in_words(pool, *pair) for pair in pairs)
    return 0 < named < len(pairs)


def _in_words(pool: Pool, line: int, entry: int) -> bool:
    """Whether the words of either end with the digits of the other's number, whatever stands before them."""
    for text, numbers in (
        (pool.theirs.texts[line], pool.entry_numbers(entry)),
        (pool.ours.texts[entry], pool.line_numbers(line)),
    ):
        runs = {run.lstrip("0") for run in _DIGITS.findall(text)}
        if runs & {found for number in numbers if (found := tail(number))}:
            return True
    return False
