"""Does our ledger cover the days of the statement? Nobody is told how our books stood on a day that the export does not know.

An export knows the days from its opening balance to the day on which it was made. A statement of a later day (or of one that is
still to come) may hold what we have booked since; one that reaches further back lists what is inside our opening balance. A list
of open items knows its own day alone: what was open before and has been paid since is in it no more.
"""

from __future__ import annotations

import datetime as dt

from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome
from rules.model.difference import Reason
from rules.model.reconciliation import Reconciliation

GATE = "ledger_covers"

_ONE_DAY = dt.timedelta(days=1)


def ask(facts: CaseFacts) -> Because:
    """Return HOLD where the statement closes after the export was made or before it begins, lists unmatched lines before it, or
    lists what a list of open items of a later day may have lost.
    """
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
    if (made is None or as_of is None or as_of < made) and _lists_open_only(found) and _of_theirs(found):
        return Because(
            GATE,
            Outcome.HOLD,
            f"Our ledger lists only what is open now; what has been paid since {as_of} is not in it.",
        )
    return Because(GATE, Outcome.CONFIRM, "Our ledger covers the days of the statement.")


def _lists_open_only(found: Reconciliation) -> bool:
    """Whether each of our entries is wholly open. Books of which nothing was ever paid look so too; then a person looks in vain."""
    entries = found.ledger.entries
    return bool(entries) and all(entry.amount and entry.open_amount == entry.amount for entry in entries)


def _of_theirs(found: Reconciliation) -> bool:
    """Whether something of theirs is missing in our list, or stands there with another amount."""
    return any(difference.lines and difference.amount for difference in found.differences)
