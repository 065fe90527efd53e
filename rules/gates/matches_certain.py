"""Does the answer rest on guesses? Suggestions are for staff: a difference that may be explained otherwise is not told unasked."""

from __future__ import annotations

from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome
from rules.model.difference import Reason
from rules.model.match import Certainty

GATE = "matches_certain"


def ask(facts: CaseFacts) -> Because:
    """Return HOLD for suggested matches, uncertain differences, and items found on another account of ours."""
    found = facts.reconciliation
    if found is None:
        return Because(GATE, Outcome.CONFIRM, "There are no matches to doubt.")
    if any(difference.reason is Reason.OTHER_ACCOUNT for difference in found.differences):
        return Because(
            GATE, Outcome.HOLD, "An item of theirs seems to be posted to another account of ours; look at it first."
        )
    guessed = sum(match.certainty is Certainty.SUGGESTED for match in found.matches)
    doubtful = sum(
        not difference.certain and difference.reason is not Reason.UNEXPLAINED for difference in found.differences
    )
    if guessed or doubtful:
        return Because(
            GATE,
            Outcome.HOLD,
            f"{guessed} matches and {doubtful} differences are only suggestions.",
            {"count": str(guessed + doubtful)},
        )
    if found.notes:
        return Because(GATE, Outcome.HOLD, found.notes[0])
    return Because(GATE, Outcome.CONFIRM, "No match and no difference is a mere suggestion.")
