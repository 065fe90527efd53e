"""The same number once scans, prefixes, endings and leading zeros are folded away, and the same amount.

A weak form counts only where it stands for one document on each side: customers' own running numbers collide with ours.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rules.document_numbers import Forms
from rules.matching.same_reference import pair_by_key
from rules.model.match import Certainty
from rules.pool import Pool, Side

_RULE = "folded_reference"
FORMS = ("folded", "bare", "core")


def match(pool: Pool) -> None:
    """Pair by folded, then bare, then core forms."""
    for weak in FORMS:
        if not pool.theirs.free or not pool.ours.free:
            return
        pair_by_key(pool, *weak_keys(pool, weak), _RULE, Certainty.CERTAIN)


def weak_keys(pool: Pool, form: str) -> tuple[Callable[[int], Sequence[str]], Callable[[int], Sequence[str]]]:
    """Return the keys of lines and of entries in a weak form, only those that stand for one number on each side."""
    keys = pool.weak_keys.get(form)
    if keys is None:
        keys = pool.weak_keys[form] = _weak_keys(pool, form)
    theirs, ours = keys
    return (lambda line: theirs.get(line, ())), (lambda entry: ours.get(entry, ()))


def _weak_keys(pool: Pool, form: str) -> tuple[dict[int, tuple[str, ...]], dict[int, tuple[str, ...]]]:
    settled = {number for numbers in pool.theirs.numbers for number in numbers}
    settled &= {number for numbers in pool.ours.numbers for number in numbers}  # these agree as they are
    theirs, ours = _keys(pool, pool.theirs, form, settled), _keys(pool, pool.ours, form, settled)
    known = _single(theirs) & _single(ours)
    if form == "core":
        # Digits alone are compared only with a number that has no letters of its own.
        known -= _lettered(theirs) & _lettered(ours)
    return _chosen(theirs, known), _chosen(ours, known)


_Keys = dict[int, list[tuple[str, Forms]]]


def _keys(pool: Pool, side: Side, form: str, settled: set[str]) -> _Keys:
    keys: _Keys = {}
    for position, references in enumerate(side.references):
        if not references or settled.issuperset(side.numbers[position]):
            continue
        found = []
        for reference in references:
            forms = pool.forms(reference)
            key = forms.folded if form == "folded" else forms.bare if form == "bare" else forms.core
            if key and not forms.exact.isalpha() and forms.exact not in settled:
                found.append((key, forms))
        if found:
            keys[position] = found
    return keys


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
