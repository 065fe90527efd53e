"""Put right what could not be read, where a chain of printed running balances leaves one solution.

Only a cell that stands there and could not be read is repaired (an error cell, a formula without its value, letters among the
digits): its amount is the difference of the printed balances before and after it. Nothing readable is ever changed: on digital paper
a figure that contradicts is the paper's own error, and a person must see it. Totals alone never repair, since more than one
cell could make a sum fit. Each repair is recorded with both readings, and a repaired statement is never `proven`, because the repaired
amount is no longer covered by a figure of its own.
"""

from __future__ import annotations

from dataclasses import replace

from parsers.statements.draft import Draft
from parsers.statements.statement import Repair


def repaired(draft: Draft) -> tuple[Draft, tuple[Repair, ...]]:
    """Return the draft with its unreadable amounts solved where the chain allows it, and what was put right."""
    if all(line.amount is not None for line in draft.lines):
        return draft, ()
    order = list(range(len(draft.lines)))
    if draft.descending:
        order.reverse()
    lines = list(draft.lines)
    repairs: list[Repair] = []
    before = draft.opening.amount if draft.opening is not None else None
    for index in order:
        line = lines[index]
        if line.amount is None and before is not None and line.balance is not None:
            amount = line.balance - before
            lines[index] = replace(line, amount=amount)
            repairs.append(
                Repair(
                    field="amount",
                    read_as=line.read_as,
                    repaired_to=str(amount),
                    because=f"the balance goes from {before} to {line.balance}",
                    place=line.place,
                    line=index,
                )
            )
        before = (
            line.balance
            if line.balance is not None
            else None
            if line.amount is None or before is None
            else before + line.amount
        )
    return replace(draft, lines=tuple(lines)), tuple(repairs)
