"""What is ready leaves: marked `sending` on the disk before the first byte goes, so that a crash never leads to a second mail.

The only caller of a transport. A reply found `sending` with nobody sending it is `uncertain` from then on.
"""

from __future__ import annotations

import threading
import time
from functools import partial

from sqlalchemy import Connection

from daemon.mail.mime import as_bytes
from daemon.observe import events
from daemon.observe.logs import logger
from daemon.outgoing.base import InDoubt, NotSent, Receipt, Transport
from daemon.pipeline.attempt import Crash, attempted
from daemon.pipeline.laid_drafts import out_of_the_way, stands_in_the_way
from daemon.pipeline.release import Leaving, may_leave
from daemon.pipeline.reply import withheld
from daemon.pipeline.rest import come_to_rest
from daemon.pipeline.retry import next_sending
from daemon.pipeline.work import Work
from daemon.store.outbox import Reply
from daemon.store.states import CaseState, ReplyState

log = logger("pipeline.send")

_CONCLUDED = {
    ReplyState.SENT: (CaseState.DONE, events.REPLY_SENT),
    ReplyState.UNCERTAIN: (CaseState.WAITING, events.REPLY_UNCERTAIN),
    ReplyState.FAILED: (CaseState.WAITING, events.REPLY_NOT_SENT),
}

PAUSED_SECONDS = 1.0
"""When more time than this has passed since the store was asked, the machine or the process may have stood still for any length."""

_ENDED = "The service ended while this reply was on its way; it may have left."


def send_due(work: Work, transport: Transport, stop: threading.Event | None = None) -> int:
    """Send every reply that is ready and due. Return how many were tried."""
    tried = 0
    for reply in work.store.outbox.due(work.clock()):
        if stop is not None and stop.is_set():
            break
        tried += 1
        send_guarded(work, transport, reply)
    return tried


def send_guarded(work: Work, transport: Transport, reply: Reply) -> None:
    """Send one reply that is ready; where that meets a fault of ours, set it aside. Failures of the world are raised."""
    crash = attempted(partial(send, work, transport, reply))
    if crash is not None:
        _our_fault(work, reply.id, crash)


def send(work: Work, transport: Transport, reply: Reply) -> None:
    """Send one reply that is ready, if the policy still lets it leave."""
    if not out_of_the_way(work, reply):
        return
    mail = work.store.outbox.mail(reply)
    content = as_bytes(mail, work.clock())
    mime = work.store.archive.put(content)
    asked = _passed()
    sending = _begin(work, reply, mime)
    if sending is None:
        return
    work.on_step("send:sending")
    if _passed() - asked > PAUSED_SECONDS:
        # Others may have taken this service for dead meanwhile and told a person that the reply is in doubt.
        work.store.database.require_held()
    told: Receipt | NotSent | InDoubt
    try:
        told = transport.send(
            sender=sending.sender, recipient=sending.recipient, message_id=sending.message_id, content=content
        )
    except (NotSent, InDoubt) as word:
        told = word
    else:
        work.on_step("send:accepted")
    work.told[sending.id] = told
    _conclude_told(work, sending)
    work.on_step("send:recorded")


def doubt_unfinished(work: Work) -> int:
    """Make every reply that is `sending` while nobody sends `uncertain`. Return how many.

    Where this process still knows what the server said, because the store did not take it (a lock, a full disk), that is recorded instead.
    """
    found = work.store.outbox.in_states([ReplyState.SENDING])
    for reply in found:
        if reply.id in work.told:
            _conclude_told(work, reply)
        else:
            _uncertain(work, reply, _ENDED)
    return len(found)


def abandoned(work: Work, reply_id: int) -> int:
    """Make one reply `uncertain` where it is `sending`, though surely nobody sends it. Return 1, or 0 where it was concluded."""
    reply = work.store.outbox.get(reply_id)
    if reply.state is not ReplyState.SENDING:
        return 0
    if reply.id in work.told:
        _conclude_told(work, reply)
    else:
        _uncertain(work, reply, _ENDED)
    return 1


