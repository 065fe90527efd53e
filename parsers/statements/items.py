"""Open items print what was billed, what was paid and what is open: three figures that must agree."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from parsers.document import Place
from parsers.headings import Heading
from parsers.statements.columns import Column, indices
from parsers.statements.draft import ZERO, DraftLine
from parsers.statements.seen_row import SeenRow

_BILLED = (Heading.ORIGINAL_AMOUNT, Heading.INCREASE, Heading.DEBIT, Heading.AMOUNT)
_PAID = (Heading.PAID_AMOUNT, Heading.DECREASE, Heading.CREDIT)


def items_beside(columns: tuple[Column, ...], lines: Sequence[SeenRow]) -> list[tuple[str, Place | None]]:
    """Lay billed - paid beside the open amount of each row that prints them; "" where it agrees.

    Whichever columns a reading takes, the others must not contradict it. Columns of which most rows disagree mean something else.
    """
    billed, paid = _only(columns, *_BILLED), _only(columns, *_PAID)
    still = _only(columns, Heading.OPEN_AMOUNT, Heading.BALANCE)
    if billed is None or paid is None or still is None:
        return []
    items: list[tuple[str, Place | None]] = []
    for row in lines:
        if still not in row.money or (billed not in row.money and paid not in row.money) or paid in row.unreadable:
            continue
        first = row.money[billed].value if billed in row.money else ZERO
        second = row.money[paid].value if paid in row.money else ZERO
        left = row.money[still].value
        agrees = abs(left) in {abs(first - second), abs(first + second)}
        items.append(("" if agrees else f"{first} less {second} is not {left}", row.place))
    holding = sum(1 for fault, _ in items if not fault)
    return items if 2 * holding >= len(items) else []


def balance_runs(lines: Sequence[DraftLine]) -> bool:
    """Return whether the balances follow from line to line: then their column runs, and tells nothing of single items."""
    pairs = [(one, other) for one, other in pairwise(lines) if one.balance is not None and other.balance is not None]
    return bool(pairs) and (
        all(_follows(one, other) for one, other in pairs)
        or all(_follows(other, one) for one, other in pairs)  # the newest line first
    )


def _follows(before: DraftLine, after: DraftLine) -> bool:
    if before.balance is None or after.amount is None:
        return False
    return before.balance + after.amount == after.balance


def _only(columns: tuple[Column, ...], *headings: Heading) -> int | None:
    """Return the column of the first heading that exactly one column has."""
    for heading in headings:
        found = indices(columns, heading)
        if len(found) == 1:
            return found[0]
    return None
