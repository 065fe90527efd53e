"""A booking and its own reversal that one side made and the other never saw: together they are nothing.

Asked twice: early for what no row of the other side could be, and at the end for what no row of the other side was. A payment
that both sides have and whose return only one side booked is not set aside: the return is what differs.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from parsers.references import references_in
from rules.document_numbers import exact_form, tail
from rules.gaps import Nature
from rules.model.match import Certainty
from rules.pool import Group, Pool, Side

_RULE = "reversal"
_DAYS = 45
_SEEN = 14  # days within which an equal row of the other side may be the one that was reversed
_DIGITS = re.compile(r"[0-9]+")
_WORDS = re.compile(
    r"revers|storno|stornier|annul|cancel|void|wrongly|correct|contra|冲销|冲正|红冲|红字|作废|冲回|更正|冲暂估|暂估冲|沖銷|沖正|沖回",
    re.IGNORECASE,
)


def match(pool: Pool) -> None:
    """Set aside pairs of one side that name the same document or a reversal, cancel out, and that the other side cannot have."""
    _set_aside(pool, seen=True)


def match_left(pool: Pool) -> None:
    """Set aside such pairs among what is left."""
    _set_aside(pool, seen=False)


def _set_aside(pool: Pool, *, seen: bool) -> None:
    for pair, certainty in list(_pairs(pool.ours, pool.theirs if seen else None)):
        pool.take(Group((), pair, _RULE, certainty))
    for pair, certainty in list(_pairs(pool.theirs, pool.ours if seen else None)):
        pool.take(Group(pair, (), _RULE, certainty))


def _pairs(side: Side, other_side: Side | None) -> Iterator[tuple[tuple[int, ...], Certainty]]:
    """Yield the pairs of a side; with `other_side` only those of which it has no row that could be either."""
    by_amount: dict[int, list[int]] = defaultdict(list)
    for position in side.ordered():
        by_amount[side.cents[position]].append(position)
    left = Counter({cents: len(positions) for cents, positions in by_amount.items()})
    taken: set[int] = set()
    seen = None if other_side is None else _Seen(other_side)
    for cents in sorted(amount for amount in by_amount if amount > 0 and -amount in by_amount):
        for one in by_amount[cents]:
            for other in by_amount[-cents]:
                if one in taken or other in taken:
                    continue
                certainty = _reversed(side, one, other)
                if certainty is None:
                    continue
                if seen is not None and any(left[side.cents[row]] <= seen.alike(side, row) for row in (one, other)):
                    continue
                taken.update((one, other))
                left.subtract((cents, -cents))
                yield tuple(sorted((one, other))), certainty


class _Seen:
    """The free rows of the other side by amount and by the ends of their numbers."""

    def __init__(self, side: Side) -> None:
        self._side = side
        self._by_cents: dict[int, list[int]] = defaultdict(list)
        self._by_tail: dict[str, list[int]] = defaultdict(list)
        for k in side.free:
            self._by_cents[side.cents[k]].append(k)
            for number in _tails(side.numbers[k]):
                self._by_tail[number].append(k)

    def alike(self, side: Side, row: int) -> int:
        """Return how many of them have the amount of this row, or a number that it names and its sign, near its day."""
        day, cents, other = side.days[row], side.cents[row], self._side
        runs = {run.lstrip("0") for run in _DIGITS.findall(side.texts[row])} | _tails(side.numbers[row])
        rows = set(self._by_cents.get(cents, ()))
        rows.update(k for run in runs for k in self._by_tail.get(run, ()) if other.cents[k] * cents > 0)
        return sum(day is None or (one := other.days[k]) is None or abs(one - day) <= _SEEN for k in rows)


def _reversed(side: Side, one: int, other: int) -> Certainty | None:
    days = (side.days[one], side.days[other])
    if days[0] is not None and days[1] is not None and abs(days[0] - days[1]) > _DAYS:
        return None
    numbers = side.numbers[one], side.numbers[other]
    words = bool(_WORDS.search(side.texts[one]) or _WORDS.search(side.texts[other]))
    kinds = {side.natures[one], side.natures[other]}
    if kinds == {Nature.INVOICE, Nature.PAYMENT} and not words:
        return None  # an invoice and its payment: two facts, which the other side may both miss
    alike = len(kinds) == 1 and Nature.UNKNOWN not in kinds
    if not words and not alike:
        return None
    named = words and (_names(side, one, other) or _names(side, other, one))
    same_number = bool(set(numbers[0]) & set(numbers[1])) or bool(_tails(numbers[0]) & _tails(numbers[1]))
    if words and named and kinds <= {Nature.INVOICE, Nature.CREDIT_NOTE}:
        return Certainty.CERTAIN
    if (same_number and (words or alike)) or (named and words):
        return Certainty.CERTAIN if words and len(kinds) == 1 else Certainty.LIKELY
    return Certainty.LIKELY if words and not numbers[0] and not numbers[1] else None


def _names(side: Side, one: int, other: int) -> bool:
    """Whether the words of one row name the number of the other: 红冲 12345678, cancellation of INV-1003."""
    numbers = set(side.numbers[other])
    return bool(numbers) and any(exact_form(token) in numbers for token in references_in(side.texts[one]))


def _tails(numbers: tuple[str, ...]) -> set[str]:
    return {found for number in numbers if (found := tail(number))}