def _passed() -> float:
    """Return seconds that pass also while the machine sleeps, whatever its clock is set to."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def _our_fault(work: Work, reply_id: int, crash: Crash) -> None:
    """Set a reply aside whose sending met a fault of ours, so that it does not keep the others waiting."""
    work.told.pop(reply_id, None)
    reply = work.store.outbox.get(reply_id)
    why = f"Our own fault: {crash.error}"
    log.error(events.STEP_FAILED, case=reply.case, step="send", attempt=reply.attempts, error=crash.error)
    if reply.state is ReplyState.SENDING:
        _uncertain(work, reply, why)
    elif reply.state is ReplyState.READY:
        with work.store.writing() as tx:
            _hold_back(work, tx, reply, ReplyState.DRAFT, why)


def _hold_back(work: Work, tx: Connection, reply: Reply, state: ReplyState, because: str) -> None:
    """Make a ready reply a draft again, or a shadow, with the reason for staff."""
    store, now = work.store, work.clock()
    store.outbox.move(tx, reply, state, now, answers=None)
    case = store.cases.get(reply.case, tx)
    store.cases.move(tx, case, CaseState.DONE if state is ReplyState.SHADOW else CaseState.WAITING, now)
    withheld(work, tx, case.id, because)
    store.audit.add(tx, now, events.REPLY_WITHHELD, case=case.id, facts={"because": because})
    come_to_rest(work, tx, case.message)


def _begin(work: Work, reply: Reply, mime: str) -> Reply | None:
    """Ask the policy once more and mark the reply as on its way. Return None where it may not leave now."""
    store, now = work.store, work.clock()
    with store.writing() as tx:
        reply = store.outbox.get(reply.id, tx)
        if reply.state is not ReplyState.READY or stands_in_the_way(work, tx, reply.case):
            return None
        case = store.cases.get(reply.case, tx)
        leaving = Leaving(
            case=reply.case,
            kind=reply.kind,
            sender=reply.sender,
            recipient=reply.recipient,
            counterparty=reply.counterparty,
            account=reply.account,
            authenticated=store.messages.get(case.message, tx).authenticated,
            message_id=reply.message_id,
            approved_by=reply.approved_by,
        )
        verdict = may_leave(work, tx, leaving)
        if verdict.state is ReplyState.READY:
            store.outbox.move(
                tx, reply, ReplyState.SENDING, now, verdict.permit, mime=mime, attempts=reply.attempts + 1
            )
            store.audit.add(
                tx, now, "reply_sending", case=reply.case, facts={"message_id": reply.message_id, "mime": mime}
            )
            return store.outbox.get(reply.id, tx)
        _hold_back(work, tx, reply, verdict.state, verdict.because)
    log.warning(events.REPLY_WITHHELD, case=reply.case, message_id=reply.message_id, because=verdict.because)
    return None


def _conclude_told(work: Work, reply: Reply) -> None:
    """Record what the way out said of a reply. Until the store has taken it, this process remembers it."""
    told = work.told[reply.id]
    if isinstance(told, NotSent):
        _not_sent(work, reply, told)
    elif isinstance(told, InDoubt):
        _uncertain(work, reply, str(told))
    else:
        _sent(work, reply, told)
    del work.told[reply.id]


def _sent(work: Work, reply: Reply, receipt: Receipt) -> None:
    _conclude(work, reply, ReplyState.SENT, receipt.answer)
    log.info(events.REPLY_SENT, case=reply.case, message_id=reply.message_id, answer=receipt.answer)


def _uncertain(work: Work, reply: Reply, why: str) -> None:
    _conclude(work, reply, ReplyState.UNCERTAIN, why)
    log.warning(events.REPLY_UNCERTAIN, case=reply.case, message_id=reply.message_id, error=why)


def _not_sent(work: Work, reply: Reply, refusal: NotSent) -> None:
    now = work.clock()
    due = None if refusal.permanent else next_sending(reply.attempts, reply.created_at, now, refusal.wait)
    if due is None:
        _conclude(work, reply, ReplyState.FAILED, str(refusal))
    else:
        with work.store.writing() as tx:
            work.store.outbox.move(tx, reply, ReplyState.READY, now, due_at=due, answer=str(refusal))
            work.store.audit.add(
                tx, now, events.REPLY_NOT_SENT, case=reply.case, facts={"error": str(refusal), "due": due.isoformat()}
            )
    log.warning(
        events.REPLY_NOT_SENT,
        case=reply.case,
        message_id=reply.message_id,
        permanent=refusal.permanent,
        error=str(refusal),
    )


def _conclude(work: Work, reply: Reply, state: ReplyState, answer: str) -> None:
    becomes, event = _CONCLUDED[state]
    store, now = work.store, work.clock()
    with store.writing() as tx:
        store.outbox.move(tx, reply, state, now, answer=answer)
        case = store.cases.get(reply.case, tx)
        if case.state is CaseState.ANSWERING:
            store.cases.move(tx, case, becomes, now)
        store.audit.add(tx, now, event, case=reply.case, facts={"message_id": reply.message_id, "answer": answer})
        come_to_rest(work, tx, case.message)
