"""The same number once scans, prefixes, endings and leading zeros are folded away, and the same amount.

A weak form counts only where it stands for one document on each side: customers' own running numbers collide with ours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from rules.matching.same_reference import pair_by_key
from rules.model.match import Certainty
from rules.pool import Pool, Side

_RULE = "folded_reference"


def match(pool: Pool) -> None:
    """Pair by folded, then bare, then core forms."""
    for weak in ("folded", "bare", "core"):
        if not pool.theirs.free or not pool.ours.free:
            return
        keys = weak_keys(pool, weak)
        certainty = Certainty.CERTAIN
        pair_by_key(pool, keys[0], keys[1], _RULE, certainty)


def weak_keys(pool: Pool, form: str) -> tuple[Callable[[int], Sequence[str]], Callable[[int], Sequence[str]]]:
    """Return the keys of lines and of entries in a weak form, only those that stand for one number on each side."""
    theirs, ours = _keys(pool, pool.theirs, form), _keys(pool, pool.ours, form)
    known = _single(theirs) & _single(ours)
    if form == "core":
        # Digits alone are compared only with a number that has no letters of its own.
        lettered = _lettered(pool, pool.theirs, known) & _lettered(pool, pool.ours, known)
        known -= lettered

    def of_line(line: int) -> Sequence[str]:
        return tuple(key for key, _exact in theirs[line] if key in known)

    def of_entry(entry: int) -> Sequence[str]:
        return tuple(key for key, _exact in ours[entry] if key in known)

    return of_line, of_entry


def _keys(pool: Pool, side: Side, form: str) -> list[list[tuple[str, str]]]:
    keys: list[list[tuple[str, str]]] = []
    for references in side.references:
        found = []
        for reference in references:
            forms = pool.forms(reference)
            key = forms.folded if form == "folded" else forms.bare if form == "bare" else forms.core
            if key:
                found.append((key, forms.exact))
        keys.append(found)
    return keys


def _single(keys: list[list[tuple[str, str]]]) -> set[str]:
    """Return the keys that come from one exact number only."""
    origin: dict[str, set[str]] = defaultdict(set)
    for some in keys:
        for key, exact in some:
            origin[key].add(exact)
    return {key for key, exacts in origin.items() if len(exacts) == 1}


def _lettered(pool: Pool, side: Side, known: set[str]) -> set[str]:
    return {
        forms.core
        for references in side.references
        for reference in references
        if (forms := pool.forms(reference)).has_letters and forms.core in known
    }
