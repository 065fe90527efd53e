"""Was not enough said in this thread? Who still writes after several answers of a machine wants a person, or is a machine too."""

from __future__ import annotations

from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome

GATE = "thread_depth"


def ask(facts: CaseFacts) -> Because:
    """Return HOLD where the thread that the mail continues holds as many answers of ours as may be given."""
    limit = facts.limits.answers_per_thread
    if limit is not None and facts.answers_in_thread >= limit:
        return Because(GATE, Outcome.HOLD, f"The thread already holds {facts.answers_in_thread} answers of ours.")
    return Because(GATE, Outcome.CONFIRM, f"The thread holds {facts.answers_in_thread} answers of ours.")
