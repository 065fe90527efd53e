"""Approving in somebody's name: below the amount of four eyes at once, above it by two people, an approver among them."""

from __future__ import annotations

from daemon.desk import DeskRefused
from daemon.observe import events
from daemon.review.page import Permission, Visit, may
from daemon.store.four_eyes import FIRST, first_of_two, needs_two


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
        first = first_of_two(store.audit, reply)
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
