"""How much, besides the amount, speaks for a line and an entry being one fact: their numbers, kinds, days and words, in nats."""

from __future__ import annotations

from enum import IntEnum

from rules.document_numbers import core, cut_short, near_miss, skeleton, tail
from rules.gaps import Nature
from rules.pool import Pool, Side, likely_nature


class Relation(IntEnum):
    """What the numbers of a line and an entry say of each other."""

    CONTRADICT = -2  # both name a document of one series, and not the same
    NEAR = -1  # as contradictory, but one slip of the finger apart, or cut short
    NONE = 0  # nothing to compare
    TAIL = 1  # the last digits agree
    SAME = 2


_OF_RELATION = {Relation.NEAR: -1.0, Relation.NONE: 0.0, Relation.TAIL: 6.0, Relation.SAME: 12.0}


def relation(pool: Pool, line: int, entry: int) -> Relation:
    """Compare the numbers of both. A number that belongs to another document of ours of the same kind contradicts."""
    theirs, ours = pool.line_forms(line), pool.entry_forms(entry)
    if not theirs or not ours:
        return Relation.CONTRADICT if _belongs_elsewhere(pool, line, entry) else Relation.NONE
    if _share(pool, line, entry):
        return Relation.SAME
    series = {found for number in theirs if (found := skeleton(number))}
    one_series = bool(series & {found for number in ours if (found := skeleton(number))})
    near = any(near_miss(one, other) for one in theirs for other in ours) or _bare_near(theirs, ours)
    if near and (one_series or likely_nature(pool.ours, entry, pool.role) is not Nature.PAYMENT):
        return Relation.NEAR  # payments of two series (P-10, R-10) bear each side's own number: that is no slip
    if _belongs_elsewhere(pool, line, entry):
        return Relation.CONTRADICT
    if one_series:
        return Relation.NEAR if is_cut_short(pool, line, entry) else Relation.CONTRADICT
    tails = {found for number in theirs if (found := tail(number))}
    return Relation.TAIL if tails & {found for number in ours if (found := tail(number))} else Relation.NONE


def is_cut_short(pool: Pool, line: int, entry: int) -> bool:
    """Whether a number of one side is that of the other without its end."""
    return any(cut_short(one, other) for one in pool.line_forms(line) for other in pool.entry_forms(entry))


def _share(pool: Pool, line: int, entry: int) -> bool:
    """Whether a number of one side's own stands on the other; two descriptions that name a third document prove nothing."""
    theirs, ours = set(pool.line_forms(line)), set(pool.entry_forms(entry))
    both = theirs & ours
    return bool(both) and not both <= set(pool.theirs.named.get(line, ())) & set(pool.ours.named.get(entry, ()))


def _bare_near(theirs: tuple[str, ...], ours: tuple[str, ...]) -> bool:
    """Whether a number without letters is one slip away from the digits of the other."""
    if not any(number.isdigit() for number in (*theirs, *ours)):
        return False
    cores = {found for number in theirs if (found := core(number))}
    return any(near_miss(one, other) for one in cores for number in ours if (other := core(number)))


def _belongs_elsewhere(pool: Pool, line: int, entry: int) -> bool:
    """Whether a number of either is that of another document, on the other side, which it may be itself.

    That moves the balance the same way and is of the same kind. A document that only the words name, such as the credit notes which
    a payment took off, must also have its amount.
    """
    theirs, ours = pool.theirs, pool.ours
    return any(
        other != entry and _may_be(theirs, line, ours, other, named=number not in theirs.numbers[line])
        for number in pool.line_numbers(line)
        for other in pool.entries_named(number)
    ) or any(
        other != line and _may_be(ours, entry, theirs, other, named=number not in ours.numbers[entry])
        for number in pool.entry_numbers(entry)
        for other in pool.lines_named(number)
    )


def _may_be(side: Side, own: int, other_side: Side, other: int, *, named: bool) -> bool:
    kinds = {side.natures[own], other_side.natures[other]} - {Nature.UNKNOWN}
    cents, others = side.cents[own], other_side.cents[other]
    return (others > 0) == (cents > 0) and len(kinds) < 2 and (not named or others == cents)


def clashes(pool: Pool, line: int, entry: int) -> bool:
    """Whether both sides name a kind and not the same."""
    one, other = pool.theirs.natures[line], pool.ours.natures[entry]
    return one is not other and Nature.UNKNOWN not in {one, other}


def is_other_fact(pool: Pool, line: int, entry: int) -> bool:
    """Whether one side calls it a payment and the other a document, or its own number stands by a free row of the other side that
    is not this one: an amount that agrees is then no proof, whatever it adds up to.
    """
    if clashes(pool, line, entry) and Nature.PAYMENT in {pool.theirs.natures[line], pool.ours.natures[entry]}:
        return True
    return any(
        other != entry and other in pool.ours.free
        for number in pool.theirs.numbers[line]
        for other in pool.entries_named(number)
    ) or any(
        other != line and other in pool.theirs.free
        for number in pool.ours.numbers[entry]
        for other in pool.lines_named(number)
    )


def affinity(pool: Pool, line: int, entry: int, related: Relation) -> float:
    """Return what speaks for the pair besides its amounts; `related` must not be CONTRADICT."""
    nature = likely_nature(pool.ours, entry, pool.role)
    weight = pool.shift.weight(nature, pool.theirs.days[line], pool.ours.days[entry])
    weight += _OF_RELATION[related]
    one, other = pool.theirs.natures[line], pool.ours.natures[entry]
    if Nature.UNKNOWN not in {one, other}:
        weight += 0.7 if one is other else -4.0
    words = pool.theirs.texts[line]
    if words and words == pool.ours.texts[entry]:
        weight += 1.5
    return weight


def usual_days(pool: Pool, line: int, entry: int, slack: int = 0) -> bool:
    """Whether the days of both lie as far apart as this other side usually books, `slack` days allowed for."""
    nature = likely_nature(pool.ours, entry, pool.role)
    return pool.shift.is_usual(nature, pool.theirs.days[line], pool.ours.days[entry], slack)
