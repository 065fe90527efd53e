"""Were there not too many answers to this counterparty today? A loop between two machines ends here at the latest."""

from __future__ import annotations

from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome

GATE = "answers_budget"


def ask(facts: CaseFacts) -> Because:
    """Return HOLD where the day's number of answers is reached."""
    limit = facts.limits.answers_per_day
    if limit is not None and facts.answers_today >= limit:
        return Because(GATE, Outcome.HOLD, f"{facts.answers_today} answers went to this counterparty today already.")
    return Because(GATE, Outcome.CONFIRM, f"{facts.answers_today} answers went to this counterparty today.")
