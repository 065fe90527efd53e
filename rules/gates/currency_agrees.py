"""Is the statement in the currency of our account? Amounts of two currencies cannot tie."""

from __future__ import annotations

from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome

GATE = "currency_agrees"


def ask(facts: CaseFacts) -> Because:
    """Return HOLD where the printed currency is not that of our entries or of the counterparty."""
    if facts.statement is None or facts.reconciliation is None or facts.statement.currency is None:
        return Because(GATE, Outcome.CONFIRM, "No currency is printed that could contradict ours.")
    printed = facts.statement.currency
    ours = {entry.currency for entry in facts.reconciliation.ledger.entries if entry.currency}
    if not ours and facts.counterparty is not None and facts.counterparty.currency:
        ours = {facts.counterparty.currency}
    if ours - {printed}:
        return Because(
            GATE,
            Outcome.HOLD,
            f"The statement is in {printed}, our account in {', '.join(sorted(ours))}.",
            {"currency": printed},
        )
    return Because(GATE, Outcome.CONFIRM, f"Both sides are in {printed}.")
