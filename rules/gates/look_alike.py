"""Does the sender pass for somebody on file? A look-alike address is how invoices are redirected: staff see whom it resembles."""

from __future__ import annotations

from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome

GATE = "look_alike"


def ask(facts: CaseFacts) -> Because:
    """Return HOLD where an address in the mail's header is made to be taken for one on file."""
    if facts.look_alike:
        return Because(GATE, Outcome.HOLD, facts.look_alike)
    return Because(GATE, Outcome.CONFIRM, "No address in the mail's header resembles another one on file.")
