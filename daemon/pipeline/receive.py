"""Takes mails in: the original into the archive first, then its row and the mailbox's cursor in one commit, flags only later."""

from __future__ import annotations

from dataclasses import replace

from daemon.config.settings import Mailbox
from daemon.mailboxes.base import Cursor, MailboxConnection
from daemon.observe import events
from daemon.observe.logs import logger
from daemon.pipeline.work import Work
from daemon.store.messages import Recorded

log = logger("pipeline.receive")


def receive(work: Work, mailbox: Mailbox, connection: MailboxConnection) -> list[int]:
    """Take in everything after the cursor. Return the ids of the messages that are new, copies included."""
    store = work.store
    progress = store.messages.begin(mailbox.name, mailbox.folder, work.clock())
    received: list[int] = []
    for mail in connection.fetch(Cursor(progress.uidvalidity, progress.uid, progress.mark, progress.started_at)):
        # A directory calls its folder by its path, which may change; the name in the configuration is what counts.
        here = replace(mail, mailbox=mailbox.name, folder=mailbox.folder)
        work.on_step("receive:fetched")
        sha256 = store.archive.put(here.content)
        work.on_step("receive:archived")
        now = work.clock()
        with store.writing() as tx:
            outcome, message = store.messages.record(
                tx, here, sha256=sha256, now=now, answered=mailbox.backlog or not here.backlog
            )
            if outcome is Recorded.COPY:
                # A pruning may have removed the bytes of the earlier copy since they were laid there; from here on it sees this row.
                store.archive.put(here.content)
            if outcome in {Recorded.NEW, Recorded.COPY}:
                store.audit.add(
                    tx,
                    now,
                    events.MAIL_RECEIVED,
                    message=message,
                    facts={"mailbox": mailbox.name, "uid": here.remote or str(here.uid), "sha256": sha256},
                )
        work.on_step("receive:recorded")
        event = events.MAIL_RECEIVED if outcome is Recorded.NEW else events.MAIL_REPEATED
        log.info(event, mailbox=mailbox.name, uid=here.remote or here.uid, sha256=sha256, size=len(here.content))
        if outcome in {Recorded.NEW, Recorded.COPY}:
            received.append(message)
    return received
