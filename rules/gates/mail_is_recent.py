"""Was the mail written lately? A mail that was sent long ago and comes only now may be an old one sent again by somebody else.

A signature or a verdict of our border stays true for whoever kept the mail: the day in its Date field is what tells a repetition.
"""

from __future__ import annotations

import datetime as dt

from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome

GATE = "mail_is_recent"

_NEVER_POSTED = dt.timedelta(days=365)
"""A mail that no server took in by SMTP was laid there by somebody of ours, from an archive perhaps: only a very old one is odd."""

_CLOCKS_DIFFER = dt.timedelta(days=2)
_MAY_OVERTAKE = dt.timedelta(days=2)
"""A mail that a server on the way kept for a while may come after one that was sent later."""


def ask(facts: CaseFacts) -> Because:
    """Return HOLD where the Date is older than the policy lets it be, or from before a later mail that was answered already."""
    age, most = facts.mail_age_days, facts.limits.mail_max_age_days
    doubt = dt.timedelta(0) if facts.mail_stamped else _NEVER_POSTED
    if age is not None and most is not None and age > max(most, doubt.days):
        return Because(
            GATE,
            Outcome.HOLD,
            f"The mail is dated {age} days before it came: it may be an old one that was sent again.",
        )
    if age is not None and age < -(_CLOCKS_DIFFER + doubt).days:
        return Because(GATE, Outcome.HOLD, f"The mail is dated {-age} days after it came: its date cannot be true.")
    sent, answered = facts.mail_date, facts.answered_mail_date
    if sent is not None and answered is not None and sent < answered - _MAY_OVERTAKE:
        return Because(
            GATE,
            Outcome.HOLD,
            f"The mail is dated {sent}, before that of {answered} whose statement was answered already.",
        )
    if age is None:
        return Because(GATE, Outcome.CONFIRM, "The mail does not say when it was sent.")
    return Because(GATE, Outcome.CONFIRM, "The mail was sent lately.")
