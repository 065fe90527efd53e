"""Was the same statement answered before? It is never answered twice by itself."""

from __future__ import annotations

from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome

GATE = "repeated_statement"


def ask(facts: CaseFacts) -> Because:
    """Return HOLD for a statement that an earlier case holds already."""
    if facts.repeats_case:
        return Because(
            GATE,
            Outcome.HOLD,
            f"The same statement came before, as case {facts.repeats_case}.",
            {"case": facts.repeats_case},
        )
    return Because(GATE, Outcome.CONFIRM, "The statement has not come before.")
