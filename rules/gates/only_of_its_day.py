"""Does the mail hold one statement of this account and day only? Two that differ cannot both be theirs, or each is a part of it.

Such a pair is a draft beside the final paper, or two branches that share one account of ours: what is missing on the one stands
on the other.
"""

from __future__ import annotations

from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome

GATE = "only_of_its_day"


def ask(facts: CaseFacts) -> Because:
    """Return HOLD where the same mail holds another statement of the same account and day that says something else."""
    if facts.rivals:
        return Because(
            GATE,
            Outcome.HOLD,
            f"The mail holds another statement of the same account and day that differs: {', '.join(facts.rivals)}.",
        )
    return Because(GATE, Outcome.CONFIRM, "The mail holds no other statement of the same account and day.")
