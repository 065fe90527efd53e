"""Is this the counterparty's first statement? The policy may want a person to see how it reads before machines answer."""

from __future__ import annotations

from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome

GATE = "first_statement"


def ask(facts: CaseFacts) -> Because:
    """Return HOLD for a first statement where the policy says so."""
    if facts.first_statement and facts.limits.hold_first_statement and facts.statement is not None:
        return Because(GATE, Outcome.HOLD, "This is the counterparty's first statement.")
    return Because(GATE, Outcome.CONFIRM, "First statements are treated like others, or this is none.")
