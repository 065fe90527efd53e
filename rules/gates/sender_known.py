"""Is the sender on file for a counterparty? Whoever is not learns nothing, whatever the paper names."""

from __future__ import annotations

from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome

GATE = "sender_known"


def ask(facts: CaseFacts) -> Because:
    """Return HOLD for a sender that is on file nowhere."""
    if facts.counterparty is None or not facts.sender_on_file:
        return Because(
            GATE,
            Outcome.HOLD,
            f"{facts.sender or 'The sender'} is not on file for exactly one counterparty.",
            {"sender": facts.sender},
        )
    return Because(GATE, Outcome.CONFIRM, f"{facts.sender} is on file for {facts.counterparty.code}.")
