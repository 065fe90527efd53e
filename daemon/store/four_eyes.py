"""Four eyes: which replies two people must look at, and who of them has already said yes to the very words."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import Connection

from daemon.observe import events
from daemon.store.audit import Audit
from daemon.store.figures import Figures
from daemon.store.outbox import Reply

FIRST = "approved first of two"


def needs_two(figures: Figures | None, limit: Decimal | None) -> bool:
    """Whether two people must look: a balance or the gap is above the limit, or is not known."""
    if limit is None:
        return False
    if figures is None:
        return True
    known = [abs(amount) for amount in (figures.ours, figures.theirs, figures.gap) if amount is not None]
    return not known or max(known) > limit


def first_of_two(audit: Audit, reply: Reply, tx: Connection | None = None) -> str:
    """Return who approved these very words first, "" where nobody did: what was edited since, made anew or held back begins again."""
    for row in reversed(list(audit.rows(reply.case, tx))):
        if row.event in {events.REPLY_READY, events.REPLY_WITHHELD}:
            return ""  # it was approved, and held back
        if row.facts.get("what") == FIRST and row.facts.get("mail") == reply.mail:
            return row.actor
    return ""
