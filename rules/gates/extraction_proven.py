"""Do the printed figures prove the reading? A figure that was misread or repaired must never be quoted back without a person."""

from __future__ import annotations

from parsers.statements.statement import Outcome as Checked
from parsers.statements.statement import Verdict
from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome

GATE = "extraction_proven"


def ask(facts: CaseFacts) -> Because:
    """Return HOLD for a broken, unproven or repaired reading, and where pages or files could not be read."""
    if facts.statement is None:
        return Because(GATE, Outcome.CONFIRM, "There is no reading to prove.")
    proof = facts.statement.proof
    if proof.verdict is Verdict.BROKEN:
        failing = next((check for check in proof.checks if check.outcome is Checked.FAILS), None)
        detail = f": {failing.detail}" if failing else ""
        return Because(
            GATE, Outcome.HOLD, f"The statement's own figures contradict each other{detail}.".replace("..", ".")
        )
    if proof.verdict is Verdict.UNPROVEN:
        return Because(GATE, Outcome.HOLD, "Nothing printed on the statement proves that it was read rightly.")
    if proof.repairs:
        return Because(
            GATE, Outcome.HOLD, f"A value was put right by arithmetic: {proof.repairs[0].because}.".replace("..", ".")
        )
    if facts.problems:
        problem = facts.problems[0]
        return Because(GATE, Outcome.HOLD, f"Something could not be read: {problem.message}", {"problem": problem.code})
    return Because(GATE, Outcome.CONFIRM, f"The reading is {proof.verdict.value} by the printed figures.")
