"""Open items print what was billed, what was paid and what is open: three figures that must agree."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from parsers.document import Place
from parsers.headings import Heading
from parsers.money import read_amount
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
    kept = [
        row
        for row in lines
        if still in row.money and (billed in row.money or paid in row.money) and paid not in row.unreadable
    ]
    others = [column.index for column in columns if column.index not in {billed, paid, still}]
    # a discount or a retention of each item may stand in a column of its own: it does where that makes every row agree
    off = next(
        (index for index in (None, *others) if all(_agrees(row, billed, paid, still, index) for row in kept)), None
    )
    items: list[tuple[str, Place | None]] = [
        (
            ""
            if _agrees(row, billed, paid, still, off)
            else f"{_printed(row, billed)} less {_printed(row, paid)} is not {_printed(row, still)}",
            row.place,
        )
        for row in kept
    ]
    holding = sum(1 for fault, _ in items if not fault)
    return items if 2 * holding >= len(items) else []


def _agrees(row: SeenRow, billed: int, paid: int, still: int, off: int | None) -> bool:
    """Whether billed less paid, and less what stands in the column `off`, is what is open, whichever signs are printed."""
    less = _printed(row, billed) - (_printed(row, off) if off is not None else ZERO)
    return abs(_printed(row, still)) in {abs(less - _printed(row, paid)), abs(less + _printed(row, paid))}


def _printed(row: SeenRow, index: int) -> Decimal:
    if index in row.money:
        return row.money[index].value
    amount = read_amount(
        " ".join(row.texts.get(index, []))
    )  # a column that is no money to the reading, as discounts are
    return amount.value if amount is not None else ZERO


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
