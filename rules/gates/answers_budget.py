"""Were there not too many answers already: to this counterparty today, to this sender's domain or to anybody within an hour, and to all
within a day against a usual one?

A loop between two machines ends here at the latest, and so does a flood: whatever goes wrong, it goes wrong a few times only.
"""

from __future__ import annotations

from rules.model.case_facts import CaseFacts, Given, Limits
from rules.model.decision import Because, Outcome

GATE = "answers_budget"


def ask(facts: CaseFacts) -> Because:
    """Return HOLD where one of the budgets is spent."""
    spent = exceeded(facts.given, facts.limits)
    if spent:
        return Because(GATE, Outcome.HOLD, spent)
    return Because(GATE, Outcome.CONFIRM, f"{facts.given.today} answers went to this counterparty today.")


def exceeded(given: Given, limits: Limits) -> str:
    """Say in a sentence which budget is spent, "" where none is."""
    if limits.answers_per_day is not None and given.today >= limits.answers_per_day:
        return f"{given.today} answers went to this counterparty today already."
    if limits.answers_per_domain is not None and given.domain >= limits.answers_per_domain:
        return f"{given.domain} answers went to the sender's domain within an hour already."
    if limits.answers_per_hour is not None and given.service >= limits.answers_per_hour:
        return f"The service gave {given.service} answers within an hour already; all others wait for a person."
    return _unusual(given, limits)


def _unusual(given: Given, limits: Limits) -> str:
    """Say where far more answers were given within a day than on a usual one: something is wrong, whatever it is."""
    if limits.answers_times_usual is None or given.usual_day is None:
        return ""
    if given.service_day < max(limits.usual_answers, limits.answers_times_usual * given.usual_day):
        return ""
    return (
        f"The service gave {given.service_day} answers within a day, on a usual one {given.usual_day}; "
        "all others wait for a person."
    )
