"""A reply in doubt is settled by evidence: a mail with its Message-ID in Sent, in the way out itself, or our own blind copy.

Evidence only ever shows that a reply did leave. Where none is found the reply stays in doubt, with that said, and a person decides:
a Sent folder without it proves nothing (many servers lay nothing there by themselves). Nothing here sends anything.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import time

from daemon.mail.incoming import OpenedMail
from daemon.mail.mime import as_bytes
from daemon.mailboxes.base import LooksIntoSent, MailboxConnection, Settled
from daemon.observe import events
from daemon.observe.logs import logger
from daemon.outgoing.base import KnowsWhatLeft, NotSent, Transport
from daemon.pipeline.rest import come_to_rest
from daemon.pipeline.work import Work
from daemon.store.messages import Message
from daemon.store.outbox import Reply
from daemon.store.states import CaseState, MessageState, ReplyState

log = logger("pipeline.evidence")

LOOK_EVERY = 300.0
"""Seconds between two looks of one mailbox or way out; the first is at the start."""

LOOK_FOR = dt.timedelta(days=14)
"""How long evidence is looked for; afterwards a person must have decided."""

PATIENCE = dt.timedelta(minutes=15)
"""After it the reply says that it was looked for in vain: a copy may take its time."""

_IN_VAIN = "was looked for in vain"
_BODY = re.compile(rb"\r?\n\r?\n")


def in_doubt(work: Work, mailbox: str | None = None) -> list[Reply]:
    """Return the replies in doubt that evidence is still looked for, of one mailbox or all."""
    since = work.clock() - LOOK_FOR
    found = work.store.outbox.in_states([ReplyState.UNCERTAIN])
    return [reply for reply in found if reply.updated_at >= since and mailbox in {None, reply.mailbox}]


def look_for_copies(work: Work) -> int:
    """Settle what our own blind copy came back of. Return how many."""
    settled = 0
    for reply in in_doubt(work):
        message = work.store.messages.own_copy(reply.message_id)
        if message is not None:
            settled += _left(work, reply, f"our own blind copy came to {message.mailbox} (mail {message.id})")
    return settled


def look_into_sent(work: Work, mailbox: str, connection: MailboxConnection) -> int:
    """Settle what lies in the Sent folder of its mailbox. Return how many. Raises `MailboxError`."""
    if not isinstance(connection, LooksIntoSent):
        return 0
    settled = 0
    for reply in in_doubt(work, mailbox):
        found = connection.in_sent(reply.message_id)
        if found:
            settled += _left(work, reply, f"found in Sent of {mailbox}", copied=True)
        elif found is not None:
            _in_vain(work, reply, f"in Sent of {mailbox}")
    return settled


def look_at_way_out(work: Work, way_out: Transport) -> int:
    """Settle what the way out itself knows to have left. Return how many. Raises `NotSent`."""
    if not isinstance(way_out, KnowsWhatLeft):
        return 0
    settled = 0
    for reply in in_doubt(work):
        found = way_out.has_left(sender=reply.sender, message_id=reply.message_id)
        if found:
            settled += _left(work, reply, found)
        else:
            _in_vain(work, reply, "where replies leave")
    return settled


class AtTimes:
    """Looks at the way out every `LOOK_EVERY` seconds; where it cannot be asked, what is in doubt stays so until the next look."""

    def __init__(self, work: Work, way_out: Transport) -> None:
        self._work = work
        self._way_out = way_out
        self._looked = -math.inf

    def once(self) -> None:
        if time.monotonic() - self._looked < LOOK_EVERY:
            return
        self._looked = time.monotonic()
        try:
            look_at_way_out(self._work, self._way_out)
        except NotSent as error:
            log.warning(events.LOOP_FAILED, loop="evidence", error=str(error), retry_seconds=LOOK_EVERY)


def own_copy(work: Work, message: Message, opened: OpenedMail) -> Reply | None:
    """Return the reply whose blind copy this mail is: our sender and Message-ID, and our words to the last byte.

    Everything else with a Message-ID of ours is an incoming mail as any other: whoever got a reply knows its Message-ID.
    """
    if not work.settings.outgoing.blind_copy or not opened.message_id:
        return None
    reply = work.store.outbox.by_message_id(opened.message_id)
    if reply is None or not work.store.archive.holds(reply.mail) or reply.sender.casefold() != opened.sender.casefold():
        return None
    ours = {_body(as_bytes(work.store.outbox.mail(reply), work.clock()))}
    if reply.mime and work.store.archive.holds(reply.mime):
        ours.add(
            _body(work.store.archive.get(reply.mime))
        )  # as it was handed over: a person may have changed its words since
    return reply if _body(work.raw(message).content) in ours else None


def take_own_copy(work: Work, message: Message, opened: OpenedMail, reply: Reply) -> None:
    """Keep a claimed mail as the blind copy of a reply: evidence, and nothing that is answered or shown to staff."""
    store, now = work.store, work.clock()
    with store.writing() as tx:
        store.messages.move(
            tx,
            message,
            MessageState.OWN,
            sender=opened.sender,
            subject=opened.subject,
            message_id=reply.message_id,
            authenticated=opened.authenticated,
        )
        store.messages.ask_settling(tx, message.id, Settled.DONE)
        facts = {"message_id": reply.message_id}
        store.audit.add(tx, now, events.OWN_COPY_CAME, message=message.id, case=reply.case, facts=facts)
    log.info(events.OWN_COPY_CAME, case=reply.case, message_id=reply.message_id)


def _left(work: Work, reply: Reply, evidence: str, *, copied: bool = False) -> int:
    """Count a reply in doubt as sent. Return 1, or 0 where somebody was quicker."""
    store, now = work.store, work.clock()
    answer = f"It did leave: {evidence}."
    with store.writing() as tx:
        reply = store.outbox.get(reply.id, tx)
        if reply.state is not ReplyState.UNCERTAIN:
            return 0
        # Without the bytes that were handed over (a store out of a backup) there is nothing to lay into Sent.
        store.outbox.move(tx, reply, ReplyState.SENT, now, answer=answer, copied=copied or not reply.mime)
        case = store.cases.get(reply.case, tx)
        if case.state is CaseState.WAITING:
            store.cases.move(tx, case, CaseState.DONE, now)
        facts = {"message_id": reply.message_id, "answer": answer, "evidence": evidence}
        store.audit.add(tx, now, events.REPLY_SENT, case=case.id, facts=facts)
        come_to_rest(work, tx, case.message)
    log.info(events.REPLY_SENT, case=reply.case, message_id=reply.message_id, answer=answer)
    return 1


def _in_vain(work: Work, reply: Reply, where: str) -> None:
    """Say once, after a while, that no evidence was found; the reply stays in doubt."""
    store, now = work.store, work.clock()
    if now - reply.updated_at < PATIENCE or _IN_VAIN in reply.answer:
        return
    with store.writing() as tx:
        reply = store.outbox.get(reply.id, tx)
        if reply.state is not ReplyState.UNCERTAIN:
            return
        store.outbox.reported(
            tx, reply, f"{reply.answer} It {_IN_VAIN} {where}; whether it arrived is for a person to say."
        )
        facts = {"message_id": reply.message_id, "where": where}
        store.audit.add(tx, now, events.EVIDENCE_MISSING, case=reply.case, facts=facts)
    log.warning(events.EVIDENCE_MISSING, case=reply.case, message_id=reply.message_id, where=where)


def _body(content: bytes) -> bytes:
    """Return what stands under the header, whatever the line ends."""
    under = _BODY.split(content, maxsplit=1)
    return under[1].replace(b"\r\n", b"\n").rstrip() if len(under) == 2 else b""
