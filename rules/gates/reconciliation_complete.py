"""Is everything explained? An open bridge, an unexplained remainder or an unproved sign stops automation; else this gate says
whether there is anything to tell.
"""

from __future__ import annotations

from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome
from rules.model.difference import Reason

GATE = "reconciliation_complete"


def ask(facts: CaseFacts) -> Because:
    """Return CONFIRM where all agrees, DIFFERENCES where there are some, HOLD where the account of them is not complete."""
    found = facts.reconciliation
    if facts.statement is None:
        return Because(GATE, Outcome.CONFIRM, "There is nothing to compare.")
    if found is None:
        return Because(GATE, Outcome.HOLD, "The statement was not compared with our ledger.")
    if not found.orientation_proved:
        return Because(GATE, Outcome.HOLD, "Whether their debit is our credit is not proved by any amount.")
    if not found.bridge.closes:
        return Because(GATE, Outcome.HOLD, "The differences do not lead from our balance to theirs.")
    if any(difference.reason is Reason.UNEXPLAINED for difference in found.differences):
        return Because(GATE, Outcome.HOLD, "A part of the gap between the balances has no explanation.")
    if found.statement.opening is None and found.statement.closing is None:
        return Because(GATE, Outcome.HOLD, "The statement shows no balance that ours could be compared with.")
    if found.agreed:
        return Because(GATE, Outcome.CONFIRM, "Every line agrees, and so do the balances.")
    if found.differences:
        count = len(found.differences)
        told = "One difference explains" if count == 1 else f"{count} differences explain"
        return Because(GATE, Outcome.DIFFERENCES, f"{told} the gap to the cent.")
    return Because(GATE, Outcome.HOLD, "Nothing differs, yet not every line agrees with certainty.")
