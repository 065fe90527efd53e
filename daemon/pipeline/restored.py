"""A store out of a backup is behind the world: what it calls ready, or never saw, may have left since.

Nothing that may have left leaves again: such replies are `uncertain`, which evidence settles (Sent, our own blind copy), or a
person.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection

from daemon.mailboxes.base import Settled
from daemon.observe import events
from daemon.observe.logs import logger
from daemon.pipeline.work import Work
from daemon.store.restore import restored_at
from daemon.store.states import CaseState, ReplyState

log = logger("pipeline.restored")


CLOCKS_APART = dt.timedelta(minutes=5)
"""By how much the clock of a mail server may be ahead of ours."""

_NOT_LEFT = (ReplyState.DRAFT, ReplyState.FAILED, ReplyState.READY, ReplyState.SENDING)


def doubt_restored(work: Work, backup_at: dt.datetime, by: str) -> int:
    """Make every reply `uncertain` that had not left when the backup was made, drafts too: each may have been approved since, and
    whoever approved it now would send it a second time. Return how many.
    """
    store, now, doubted = work.store, work.clock(), 0
    why = f"The store was restored from a backup of {backup_at:%Y-%m-%d %H:%M} UTC; this reply may have left after it was made."
    with store.writing() as tx:
        while found := store.outbox.in_states(_NOT_LEFT, tx=tx):
            for reply in found:
                store.outbox.doubt(tx, reply, now, why)
                case = store.cases.get(reply.case, tx)
                if case.state is CaseState.ANSWERING:
                    store.cases.move(tx, case, CaseState.WAITING, now)
                store.messages.ask_settling(tx, case.message, Settled.HELD)
                facts = {"message_id": reply.message_id, "answer": why}
                store.audit.add(tx, now, events.REPLY_UNCERTAIN, actor=by, case=reply.case, facts=facts)
                doubted += 1
        facts = {"backup_at": backup_at.isoformat(), "uncertain": str(doubted)}
        store.audit.add(tx, now, events.STORE_RESTORED, actor=by, facts=facts)
    log.info(events.STORE_RESTORED, backup_at=backup_at.isoformat(), uncertain=doubted)
    return doubted


def may_have_left(work: Work, tx: Connection, case: int) -> str:
    """Say why the reply of a case may have left already: its mail came before the store was restored; "" where it cannot have."""
    restored = restored_at(tx)
    if restored is None:
        return ""
    message = work.store.messages.get(work.store.cases.get(case, tx).message, tx)
    # A mailbox that was itself copied or moved may say "now" of every mail; the line of the server that took it in stays.
    came = min(message.received_at, work.opened(message).stamped_at or message.received_at)
    if came > restored + CLOCKS_APART:
        return ""
    return f"The store was restored from a backup at {restored:%Y-%m-%d %H:%M} UTC; this mail came before, and may have been answered."
