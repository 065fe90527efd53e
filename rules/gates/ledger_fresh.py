"""Is our ledger recent enough to be quoted? An old export calls differences what was booked since."""

from __future__ import annotations

from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome

GATE = "ledger_fresh"


def ask(facts: CaseFacts) -> Because:
    """Return HOLD where the export is older than the policy allows."""
    limit, age = facts.limits.ledger_max_age_days, facts.ledger_age_days
    if facts.statement is None or limit is None:
        return Because(GATE, Outcome.CONFIRM, "No limit of age applies.")
    if age is None:
        return Because(GATE, Outcome.HOLD, "There is no ledger to compare with.")
    if age > limit:
        return Because(
            GATE, Outcome.HOLD, f"The ledger export is {age} days old, above the limit of {limit}.", {"days": str(age)}
        )
    return Because(GATE, Outcome.CONFIRM, f"The ledger export is {age} days old.")
