"""How a counterparty's own numbers stand for ours: rules of whole series, and single documents where no rule holds.

A number that is told so is evidence for later statements. It is never a number of the line itself: it joins rows of equal amount,
and proposes where amounts differ, but contradicts nothing, since a counterparty may begin to count anew.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from rules.document_numbers import exact_form

_RUN = re.compile(r"[0-9]{1,18}")

Numbered = tuple[str, int, str, int]
"""A number taken apart at a run of its digits: what stands before, the run as a number, what stands behind, its digits."""


def taken_apart(reference: str) -> tuple[Numbered, ...]:
    """Return the parts of a number as written, for each run of its digits: any of them may be the one that counts on.

    INV/24/00017 is "INV" 24 "00017" and "INV24" 17 "".
    """
    text = unicodedata.normalize("NFKC", reference).upper()
    return tuple(
        (exact_form(text[: run.start()]), int(run.group()), exact_form(text[run.end() :]), len(run.group()))
        for run in _RUN.finditer(text)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRule:
    """A series of theirs that runs beside one of ours: ours = theirs + `offset`, heads and tails exchanged. `width` is the digits
    to which ours are filled with zeros, 0 where they are not. `support` counts the documents that it was learned from.
    """

    their_head: str
    their_tail: str
    our_head: str
    our_tail: str
    offset: int
    width: int
    support: int

    @property
    def key(self) -> str:
        """How staff name it: INV24#."""
        return f"{self.their_head}#{self.their_tail}"

    def __str__(self) -> str:
        moved = f" {'+' if self.offset > 0 else '-'} {abs(self.offset)}" if self.offset else ""
        filled = f", {self.width} digits" if self.width else ""
        return f"{self.our_head}#{self.our_tail}{moved}{filled}"

    def ours(self, number: int) -> str:
        """Return our number for the digits of theirs, "" where there is none."""
        moved = number + self.offset
        return f"{self.our_head}{str(moved).zfill(self.width)}{self.our_tail}" if moved > 0 else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberPair:
    """One document, its numbers in exact form. `support` counts the statements that showed it."""

    theirs: str
    ours: str
    support: int

    @property
    def key(self) -> str:
        return self.theirs

    def __str__(self) -> str:
        return self.ours


@dataclass(frozen=True)
class NumberMap:
    """All that was learned of a counterparty's numbering."""

    rules: tuple[NumberRule, ...] = ()
    pairs: tuple[NumberPair, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rules or self.pairs)

    @property
    def all(self) -> tuple[NumberRule | NumberPair, ...]:
        return (*self.rules, *self.pairs)

    @cached_property
    def _rules(self) -> dict[tuple[str, str], list[NumberRule]]:
        found: dict[tuple[str, str], list[NumberRule]] = {}
        for rule in self.rules:
            found.setdefault((rule.their_head, rule.their_tail), []).append(rule)
        return found

    @cached_property
    def _pairs(self) -> dict[str, str]:
        return {pair.theirs: pair.ours for pair in self.pairs}

    def ours(self, reference: str) -> tuple[str, ...]:
        """Return our numbers (exact forms) for a number of theirs as written; none where nothing was learned of it."""
        own = exact_form(reference)
        known = self._pairs.get(own)
        if known is not None:
            return (known,)
        found = (
            rule.ours(number)
            for head, number, tail, _width in taken_apart(reference)
            for rule in self._rules.get((head, tail), ())
        )
        return tuple(dict.fromkeys(each for each in found if each and each != own))
