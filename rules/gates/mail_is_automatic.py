"""Is the mail automatic? Automatic replies, bounces and bulk mail are never answered; what may be a statement sent by a
program is held for a person.
"""

from __future__ import annotations

from rules.model.case_facts import Automatic, CaseFacts
from rules.model.decision import Because, Outcome

GATE = "mail_is_automatic"


def ask(facts: CaseFacts) -> Because:
    """Return IGNORE for mail to be dropped, HOLD for automatic mail that a person should see."""
    if facts.automatic is Automatic.DROP:
        return Because(GATE, Outcome.IGNORE, facts.automatic_because or "The mail is automatic and is never answered.")
    if facts.automatic is Automatic.HOLD:
        return Because(GATE, Outcome.HOLD, facts.automatic_because or "The mail looks automatic; a person decides.")
    return Because(GATE, Outcome.CONFIRM, "The mail was written by a person.")
