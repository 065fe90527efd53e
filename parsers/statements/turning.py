"""Which side of the account the statement counts as positive, where marks name the sides: a draft may be turned round."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from parsers.statements.draft import Draft
from parsers.statements.proof import is_marked
from parsers.statements.statement import Figure
from parsers.statements.surroundings import Facts


def is_turned(draft: Draft, facts: Facts, end: Decimal | None) -> bool:
    """Whether credits are the statement's positive side: a box that prints its closing balance without a mark says so itself."""
    for figure in (*facts.closings, *facts.dues):
        if end and not is_marked(figure) and abs(figure.amount) == abs(end):
            return figure.amount == -end
    return _stands_in_credit(draft)


def _stands_in_credit(draft: Draft) -> bool:
    """Whether most printed balances stand on the credit side: then that side is the statement's positive one."""
    balances = [line.balance for line in draft.lines if line.balance]
    balances += [
        figure.amount for figure in (*([draft.opening] if draft.opening else []), *draft.closings[:1]) if figure.amount
    ]
    negative = sum(1 for balance in balances if balance < 0)
    if 2 * negative == len(balances) and draft.closings:
        return draft.closings[0].amount < 0
    return 2 * negative > len(balances)


def turn(draft: Draft) -> Draft:
    """Return the draft with every signed amount turned round."""

    def other(figure: Figure) -> Figure:
        return replace(figure, amount=-figure.amount)

    return replace(
        draft,
        lines=tuple(
            replace(
                line,
                amount=None if line.amount is None else -line.amount,
                balance=None if line.balance is None else -line.balance,
            )
            for line in draft.lines
        ),
        opening=other(draft.opening) if draft.opening is not None else None,
        closings=tuple(other(figure) for figure in draft.closings),
        dues=tuple(other(figure) for figure in draft.dues),
        rows=tuple(replace(row, balance=None if row.balance is None else -row.balance) for row in draft.rows),
    )


def turned_to(figure: Figure, end: Decimal | None) -> Figure:
    """A box prints "1,234.00 CR" where the table's balances have no marks: the mark is then no sign of ours."""
    if end is not None and figure.amount == -end and any(mark in figure.read_as.upper() for mark in ("CR", "贷", "貸")):
        return Figure(end, figure.place, figure.read_as)
    return figure
