"""Approving in somebody's name: below the amount of four eyes at once, above it by two people, an approver among them."""

from __future__ import annotations

from decimal import Decimal

from daemon.desk import DeskRefused
from daemon.observe import events
from daemon.review.page import Permission, Visit, may
from daemon.store import Store
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


def first_of_two(store: Store, reply: Reply) -> str:
    """Return who approved these very words first, "" where nobody did: what was edited since, made anew or held back begins again."""
    for row in reversed(list(store.audit.rows(reply.case))):
        if row.event in {events.REPLY_READY, events.REPLY_WITHHELD}:
            return ""  # it was approved, and held back
        if row.facts.get("what") == FIRST and row.facts.get("mail") == reply.mail:
            return row.actor
    return ""


def approve(visit: Visit, case: int, seen: str) -> bool:
    """Let a case's reply leave in the visitor's name. Return False where a second person must say so too.

    `seen` names the words that he saw (`Reply.mail`): what somebody else has changed since is not approved unseen. Raises `DeskRefused`.
    """
    services, name = visit.services, visit.somebody.name
    store = services.store
    if needs_two(store.figures.get(case), services.settings.desk.four_eyes_above):
        reply = store.outbox.of_case(case)
        if reply is None:
            raise DeskRefused(visit.words("approval.no_reply"))
        if reply.mail != seen:
            raise DeskRefused(visit.words("approval.changed"))
        first = first_of_two(store, reply)
        if not first:
            with store.writing() as tx:
                store.marks.change(tx, case, first_approval=name)
                facts = {"what": FIRST, "mail": reply.mail}
                store.audit.add(tx, services.clock(), events.CASE_MARKED, actor=name, case=case, facts=facts)
            return False
        if first == name:
            raise DeskRefused(visit.words("approval.same_person"))
        if not visit.may(Permission.APPROVE) and not may(store.users.get(first), Permission.APPROVE):
            raise DeskRefused(visit.words("approval.approver_needed"))
    services.desk.approve(case, name, seen)
    return True
