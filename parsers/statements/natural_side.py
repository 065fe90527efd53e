"""Which side of an account raises what is owed, where columns or marks name two sides and no sum tells: for choosing between equals."""

from __future__ import annotations

from parsers.statements.columns import Column
from parsers.statements.interpret import Reading
from parsers.statements.proof import final_balance
from parsers.statements.signs import kind_of_row
from parsers.statements.statement import LineKind

_RAISING = {LineKind.INVOICE: 1, LineKind.PAYMENT: -1, LineKind.CREDIT_NOTE: -1}


def natural_side(draw: Reading, columns: tuple[Column, ...]) -> tuple[int, int]:
    """Return two small numbers, the lower the more natural: invoices raise; else the printed balance is what is owed, so positive.

    (0, 0) where the paper prints its own signs: those are taken as they stand.
    """
    plan = draw.plan
    if plan.amount is not None and draw.signs.by != "direction":
        marked = sum(plan.amount in row.money and row.money[plan.amount].mark is not None for row in draw.lines)
        if 2 * marked <= len(draw.lines):
            return 0, 0
    votes = told = 0
    for row, line in zip(draw.lines, draw.draft.lines, strict=True):
        kind = kind_of_row(row, columns)
        if kind in _RAISING and line.amount:
            votes += _RAISING[kind] if line.amount > 0 else -_RAISING[kind]
            told += 1
    if 2 * abs(votes) < told:
        votes = 0  # the words contradict each other: a footer about payments has got into the descriptions
    final = final_balance(draw.draft)
    return -1 if votes > 0 else int(votes < 0), -1 if final is not None and final > 0 else 0
