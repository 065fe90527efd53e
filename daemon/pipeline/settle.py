"""The mailbox is told what became of its mails, and gets a copy of what was sent. A mirror for people; the store is the truth."""

from __future__ import annotations

from daemon.mailboxes.base import MailboxConnection, PermanentMailboxError, Settled
from daemon.observe import events
from daemon.observe.logs import logger
from daemon.pipeline.work import Work

log = logger("pipeline.settle")


def settle(work: Work, mailbox: str, connection: MailboxConnection) -> int:
    """Show every outcome that the mailbox does not show yet, and lay copies into Sent. Return how many things were done.

    What the mailbox refuses for good is said in the log and not tried again; the store knows the outcome all the same.
    """
    store = work.store
    messages, replies = store.messages.to_settle(mailbox), store.outbox.to_copy(mailbox)
    for message in messages:
        outcome = Settled(message.settle)
        try:
            connection.settle(message.uidvalidity, message.uid, outcome, message.remote)
        except PermanentMailboxError as error:
            log.warning(events.MAILBOX_REFUSED, mailbox=mailbox, error=str(error))
        else:
            log.info(events.MAIL_SETTLED, mailbox=mailbox, uid=message.uid, outcome=str(outcome))
        work.on_step("settle:shown")
        with store.writing() as tx:
            store.messages.settled(tx, message.id, outcome)
        work.on_step("settle:recorded")
    for reply in replies:
        try:
            connection.append_sent(store.archive.get(reply.mime))
        except PermanentMailboxError as error:
            log.warning(events.SENT_COPY_FAILED, message_id=reply.message_id, error=str(error))
        work.on_step("settle:copied")
        with store.writing() as tx:
            store.outbox.copied(tx, reply.id)
    return len(messages) + len(replies)


def unsettled(work: Work, mailbox: str) -> bool:
    """Whether something is on its way that the mailbox will soon be asked to show."""
    store = work.store
    return bool(
        store.messages.to_settle(mailbox)
        or store.outbox.to_copy(mailbox)
        or store.cases.unfinished()
        or store.outbox.leaving(work.clock())
    )
