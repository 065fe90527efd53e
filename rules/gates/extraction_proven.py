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
    # What a person corrected a person answers for: the sums agree with it, and no such reply leaves without approval.
    by_arithmetic = next((repair for repair in proof.repairs if not repair.by), None)
    if by_arithmetic is not None:
        return Because(
            GATE, Outcome.HOLD, f"A value was put right by arithmetic: {by_arithmetic.because}.".replace("..", ".")
        )
    if facts.problems:
        problem = facts.problems[0]
        return Because(GATE, Outcome.HOLD, f"Something could not be read: {problem.message}", {"problem": problem.code})
    by_hand = f", {len(proof.repairs)} of its values {proof.repairs[0].because}" if proof.repairs else ""
    return Because(GATE, Outcome.CONFIRM, f"The reading is {proof.verdict.value} by the printed figures{by_hand}.")
