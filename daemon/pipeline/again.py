"""A case that waits is worked on again, from what was read on; what it was drafted before is discarded."""

from __future__ import annotations

from sqlalchemy import Connection

from daemon.desk import DeskRefused
from daemon.pipeline.work import Work
from daemon.store.cases import Case
from daemon.store.outbox import DISCARDED
from daemon.store.states import CaseState, MessageState


def open_again(work: Work, tx: Connection, case_id: int) -> Case:
    """Put a closed case back to where its steps begin, and return it as it was.

    Only where nothing can have left: it had no reply, or one that was a draft when it was cancelled. Raises `DeskRefused`.
    """
    store = work.store
    case = store.cases.get(case_id, tx)
    if case.state is not CaseState.DONE:
        raise DeskRefused(f"Case {case_id} is {case.state}; only one that is done can be opened again.")
    if store.messages.get(case.message, tx).pruned_at is not None:
        raise DeskRefused(f"What case {case_id} stood on was removed, its time of keeping being over.")
    reply = store.outbox.of_case(case_id, tx)
    if reply is not None:
        if not store.outbox.never_tried(reply):
            raise DeskRefused(f"Case {case_id} has a reply that is {reply.state} and may have left; it stays closed.")
        store.outbox.discard(tx, reply)
    store.cases.move(tx, case, CaseState.RECOGNISED, work.clock(), trace="")
    return case


def work_again(work: Work, tx: Connection, case_id: int) -> Case:
    """Put a case that waits or is stuck back to where its steps begin, and return it as it was.

    A reply that left, or may have left, is never made a second time. Raises `DeskRefused`.
    """
    store, now = work.store, work.clock()
    case = store.cases.get(case_id, tx)
    if case.state not in {CaseState.WAITING, CaseState.STUCK}:
        raise DeskRefused(f"Case {case_id} is {case.state}; only one that waits or is stuck can be worked on again.")
    reply = store.outbox.of_case(case_id, tx)
    if reply is not None and reply.state not in DISCARDED:
        raise DeskRefused(f"Case {case_id} has a reply that is {reply.state}; it cannot be worked on again.")
    if reply is not None:
        store.outbox.discard(tx, reply)
    message = store.messages.get(case.message, tx)
    if message.state is MessageState.STUCK:
        store.messages.move(tx, message, MessageState.RECEIVED)
    else:
        store.cases.move(tx, case, CaseState.RECOGNISED, now, trace="")
    return case
