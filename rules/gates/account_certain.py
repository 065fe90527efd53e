"""Is it certain which of our accounts the statement speaks of? It must be one of this sender's own."""

from __future__ import annotations

from rules.document_numbers import exact_form
from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome

GATE = "account_certain"


def ask(facts: CaseFacts) -> Because:
    """Return HOLD where no account, or not a certain one, was laid against the statement."""
    if facts.statement is None:
        return Because(GATE, Outcome.CONFIRM, "There is no statement to lay against an account.")
    if facts.account_problem:
        return Because(GATE, Outcome.HOLD, facts.account_problem)
    if facts.account is None or facts.reconciliation is None:
        return Because(GATE, Outcome.HOLD, "No account of ours was laid against the statement.")
    if exact_form(facts.reconciliation.ledger.account) != exact_form(facts.account):
        return Because(GATE, Outcome.HOLD, "The account laid against the statement is not the one chosen.")
    return Because(GATE, Outcome.CONFIRM, f"The statement speaks of account {facts.account}.")
