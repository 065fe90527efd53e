"""A line that we do not have on this account and do have on another one. Which one is for staff alone: it never leaves the house."""

from __future__ import annotations

from collections.abc import Iterator

from rules.differences.rest import Rest
from rules.document_numbers import exact_form
from rules.model.difference import Difference, Reason


def explain(rest: Rest) -> Iterator[Difference]:
    """Yield the free lines whose number and amount stand on another account; the account is in `internal` only."""
    if not rest.other_accounts or not rest.free_lines:
        return
    pool = rest.pool
    wanted = {(number, pool.theirs.cents[k]) for k in rest.free_lines for number in pool.theirs.numbers[k]}
    found: dict[tuple[str, int], tuple[str, str, int]] = {}
    for account in sorted(rest.other_accounts, key=lambda one: one.account):
        for entry in account.entries:
            cents = int(entry.amount * pool.scale)
            for reference in entry.references:
                key = (exact_form(reference), cents)
                if key in wanted:
                    found.setdefault(key, (account.account, entry.id, entry.row))
    for line in rest.free_lines:
        place = next(
            (found[key] for number in pool.theirs.numbers[line] if (key := (number, pool.theirs.cents[line])) in found),
            None,
        )
        if place is not None:
            yield rest.tell(
                Reason.OTHER_ACCOUNT,
                [line],
                [],
                f"They list {rest.name([line], [])}; it is not on this account of ours, but it seems to be on another.",
                certain=False,
                internal={"account": place[0], "entry": place[1], "row": place[2]},
            )
