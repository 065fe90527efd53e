"""Differences that staff have already marked as disputed: recognised by their number, whatever else they look like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rules.document_numbers import exact_form
from rules.model.difference import Difference, Reason
from rules.pool import Pool


def marked(pool: Pool, differences: Sequence[Difference]) -> tuple[Difference, ...]:
    """Return the differences with those that concern a disputed document told as such; what was found before is internal."""
    disputed = {exact_form(reference) for reference in pool.terms.disputed}
    if not disputed:
        return tuple(differences)
    position = {entry.id: k for k, entry in enumerate(pool.entries)}
    found = []
    for difference in differences:
        numbers = {number for line in difference.lines for number in pool.line_numbers(line)}
        numbers |= {number for entry in difference.entries for number in pool.entry_numbers(position[entry])}
        if "carried" in difference.facts:  # in the opening balances: it has its number, and no rows any more
            numbers.add(exact_form(str(difference.facts.get("reference", ""))))
        if numbers & disputed:
            found.append(
                replace(
                    difference,
                    reason=Reason.DISPUTED,
                    internal={**difference.internal, "otherwise": difference.reason.value},
                    explanation=f"{difference.explanation} Marked as disputed.",
                )
            )
        else:
            found.append(difference)
    return tuple(found)
