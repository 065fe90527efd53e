"""The same document number and the same amount: the surest of all matches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from rules.document_numbers import skeleton
from rules.gaps import Nature
from rules.model.match import Certainty
from rules.pool import Group, Pool

_RULE = "same_reference"
_WEEKS_APART = 15  # days; the same for a number that only a description names
_YEARS_APART = 200  # days; beyond this a bare number may have come round again


def match(pool: Pool) -> None:
    """Pair lines and entries that share an exact number and the amount; twins by their days."""
    pair_by_key(pool, pool.line_numbers, pool.entry_numbers, _RULE, Certainty.CERTAIN)
    if pool.theirs.free and pool.ours.free:
        pool.read_descriptions()
        if pool.theirs.named or pool.ours.named:
            pair_by_key(pool, pool.line_numbers, pool.entry_numbers, _RULE, Certainty.CERTAIN)


def pair_by_key(
    pool: Pool,
    keys_of_line: Callable[[int], Sequence[str]],
    keys_of_entry: Callable[[int], Sequence[str]],
    rule: str,
    certainty: Certainty,
) -> None:
    """Pair what is free and shares a key and the amount."""
    theirs, ours = pool.theirs, pool.ours
    shared = rows_by_shared_key(
        pool,
        lambda line: [(key, theirs.cents[line]) for key in keys_of_line(line)],
        lambda entry: [(key, ours.cents[entry]) for key in keys_of_entry(entry)],
    )
    for lines, entries in shared:
        free_lines = [line for line in lines if line in theirs.free]
        free_entries = [entry for entry in entries if entry in ours.free]
        if free_lines and free_entries:
            _pair(pool, free_lines, free_entries, rule, certainty)


def rows_by_shared_key(
    pool: Pool,
    keys_of_line: Callable[[int], Iterable[Hashable]],
    keys_of_entry: Callable[[int], Iterable[Hashable]],
) -> list[tuple[list[int], list[int]]]:
    """Return the rows of both sides, free as yet, under each key that stands on both, in the order of the lines."""
    entries: dict[Hashable, list[int]] = defaultdict(list)
    for entry in pool.ours.ordered():
        for key in keys_of_entry(entry):
            entries[key].append(entry)
    lines: dict[Hashable, list[int]] = defaultdict(list)
    for line in pool.theirs.ordered():
        for key in keys_of_line(line):
            if key in entries:
                lines[key].append(line)
    return [(some, entries[key]) for key, some in lines.items()]


def _pair(pool: Pool, lines: list[int], entries: list[int], rule: str, certainty: Certainty) -> None:
    if len(lines) == 1 and len(entries) == 1:
        if not _with_its_sign_turned(pool, lines[0], entries[0]):
            _take(pool, lines[0], entries[0], rule, certainty, unambiguous=True)
        return
    # Twins: nearest days first; the twins left over are duplicates, told as such later.
    theirs, ours = pool.theirs, pool.ours
    by_distance = sorted(
        (_distance(theirs.days[line], ours.days[entry]), _clash(theirs.natures[line], ours.natures[entry]), line, entry)
        for line in lines
        for entry in entries
    )
    for _days, _kind, line, entry in by_distance:
        if line in theirs.free and entry in ours.free and not _with_its_sign_turned(pool, line, entry):
            _take(pool, line, entry, rule, certainty, unambiguous=False)


def _distance(one: int | None, other: int | None) -> int:
    return abs(one - other) if one is not None and other is not None else 0


def _clash(one: Nature, other: Nature) -> bool:
    return one is not other and Nature.UNKNOWN not in {one, other}


def _take(pool: Pool, line: int, entry: int, rule: str, certainty: Certainty, *, unambiguous: bool) -> None:
    sober = _sober(pool, line, entry)
    pool.take(
        Group(
            (line,),
            (entry,),
            rule,
            certainty if sober else Certainty.LIKELY,
            unambiguous=unambiguous and sober,
            plausible=sober,
        )
    )


def _with_its_sign_turned(pool: Pool, line: int, entry: int) -> bool:
    """Whether the two are of different kinds, only a description joins them, and one is, by its own number, a row that still
    waits on the other side with its sign turned: an invoice booked as a credit note looks like the payment that names it.
    """
    theirs, ours = pool.theirs, pool.ours
    if not _clash(theirs.natures[line], ours.natures[entry]):
        return False
    if entry in ours.named and line not in theirs.named:
        own, cents, rivals = theirs.numbers[line], theirs.cents[line], ours
    elif line in theirs.named and entry not in ours.named:
        own, cents, rivals = ours.numbers[entry], ours.cents[entry], theirs
    else:
        return False
    return any(rivals.cents[other] == -cents and set(own) & set(rivals.numbers[other]) for other in rivals.free)


def _sober(pool: Pool, line: int, entry: int) -> bool:
    """A number that returns after many months, or stands in a description beside another own number, is no proof; nor is that of an
    invoice which one side calls a payment of it: on one side of the account they are two facts.
    """
    if {pool.theirs.natures[line], pool.ours.natures[entry]} == {Nature.INVOICE, Nature.PAYMENT}:
        return False
    theirs, ours = pool.theirs.days[line], pool.ours.days[entry]
    if theirs is not None and ours is not None and abs(theirs - ours) > _YEARS_APART:
        return False
    if line not in pool.theirs.named and entry not in pool.ours.named:
        return True
    if theirs is not None and ours is not None and abs(theirs - ours) > _WEEKS_APART:
        return False
    own, mine = pool.theirs.numbers[line], pool.ours.numbers[entry]
    if set(own) & set(mine):
        return True
    series = {skeleton(number) for number in own} & {skeleton(number) for number in mine}
    mentioned = set(own) & set(pool.entry_numbers(entry)) or set(mine) & set(pool.line_numbers(line))
    return bool(mentioned) and not series - {""} and not pool.repeats(line, entry)
