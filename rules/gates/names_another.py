"""Do the mail's subject, words or files' names speak of another counterparty's account? Then somebody asks for what is not theirs, or has
taken the wrong file: either way a person looks before any figure leaves.

The sender alone decides whose ledger is read; what a mail names only ever takes an answer away.
"""

from __future__ import annotations

from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome

GATE = "names_another"


def ask(facts: CaseFacts) -> Because:
    """Return HOLD where the mail names an account or a counterparty of ours that is not the sender's."""
    if facts.counterparty is not None and facts.names_others:
        return Because(
            GATE, Outcome.HOLD, f"The mail names {', '.join(facts.names_others)}, which is not the sender's."
        )
    return Because(GATE, Outcome.CONFIRM, "The mail names nobody else's account.")
