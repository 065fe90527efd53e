"""The mailbox is told what became of its mails, and gets a copy of what was sent. A mirror for people; the store is the truth."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from daemon.mailboxes.base import MailboxConnection, PermanentMailboxError, Settled
from daemon.observe import events
from daemon.observe.logs import logger
from daemon.pipeline.work import Work
from daemon.store.messages import Message
from daemon.store.outbox import Reply

log = logger("pipeline.settle")


def settle(work: Work, mailbox: str, connection: MailboxConnection) -> int:
    """Show every outcome that the mailbox does not show yet, and lay copies into Sent. Return how many things were done.

    What the mailbox refuses for good is said in the log and not tried again; the store knows the outcome all the same.
    """
    store = work.store
    messages, replies = store.messages.to_settle(mailbox), store.outbox.to_copy(mailbox)
    for number, (message, reply) in enumerate(zip_longest(messages, replies)):
        if number:
            work.on_step("settle:recorded")
        # One of each is recorded in one transaction; what was done before a failure is recorded all the same.
        done = _Done()
        try:
            if message is not None:
                _show(work, mailbox, connection, message)
                done.shown = message
            if reply is not None:
                _copy(work, connection, reply)
                done.copied = reply
        finally:
            _record(work, done)
    return len(messages) + len(replies)


@dataclass(slots=True)
class _Done:
    shown: Message | None = None
    copied: Reply | None = None


def _show(work: Work, mailbox: str, connection: MailboxConnection, message: Message) -> None:
    outcome = Settled(message.settle)
    try:
        connection.settle(message.uidvalidity, message.uid, outcome, message.remote)
    except PermanentMailboxError as error:
        log.warning(events.MAILBOX_REFUSED, mailbox=mailbox, error=str(error))
    else:
        log.info(events.MAIL_SETTLED, mailbox=mailbox, uid=message.uid, outcome=str(outcome))
    work.on_step("settle:shown")


def _copy(work: Work, connection: MailboxConnection, reply: Reply) -> None:
    try:
        connection.append_sent(work.store.archive.get(reply.mime))
    except PermanentMailboxError as error:
        log.warning(events.SENT_COPY_FAILED, message_id=reply.message_id, error=str(error))
    work.on_step("settle:copied")


def _record(work: Work, done: _Done) -> None:
    if done.shown is None and done.copied is None:
        return
    with work.store.writing() as tx:
        if done.shown is not None:
            work.store.messages.settled(tx, done.shown.id, Settled(done.shown.settle))
        if done.copied is not None:
            work.store.outbox.copied(tx, done.copied.id)


def unsettled(work: Work, mailbox: str) -> bool:
    """Whether something is on its way that the mailbox will soon be asked to show."""
    store = work.store
    return bool(
        store.messages.to_settle(mailbox)
        or store.outbox.to_copy(mailbox)
        or store.cases.unfinished()
        or store.outbox.leaving(work.clock())
    )
