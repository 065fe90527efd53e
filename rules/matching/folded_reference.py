"""The same number once scans, prefixes, endings and leading zeros are folded away, and the same amount.

A weak form counts only where it stands for one document on each side: customers' own running numbers collide with ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter

from rules.document_numbers import Forms
from rules.matching.same_reference import pair_by_key
from rules.model.match import Certainty
from rules.pool import Pool, Side

_RULE = "folded_reference"
_KEY_OF: dict[str, Callable[[Forms], str]] = {
    "folded": attrgetter("folded"),
    "bare": attrgetter("bare"),
    "core": attrgetter("core"),
}
FORMS = tuple(_KEY_OF)
EXACT = "exact"

Keys = Callable[[int], Sequence[str]]
"""A row's numbers in one form."""


def match(pool: Pool) -> None:
    """Pair by folded, then bare, then core forms."""
    for weak in FORMS:
        if not pool.theirs.free or not pool.ours.free:
            return
        pair_by_key(pool, *weak_keys(pool, weak), _RULE, Certainty.CERTAIN)


def from_the_surest(pool: Pool) -> Iterator[tuple[str, Keys, Keys]]:
    """Yield each form of the numbers with the keys of lines and of entries in it, the exact one first, while both sides have free rows."""
    for form in (EXACT, *FORMS):
        if not pool.theirs.free or not pool.ours.free:
            return
        of_lines, of_entries = (pool.line_numbers, pool.entry_numbers) if form == EXACT else weak_keys(pool, form)
        yield form, of_lines, of_entries


def weak_keys(pool: Pool, form: str) -> tuple[Keys, Keys]:
    """Return the keys of lines and of entries in a weak form, only those that stand for one number on each side."""
    keys = pool.weak_keys.get(form)
    if keys is None:
        keys = pool.weak_keys[form] = _weak_keys(pool, form)
    theirs, ours = keys
    return (lambda line: theirs.get(line, ())), (lambda entry: ours.get(entry, ()))


def _weak_keys(pool: Pool, form: str) -> tuple[dict[int, tuple[str, ...]], dict[int, tuple[str, ...]]]:
    if pool.unsettled is None:
        settled = {number for numbers in pool.theirs.numbers for number in numbers}
        settled &= {number for numbers in pool.ours.numbers for number in numbers}  # these agree as they are
        pool.unsettled = _unsettled(pool, pool.theirs, settled), _unsettled(pool, pool.ours, settled)
    key_of = _KEY_OF[form]
    theirs, ours = (_keys(unsettled, key_of) for unsettled in pool.unsettled)
    known = _single(theirs) & _single(ours)
    if form == "core":
        # Digits alone are compared only with a number that has no letters of its own.
        known -= _lettered(theirs) & _lettered(ours)
    return _chosen(theirs, known), _chosen(ours, known)


_Keys = dict[int, list[tuple[str, Forms]]]


def _unsettled(pool: Pool, side: Side, settled: set[str]) -> dict[int, list[Forms]]:
    """Return the forms of the numbers that do not stand on the other side as they are."""
    unsettled: dict[int, list[Forms]] = {}
    for position, references in enumerate(side.references):
        if not references or settled.issuperset(side.numbers[position]):
            continue
        found = [
            forms
            for reference in references
            if not (forms := pool.forms(reference)).exact.isalpha() and forms.exact not in settled
        ]
        if found:
            unsettled[position] = found
    return unsettled


def _keys(unsettled: dict[int, list[Forms]], key_of: Callable[[Forms], str]) -> _Keys:
    keys = {position: [(key, one) for one in some if (key := key_of(one))] for position, some in unsettled.items()}
    return {position: some for position, some in keys.items() if some}


def _single(keys: _Keys) -> set[str]:
    """Return the keys that come from one exact number only."""
    origin: dict[str, str] = {}
    several: set[str] = set()
    for some in keys.values():
        for key, forms in some:
            if origin.setdefault(key, forms.exact) != forms.exact:
                several.add(key)
    return origin.keys() - several


def _lettered(keys: _Keys) -> set[str]:
    return {key for some in keys.values() for key, forms in some if forms.has_letters}


def _chosen(keys: _Keys, known: set[str]) -> dict[int, tuple[str, ...]]:
    return {
        position: chosen for position, some in keys.items() if (chosen := tuple(key for key, _ in some if key in known))
    }
