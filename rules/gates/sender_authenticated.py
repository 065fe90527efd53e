"""Does our own mail border vouch for the sender? Figures leave automatically only for authenticated senders."""

from __future__ import annotations

from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome

GATE = "sender_authenticated"


def ask(facts: CaseFacts) -> Because:
    """Return HOLD where nothing proves that the mail comes from the address it names."""
    if not facts.authenticated:
        return Because(
            GATE, Outcome.HOLD, facts.authenticated_because or "Nothing proves that the sender is who the mail says."
        )
    return Because(GATE, Outcome.CONFIRM, facts.authenticated_because or "The sender is authenticated.")
