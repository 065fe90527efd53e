"""The bridge: from our balance to theirs through the differences, exactly. What nothing explains is a step of its own."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from parsers.statements.statement import Statement
from rules.as_at import turned
from rules.model.difference import Difference, Reason
from rules.model.reconciliation import Bridge, Step


def their_balance(statement: Statement, sign: int, opening: Decimal) -> Decimal:
    """Return their closing balance in our sign: the printed one, else the opening balance (theirs, else `opening`) + lines."""
    if statement.closing is not None:
        return turned(statement.closing.amount, sign)
    start = turned(statement.opening.amount, sign) if statement.opening is not None else opening
    return start + turned(sum((line.amount for line in statement.lines), Decimal(0)), sign)


def unexplained(ours: Decimal, theirs: Decimal, differences: Sequence[Difference]) -> Difference | None:
    """Return the remainder that no difference explains, None where there is none: their own figures do not add up."""
    rest = theirs - ours - sum((difference.amount for difference in differences), Decimal(0))
    if not rest:
        return None
    return Difference(
        amount=rest,
        reason=Reason.UNEXPLAINED,
        facts={"gap": rest, "kind": "other"},
        explanation=f"Their printed closing balance differs by {rest} from what their own opening balance and lines give.",
        certain=False,
    )


def build(ours: Decimal, theirs: Decimal, differences: Sequence[Difference]) -> Bridge:
    """Return the bridge; differences without an amount are no steps."""
    steps = tuple(
        Step(label=label_of(difference), amount=difference.amount, difference=position)
        for position, difference in enumerate(differences)
        if difference.amount
    )
    return Bridge(ours=ours, theirs=theirs, steps=steps)


def label_of(difference: Difference) -> str:
    """Return the reason in words and the document."""
    words = difference.reason.value.replace("_", " ").capitalize()
    reference = difference.facts.get("reference")
    return f"{words}: {reference}" if reference else words
