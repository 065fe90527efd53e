"""One number, several rows: an invoice listed in parts, a payment that names the invoices it pays, an open item less its payments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from rules.document_numbers import exact_form
from rules.model.match import Certainty
from rules.pool import Group, Pool

_RULE = "reference_sum"
_MANY = 12  # rows under one number; more are a customer number, not a document
_SMALL = 4


def match(pool: Pool) -> None:
    """Match rows under one number, and rows that list several numbers, when their sums agree to the cent."""
    if not pool.theirs.free or not pool.ours.free:
        return
    lines = _by_number(
        (line, _loose(pool, pool.line_numbers(line), pool.theirs.references[line])) for line in pool.theirs.ordered()
    )
    entries = _by_number(
        (entry, _loose(pool, pool.entry_numbers(entry), pool.ours.references[entry])) for entry in pool.ours.ordered()
    )
    for number in [key for key in lines if key in entries]:
        _same_number(pool, lines[number], entries[number])
    for line in pool.theirs.ordered():
        numbers = pool.line_numbers(line)
        if len(numbers) > 1:
            _listed(pool, line, [entries.get(number, []) for number in numbers], by_us=False)
    for entry in pool.ours.ordered():
        numbers = pool.entry_numbers(entry)
        if len(numbers) > 1:
            _listed(pool, entry, [lines.get(number, []) for number in numbers], by_us=True)


def _loose(pool: Pool, exact: Sequence[str], references: Sequence[str]) -> Sequence[str]:
    """Return the exact numbers and their bare forms: INV-7-A and INV-7-B are parts of INV-7."""
    return tuple(
        dict.fromkeys((*exact, *(pool.forms(reference).bare for reference in references if exact_form(reference))))
    )


def _by_number(items: Iterable[tuple[int, Sequence[str]]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for position, numbers in items:
        for number in numbers:
            found[number].append(position)
    return found


def _same_number(pool: Pool, some_lines: list[int], some_entries: list[int]) -> None:
    lines = [line for line in some_lines if line in pool.theirs.free]
    entries = [entry for entry in some_entries if entry in pool.ours.free]
    if not lines or not entries or len(lines) + len(entries) < 3 or len(lines) > _MANY or len(entries) > _MANY:
        return
    for line in lines:
        if (found := _parts(pool, pool.theirs.cents[line], entries, pool.ours.cents)) is not None:
            pool.take(Group((line,), found, _RULE, Certainty.CERTAIN))
            _same_number(pool, some_lines, some_entries)
            return
    for entry in entries:
        if (found := _parts(pool, pool.ours.cents[entry], lines, pool.theirs.cents)) is not None:
            pool.take(Group(found, (entry,), _RULE, Certainty.CERTAIN))
            _same_number(pool, some_lines, some_entries)
            return
    if len(lines) > 1 and len(entries) > 1 and pool.theirs.sum(lines) == pool.ours.sum(entries):
        pool.take(Group(tuple(lines), tuple(entries), _RULE, Certainty.CERTAIN))


def _parts(pool: Pool, wanted: int, positions: Sequence[int], cents: Sequence[int]) -> tuple[int, ...] | None:
    """Return two or more of `positions` that add up to `wanted`: those of its sign, all of them, or else a small choice."""
    one_sign = [k for k in positions if (cents[k] > 0) == (wanted > 0)]
    for choice in (one_sign, positions):
        if len(choice) > 1 and sum(cents[k] for k in choice) == wanted:
            return tuple(choice)
    for some in _choices(one_sign if len(one_sign) > 2 else positions):
        if not pool.spend(1):
            return None
        if sum(cents[k] for k in some) == wanted:
            return some
    return None


def _choices(positions: Sequence[int]) -> Iterator[tuple[int, ...]]:
    for size in range(2, min(_SMALL, len(positions) - 1) + 1):
        yield from combinations(positions, size)


def _listed(pool: Pool, row: int, found: Iterable[Sequence[int]], *, by_us: bool) -> None:
    """A row that lists several numbers stands for the other side's rows under them: a line of theirs, or `by_us` an entry."""
    own, other = (pool.ours, pool.theirs) if by_us else (pool.theirs, pool.ours)
    if row not in own.free:
        return
    under = list(dict.fromkeys(k for some in found for k in some if k in other.free))
    if len(under) < 2 or len(under) > 4 * _MANY:
        return
    wanted = own.cents[row]
    one_sign = [k for k in under if (other.cents[k] > 0) == (wanted > 0)]
    for choice in (one_sign, under):
        if len(choice) > 1 and other.sum(choice) == wanted:
            lines, entries = (tuple(choice), (row,)) if by_us else ((row,), tuple(choice))
            pool.take(Group(lines, entries, _RULE, Certainty.CERTAIN))
            return
