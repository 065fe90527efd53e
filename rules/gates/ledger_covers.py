"""Does our ledger cover the days of the statement? Nobody is told how our books stood on a day that the export does not know.

An export knows the days from its opening balance to the day on which it was made. A statement of a later day (or of one that is
still to come) may hold what we have booked since; one that reaches further back lists what is inside our opening balance.
"""

from __future__ import annotations

import datetime as dt

from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome
from rules.model.difference import Reason

GATE = "ledger_covers"

_ONE_DAY = dt.timedelta(days=1)


def ask(facts: CaseFacts) -> Because:
    """Return HOLD where the statement closes after the export was made or before it begins, or lists unmatched lines before it."""
    found = facts.reconciliation
    if found is None:
        return Because(GATE, Outcome.CONFIRM, "Nothing was compared with our ledger.")
    as_of, made, begins = found.ledger.as_of, facts.ledger_made, facts.ledger_begins
    if as_of is not None and made is not None and as_of > made:
        return Because(
            GATE, Outcome.HOLD, f"The statement closes on {as_of}, after our ledger export was made ({made})."
        )
    if as_of is not None and begins is not None and as_of < begins - _ONE_DAY:
        return Because(GATE, Outcome.HOLD, f"The statement closes on {as_of}, before our ledger begins ({begins}).")
    early = [
        day
        for difference in found.differences
        if difference.reason is not Reason.PRIOR_PERIOD
        for line in difference.lines
        if (day := found.statement.lines[line].date) is not None and begins is not None and day < begins
    ]
    if early:
        return Because(
            GATE,
            Outcome.HOLD,
            f"The statement lists an item of {min(early)}, from before our ledger begins ({begins}).",
        )
    return Because(GATE, Outcome.CONFIRM, "Our ledger covers the days of the statement.")
