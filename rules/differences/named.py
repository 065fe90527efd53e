"""Rows that say themselves what they are: a bank's charge, a discount, a tax, an exchange difference that the other side lacks."""

from __future__ import annotations

from collections.abc import Iterator

from rules import gaps
from rules.differences.rest import Rest
from rules.gaps import Nature
from rules.model.difference import Difference, Reason
from rules.pool import Side

_FAR_LARGER = 3  # times what was taken off; a tax withheld is a quarter at most


def explain(rest: Rest) -> Iterator[Difference]:
    """Yield the free rows whose words name such a reason; invoices are left to others, and payments that
    stand for themselves: what was taken off a payment is booked as one more row of it, under its number.
    """
    for line in rest.free_lines:
        reason = _named(rest, line, ours=False)
        if reason is not None:
            yield rest.tell(
                reason, [line], [], f"They list {rest.name([line], [])}, which we do not have.", certain=True
            )
    for entry in rest.free_entries:
        reason = _named(rest, entry, ours=True)
        if reason is not None:
            yield rest.tell(
                reason, [], [entry], f"We posted {rest.name([], [entry])}, which they do not list.", certain=True
            )


def _named(rest: Rest, position: int, *, ours: bool) -> Reason | None:
    side = rest.pool.ours if ours else rest.pool.theirs
    nature = side.natures[position]
    if nature is Nature.INVOICE or (nature is Nature.PAYMENT and not _taken_off(side, position)):
        return None
    return gaps.of_words(side.texts[position], rest.pool.yardstick.tax_names)


def _taken_off(side: Side, position: int) -> bool:
    """Whether the row goes with a far larger payment of its day and number, as what was taken off it does."""
    cents, numbers = side.cents[position], set(side.numbers[position])
    return bool(numbers) and any(
        side.natures[other] is Nature.PAYMENT
        and side.days[other] == side.days[position]
        and cents * side.cents[other] > 0
        and abs(side.cents[other]) >= _FAR_LARGER * abs(cents)
        and numbers & set(side.numbers[other])
        for other in range(len(side))
    )
