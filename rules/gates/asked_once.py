"""Has the sender been asked already? A question that was answered with another file that nobody can read is not put a second time.

Two machines would go on for ever: one asks for an open copy, the other sends the same locked file.
"""

from __future__ import annotations

from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome

GATE = "asked_once"


def ask(facts: CaseFacts) -> Because:
    """Return HOLD where the mail answers a question of ours and still brings no statement."""
    if facts.answers_question and facts.statement is None:
        return Because(
            GATE,
            Outcome.HOLD,
            f"The mail answers our question of case {facts.answers_question} and still brings no statement that can be read.",
            {"case": facts.answers_question},
        )
    return Because(GATE, Outcome.CONFIRM, "The sender was not asked before.")
