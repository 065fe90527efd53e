"""Rows that say themselves what they are: a bank's charge, a discount, a tax, an exchange difference that the other side lacks."""

from __future__ import annotations

from collections.abc import Iterator

from rules import gaps
from rules.differences.rest import Rest
from rules.gaps import Nature
from rules.model.difference import Difference, Reason


def explain(rest: Rest) -> Iterator[Difference]:
    """Yield the free rows whose words name such a reason; invoices and payments with a number are left to others."""
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
    if side.natures[position] in {Nature.INVOICE, Nature.PAYMENT}:
        return None
    return gaps.of_words(side.texts[position], rest.pool.yardstick.tax_names)
