"""Before any figure leaves: the independent checker must find the same sums, else the case is held."""

from __future__ import annotations

from dataclasses import replace

from parsers.ledgers.entry import LedgerAccount
from rules.checker import faults
from rules.decide import decide
from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Decision, Outcome

GATE = "independent_check"
CHECKED = frozenset({Outcome.CONFIRM, Outcome.DIFFERENCES})


def decided(facts: CaseFacts, account: LedgerAccount | None) -> Decision:
    """Ask the gates, and the independent checker before any figure leaves. `account` is what was compared with."""
    decision = decide(facts)
    return _checked(decision, facts, account) if decision.outcome in CHECKED else decision


def _checked(decision: Decision, facts: CaseFacts, account: LedgerAccount | None) -> Decision:
    """Let the independent checker add everything up again from the inputs; a fault holds the case."""
    found = ["there is no reconciliation"]
    if facts.reconciliation is not None and facts.statement is not None and account is not None:
        found = list(faults(facts.reconciliation, facts.statement, account))
    if not found:
        because = Because(GATE, decision.outcome, "An independent check found the same sums.")
        return replace(decision, because=(*decision.because, because))
    because = Because(GATE, Outcome.HOLD, f"An independent check does not agree: {'; '.join(found)}.", {})
    return Decision(Outcome.HOLD, (*decision.because, because))
