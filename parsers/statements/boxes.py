"""Sums and amounts due that are printed beside the table: each must be a figure that the lines give, or the reading is not complete.

A paper says what it owes in several places. Where one of them agrees and another does not, the other is no ornament: either a line
is missing, or the paper contradicts itself. Only the part that is due by now may differ, where the ageing shows that part.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import accumulate

from parsers.statements.asking import Asking, agrees, final_balance, printed_sum
from parsers.statements.draft import ZERO, Side
from parsers.statements.labels import Label
from parsers.statements.statement import Figure

_SIDES = {Label.TOTAL_DEBIT: Side.DEBIT, Label.TOTAL_CREDIT: Side.CREDIT}


def ask_boxes(asking: Asking) -> None:
    """Lay the sums and the amounts due beside the table against the lines."""
    draft = asking.draft
    final = final_balance(draft)
    if final is None:
        return
    known = {abs(value) for value in _sums(asking, final)}  # 本期应收 is what was charged, elsewhere what is due
    for figure in draft.dues:
        nothing_owed = figure.amount == ZERO and final < ZERO
        if not agrees(figure, final) and not nothing_owed and abs(figure.amount) not in known:
            _unexplained(asking, figure, f"is due, neither the balance {final} nor a part of it")
    for label, figure in draft.boxed:
        if label is Label.YEAR_TOTAL or abs(figure.amount) in known:
            side = _SIDES.get(label)
            if side is not None and abs(figure.amount) == abs(printed_sum(asking, side, 0, len(draft.lines))):
                asking.column[side].update(range(len(draft.lines)))
                asking.tell("column_total", True, f"{figure.read_as}: all that stands in {side.value}", figure.place)
        else:
            _unexplained(asking, figure, "is printed as a total, and no sum of the lines gives it")


def _unexplained(asking: Asking, figure: Figure, why: str) -> None:
    asking.left_over = True
    asking.tell("opening_closing", None, f"{figure.read_as or figure.amount} {why}", figure.place)


def _parts_of(asking: Asking) -> set[Decimal]:
    """Return the sums of the ageing's last buckets: what is overdue since when."""
    return {abs(part) for part in accumulate(total.amount for total in reversed(asking.draft.ageing))}


def _sums(asking: Asking, final: Decimal) -> list[Decimal]:
    """Return what a total beside the table may add up: each side, all lines, and these with the opening balance."""
    draft = asking.draft
    opening = draft.opening.amount if draft.opening is not None else ZERO
    raised = sum((amount for amount in asking.amounts if amount > 0), ZERO)
    lowered = sum((amount for amount in asking.amounts if amount < 0), ZERO)
    printed = [printed_sum(asking, side, 0, len(draft.lines)) for side in (Side.DEBIT, Side.CREDIT, Side.AMOUNT)]
    parts = [raised, lowered, *printed]
    return [final, raised + lowered, opening, *parts, *(part + abs(opening) for part in parts), *_parts_of(asking)]
