"""Does the mail hold one statement of this account and day only? Two that differ cannot both be theirs, or each is a part of it.

Such a pair is a draft beside the final paper, or two branches that share one account of ours: what is missing on the one stands
on the other. The same holds for a paper's part in another currency, and for last month's statement beside this one.
"""

from __future__ import annotations

from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome

GATE = "only_of_its_day"


def ask(facts: CaseFacts) -> Because:
    """Return HOLD where the same mail holds another statement of the same account and day that says something else, or any other that lists what
    would be told as missing.
    """
    if facts.rivals:
        return Because(
            GATE,
            Outcome.HOLD,
            f"The mail holds another statement of the same account and day that differs: {', '.join(facts.rivals)}.",
        )
    if facts.listed_elsewhere:
        return Because(
            GATE,
            Outcome.HOLD,
            f"Another statement in the mail lists what is missing on this one: {', '.join(dict.fromkeys(facts.listed_elsewhere))}.",
        )
    return Because(GATE, Outcome.CONFIRM, "The mail holds no other statement of the same account and day.")
