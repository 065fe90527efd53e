"""Did our own letter or workbook come back? What was ticked, signed or written on it is for a person to read."""

from __future__ import annotations

from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome

GATE = "own_paper_returned"


def ask(facts: CaseFacts) -> Because:
    """Return HOLD where a file of the mail is a confirmation letter, a reply slip or a workbook of differences that we sent."""
    name = next((name for name, form in facts.forms if form.ours), "")
    if name:
        return Because(
            GATE,
            Outcome.HOLD,
            f"The file {name} is a paper of ours that came back: read what was ticked, signed or written on it.",
            {"file": name},
        )
    return Because(GATE, Outcome.CONFIRM, "None of our own papers came back.")
