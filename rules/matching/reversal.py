"""A booking and its own reversal that one side made and the other never saw: together they are nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from rules.document_numbers import tail
from rules.gaps import Nature
from rules.model.match import Certainty
from rules.pool import Group, Pool, Side

_RULE = "reversal"
_DAYS = 45
_WORDS = re.compile(
    r"revers|storno|stornier|annul|cancel|void|wrongly|correct|contra|冲销|冲正|红冲|红字|作废|冲回|更正|沖銷|沖正",
    re.IGNORECASE,
)


def match(pool: Pool) -> None:
    """Set aside pairs of one side that name the same document or a reversal and cancel out."""
    for positions, certainty in _pairs(pool.ours, pool.ours.numbers):
        pool.take(Group((), positions, _RULE, certainty))
    for positions, certainty in _pairs(pool.theirs, pool.theirs.numbers):
        pool.take(Group(positions, (), _RULE, certainty))


def _pairs(side: Side, numbers: Sequence[tuple[str, ...]]) -> list[tuple[tuple[int, ...], Certainty]]:
    by_amount: dict[int, list[int]] = defaultdict(list)
    for position in side.ordered():
        by_amount[side.cents[position]].append(position)
    taken: set[int] = set()
    found: list[tuple[tuple[int, ...], Certainty]] = []
    for cents in sorted(amount for amount in by_amount if amount > 0 and -amount in by_amount):
        for one in by_amount[cents]:
            for other in by_amount[-cents]:
                if one in taken or other in taken:
                    continue
                certainty = _reversed(side, numbers, one, other)
                if certainty is not None:
                    taken.update((one, other))
                    found.append((tuple(sorted((one, other))), certainty))
    return found


def _reversed(side: Side, numbers: Sequence[tuple[str, ...]], one: int, other: int) -> Certainty | None:
    days = (side.days[one], side.days[other])
    if days[0] is not None and days[1] is not None and abs(days[0] - days[1]) > _DAYS:
        return None
    words = bool(_WORDS.search(side.texts[one]) or _WORDS.search(side.texts[other]))
    same_number = bool(set(numbers[one]) & set(numbers[other])) or bool(_tails(numbers[one]) & _tails(numbers[other]))
    kinds = {side.natures[one], side.natures[other]}
    if kinds == {Nature.INVOICE, Nature.PAYMENT} and not words:
        return None  # an invoice and its payment: two facts, which the other side may both miss
    alike = len(kinds) == 1 and Nature.UNKNOWN not in kinds
    if same_number and (words or alike):
        return Certainty.CERTAIN if words and len(kinds) == 1 else Certainty.LIKELY
    return Certainty.LIKELY if words and not numbers[one] and not numbers[other] else None


def _tails(numbers: tuple[str, ...]) -> set[str]:
    return {found for number in numbers if (found := tail(number))}
