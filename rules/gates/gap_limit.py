"""Is the gap small enough to be told without a person? Single differences count too: two large ones may cancel out."""

from __future__ import annotations

from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome

GATE = "gap_limit"


def ask(facts: CaseFacts) -> Because:
    """Return HOLD where the gap between the balances, or one difference, exceeds the limit."""
    if facts.reconciliation is None or facts.limits.gap is None:
        return Because(GATE, Outcome.CONFIRM, "No limit applies.")
    bridge, limit = facts.reconciliation.bridge, facts.limits.gap
    amounts = [abs(bridge.theirs - bridge.ours), *(abs(one.amount) for one in facts.reconciliation.differences)]
    if max(amounts) > limit:
        return Because(
            GATE, Outcome.HOLD, f"A gap of {max(amounts)} is above the limit of {limit}.", {"limit": str(limit)}
        )
    return Because(GATE, Outcome.CONFIRM, f"No gap is above the limit of {limit}.")
