"""All that is left: on one side only, and no other reason fits."""

from __future__ import annotations

from collections.abc import Iterator

from rules.differences.rest import Rest
from rules.model.difference import Difference, Reason


def explain(rest: Rest) -> Iterator[Difference]:
    """Yield every row that is still free."""
    for line in rest.free_lines:
        yield rest.tell(Reason.MISSING_IN_LEDGER, [line], [], f"They list {rest.name([line], [])}; we do not have it.")
    for entry in rest.free_entries:
        yield rest.tell(
            Reason.MISSING_ON_STATEMENT, [], [entry], f"We have {rest.name([], [entry])}; they do not list it."
        )
