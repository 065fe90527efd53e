"""The opening balances: what they carry in that we do not, or the reverse, arose before the statement's period."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rules.differences.rest import Rest
from rules.known import again
from rules.model.difference import Difference, Fact, Reason
from rules.model.told import ToldDifference


def explain(rest: Rest) -> Iterator[Difference]:
    """Yield one difference where both opening balances are known and differ; where the gap is exactly what was told before
    and is still open, one for each of these.
    """
    theirs, ours = rest.opening_theirs, rest.opening_ours
    if theirs is None or theirs == ours:
        return
    if rest.known and sum((one.amount for one in rest.known), Decimal(0)) == theirs - ours:
        yield from map(_carried, rest.known)
        return
    facts: dict[str, Fact] = {"theirs": theirs, "ours": ours, "gap": theirs - ours, "kind": "other"}
    start = rest.pool.statement.period.start if rest.pool.statement.period else None
    if start is not None:
        facts["date"] = start
    # An export of one month without its opening balance looks as if nothing had been before: nobody is told so unseen.
    unknown = not ours and not rest.before and not rest.opened
    more = " Our ledger holds nothing of earlier days: look whether its opening balance is missing." if unknown else ""
    yield Difference(
        amount=theirs - ours,
        reason=Reason.PRIOR_PERIOD,
        facts=facts,
        explanation=f"Their opening balance is {theirs}, ours {ours}: the gap arose before the period.{more}",
        certain=not unknown,
    )


def _carried(known: ToldDifference) -> Difference:
    """Return what was open at the beginning of the period, with the reason that it had: `carried`."""
    facts: dict[str, Fact] = {"kind": known.kind, "carried": known.reason.value}
    if known.reference:
        facts["reference"] = known.reference
    if known.date is not None:
        facts["date"] = known.date
    name = f"{known.kind.replace('_', ' ').replace('other', 'item')} {known.reference or known.date or ''}".rstrip()
    text = f"The opening balances still differ by {name} ({known.reason.value.replace('_', ' ')})."
    return again(Difference(amount=known.amount, reason=Reason.PRIOR_PERIOD, facts=facts, explanation=text), known)
