"""Is the balance small enough to be answered without a person? The policy's limit, or the counterparty's own."""

from __future__ import annotations

from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome

GATE = "amount_limit"


def ask(facts: CaseFacts) -> Because:
    """Return HOLD where either balance exceeds the limit."""
    own = facts.counterparty.amount_limit if facts.counterparty is not None else None
    limits = [limit for limit in (own, facts.limits.amount) if limit is not None]
    if facts.reconciliation is None or not limits:
        return Because(GATE, Outcome.CONFIRM, "No limit applies.")
    limit = min(limits)
    bridge = facts.reconciliation.bridge
    balance = max(abs(bridge.ours), abs(bridge.theirs))
    if balance > limit:
        return Because(
            GATE, Outcome.HOLD, f"The balance {balance} is above the limit of {limit}.", {"limit": str(limit)}
        )
    return Because(GATE, Outcome.CONFIRM, f"The balance {balance} is within the limit of {limit}.")
