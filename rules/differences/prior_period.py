"""The opening balances: what they carry in that we do not, or the reverse, arose before the statement's period."""

from __future__ import annotations

from collections.abc import Iterator

from rules.differences.rest import Rest
from rules.model.difference import Difference, Fact, Reason


def explain(rest: Rest) -> Iterator[Difference]:
    """Yield one difference where both opening balances are known and differ."""
    theirs, ours = rest.opening_theirs, rest.opening_ours
    if theirs is None or theirs == ours:
        return
    facts: dict[str, Fact] = {"theirs": theirs, "ours": ours, "gap": theirs - ours, "kind": "other"}
    start = rest.pool.statement.period.start if rest.pool.statement.period else None
    if start is not None:
        facts["date"] = start
    yield Difference(
        amount=theirs - ours,
        reason=Reason.PRIOR_PERIOD,
        facts=facts,
        explanation=f"Their opening balance is {theirs}, ours {ours}: the gap arose before the period.",
    )
