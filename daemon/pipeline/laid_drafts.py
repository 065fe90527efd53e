"""Replies that wait for a person lie in the mailbox's Drafts folder too, where they may be sent with a mail program.

One draft for each reply at most, recorded before it is laid there and before it is taken away. As long as one lies there, or may have been
sent from there, the reply does not leave from here: `out_of_the_way` stands in front of every sending. What vanished without a trace
is in doubt, and a person says what became of it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from daemon.config.settings import Mailbox
from daemon.mail.draft_traces import Trace, fingerprint, own_ids, sent_to, trace
from daemon.mail.mime import as_bytes
from daemon.mailboxes.base import Filed, KeepsDrafts, MailboxConnection, PermanentMailboxError
from daemon.observe import events
from daemon.observe.logs import logger
from daemon.pipeline.evidence import LOOK_FOR
from daemon.pipeline.fate_of_draft import lost, opened_draft, sent_by_person
from daemon.pipeline.release import Leaving, may_leave
from daemon.pipeline.reply import withheld
from daemon.pipeline.rest import come_to_rest
from daemon.pipeline.thread import says_the_same
from daemon.pipeline.work import Work
from daemon.store.four_eyes import needs_two
from daemon.store.laid_drafts import OPEN, DraftState, LaidDraft
from daemon.store.outbox import Reply
from daemon.store.states import CaseState, ReplyState

log = logger("pipeline.laid_drafts")

GRACE = dt.timedelta(minutes=2)
"""How long a reply waits after its draft was taken away: somebody may have pressed “send” the moment before, and Sent shows it late."""

PATIENCE = dt.timedelta(minutes=10)
"""How long a draft may be missing: a mail program takes it out of the folder and puts it back while somebody writes."""

STUCK = dt.timedelta(hours=1)
"""How long an approved reply waits for a mailbox whose draft cannot be taken away."""

CLOCKS_APART = dt.timedelta(minutes=1)

_SEVERAL = "somebody has answered the same mail, which has several cases."
_OTHER_WORDS = "somebody has answered the same mail in other words."
_CHANGED = (
    "Somebody has changed its draft in the Drafts folder: send it from there, or delete it there and approve again."
)


def tend(work: Work, mailbox: Mailbox, connection: MailboxConnection) -> None:
    """Lay what waits into Drafts, take away what must not be sent from there any more, and see what a person has sent."""
    store = work.store
    open_rows = store.laid_drafts.of_mailbox(mailbox.name, OPEN)
    if not mailbox.drafts_folder or not isinstance(connection, KeepsDrafts):
        for row in open_rows:
            lost(work, row, "the Drafts folder is not looked into any more.")
        return
    waiting = [case for case in store.laid_drafts.to_lay(mailbox.name) if _may_lie(work, case)]
    if not open_rows and not waiting:
        return
    try:
        folder = _Folder(work, connection, connection.drafts())
        for row in open_rows:
            folder.look_after(row)
        for case in waiting:
            folder.lay(case)
    except PermanentMailboxError as error:
        log.warning(events.MAILBOX_REFUSED, mailbox=mailbox.name, error=str(error))
        for row in store.laid_drafts.of_mailbox(mailbox.name, OPEN):
            reply = store.outbox.of_case(row.case)
            if reply is not None and reply.state is ReplyState.READY:
                lost(work, row, "its draft could not be taken out of the Drafts folder.")


def look_for_lost(work: Work, mailbox: Mailbox, connection: MailboxConnection) -> None:
    """See whether what vanished has turned up in Sent. Raises `MailboxError`."""
    if not mailbox.drafts_folder or not isinstance(connection, KeepsDrafts):
        return
    since = work.clock() - LOOK_FOR
    for row in work.store.laid_drafts.of_mailbox(mailbox.name, {DraftState.LOST}):
        reply = work.store.outbox.of_case(row.case)
        if reply is not None and reply.state is ReplyState.UNCERTAIN and row.updated_at >= since:
            _Folder(work, connection, ()).sent(row)


def urgent(work: Work, mailbox: Mailbox) -> bool:
    """Whether a reply waits for nothing but its draft's being taken away."""
    return bool(mailbox.drafts_folder) and work.store.laid_drafts.urgent(mailbox.name, work.clock() - GRACE)


def out_of_the_way(work: Work, reply: Reply) -> bool:
    """Whether no draft of a reply lies in a mailbox or was sent from there. Where that cannot be known, the reply is in doubt from now on."""
    row = work.store.laid_drafts.get(reply.case)
    if row is None or row.state is DraftState.CLEAR:
        return True
    if row.state in {DraftState.LEFT, DraftState.LOST}:
        why = "its draft is gone from the Drafts folder."
    elif not work.mailbox(row.mailbox).drafts_folder:
        why = "the Drafts folder is not looked into any more."
    elif work.clock() - reply.updated_at > STUCK:
        why = "its draft could not be taken out of the Drafts folder for an hour."
    else:
        return False
    lost(work, row, why)
    return False


def stands_in_the_way(work: Work, tx: Connection, case: int) -> bool:
    """Whether a draft of a case is known to lie in a mailbox, or may have been sent from there."""
    row = work.store.laid_drafts.get(case, tx)
    return row is not None and row.state is not DraftState.CLEAR


def _may_lie(work: Work, case_id: int, words: str = "") -> bool:
    """Whether a draft of a case's reply (with these `words`) may lie where anybody with the mailbox may send it."""
    store = work.store
    with store.one_moment() as tx:
        case, reply = store.cases.get(case_id), store.outbox.of_case(case_id)
        if case.state is not CaseState.WAITING or reply is None or reply.state is not ReplyState.DRAFT:
            return False
        if words not in {"", reply.mail} or not store.archive.holds(reply.mail):
            return False
        if needs_two(store.figures.get(case_id), work.settings.desk.four_eyes_above):
            return False
        leaving = Leaving(
            case=case_id,
            message_id=reply.message_id,
            kind=reply.kind,
            sender=reply.sender,
            recipient=reply.recipient,
            counterparty=reply.counterparty,
            account=reply.account,
            authenticated=store.messages.get(case.message).authenticated,
            approved_by="a person with the mailbox",
        )
        return may_leave(work, tx, leaving).state is ReplyState.READY


@dataclass(frozen=True, slots=True)
class _Evidence:
    """A mail in Sent; `doubt` says why it may be another than the draft, "" where it is surely that."""

    mail: Filed
    doubt: str = ""


class _Folder:
    """Drafts as it was found at one look, and what is to be done there."""

    def __init__(self, work: Work, connection: KeepsDrafts, lying: Sequence[Filed]) -> None:
        self._work = work
        self._store = work.store
        self._connection = connection
        self._lying = lying

    def lay(self, case_id: int) -> None:
        """Lay a case's reply into the folder."""
        work, store, now = self._work, self._store, self._work.clock()
        reply = store.outbox.of_case(case_id)
        if reply is None or reply.state is not ReplyState.DRAFT:
            return
        mail = store.outbox.mail(reply)
        content = as_bytes(mail, now, draft_of=case_id)
        row = LaidDraft(
            case=case_id,
            mailbox=reply.mailbox,
            state=DraftState.LAYING,
            mail=reply.mail,
            fingerprint=fingerprint(opened_draft(work, content)),
            message_id=reply.message_id,
            answers=mail.in_reply_to,
            mark=self._connection.drafts_mark(),
            laid_at=now,
            updated_at=now,
        )
        with store.writing() as tx:
            found = store.outbox.of_case(case_id, tx)
            if found is None or found.state is not ReplyState.DRAFT or found.mail != reply.mail:
                return
            store.laid_drafts.put(tx, row)
        work.on_step("drafts:recorded")
        if not self._of(row):  # one that an earlier store or an attempt to send left is taken for it
            self._append(row, content)
        self._laid(row)

    def look_after(self, row: LaidDraft) -> None:
        """Bring what is known of a draft up to what the folder shows, and the folder to what it must show."""
        here = self._of(row)
        stands = _may_lie(self._work, row.case, row.mail)
        if row.state is DraftState.LAYING and not here and row.mark and row.mark == self._connection.drafts_mark():
            # Nothing came into the folder since: whoever was to lay it there did not come that far.
            if stands:
                self._append(row, self._content(row))
                self._laid(row)
            else:
                self._move(row, DraftState.CLEAR)
        elif row.state is DraftState.WITHDRAWN:
            if self._work.clock() - row.updated_at >= GRACE:
                self._look_again(row, here)
        elif not stands or row.state is DraftState.WITHDRAWING:
            self._withdraw(row, here)
        elif here:
            if row.state is not DraftState.LYING:
                self._laid(row)
        elif not self.sent(row):
            if row.state is DraftState.LYING or row.state is DraftState.LAYING:
                self._move(row, DraftState.MISSING)
            elif self._work.clock() - row.updated_at >= PATIENCE:
                lost(self._work, row, "its draft is gone from the Drafts folder.")

    def sent(self, row: LaidDraft) -> bool:
        """Count a draft as sent where Sent shows that. Return whether that is settled, one way or the other."""
        found = self._in_sent(row)
        if found is None:
            return False
        content = self._connection.filed(found.mail)
        if content is None:
            return False
        if not found.doubt:
            sent_by_person(self._work, row, found.mail, content)
        elif row.state is not DraftState.LOST:
            lost(self._work, row, found.doubt)
        return True

    def _withdraw(self, row: LaidDraft, here: Sequence[Filed]) -> None:
        """Take a draft away that must not be sent from there any more."""
        if any(self._is_changed(row, mail) for mail in here):
            self._leave(row)
            return
        if row.state is not DraftState.WITHDRAWING:
            moved = self._move(row, DraftState.WITHDRAWING)
            if moved is None:
                return
            row = moved
        self._work.on_step("drafts:withdrawing")
        evidence = self._in_sent(row)
        certain = evidence is not None and not evidence.doubt and not here
        ours = evidence is not None and trace(evidence.mail.header, row.message_id, row.answers) is Trace.OURS
        removed = [self._connection.remove_draft(mail) for mail in here]
        self._work.on_step("drafts:removed")
        if (certain or ours) and self.sent(row):
            return
        if removed and all(removed):
            self._move(row, DraftState.WITHDRAWN)
            self._tell(row, events.DRAFT_WITHDRAWN)
            log.info(events.DRAFT_WITHDRAWN, case=row.case, message_id=row.message_id, mailbox=row.mailbox)
        elif not self.sent(row):
            lost(self._work, row, "its draft was gone from the Drafts folder when it was to be taken away.")

    def _look_again(self, row: LaidDraft, here: Sequence[Filed]) -> None:
        """After a while: was it sent the moment before it was taken away, or put back by a window that was still open?"""
        if any(self._is_changed(row, mail) for mail in here):
            self._leave(row)
        elif here:
            for mail in here:
                self._connection.remove_draft(mail)
            self._move(row, DraftState.WITHDRAWN)
        elif not self.sent(row):
            self._move(row, DraftState.CLEAR)

    def _leave(self, row: LaidDraft) -> None:
        """Leave a draft that a person has changed where it lies: it is theirs. An approval here is taken back."""
        work, store, now = self._work, self._store, self._work.clock()
        with store.writing() as tx:
            if row.state is not DraftState.LYING:
                store.laid_drafts.move(tx, row, DraftState.LYING, now)
            reply, case = store.outbox.of_case(row.case, tx), store.cases.get(row.case, tx)
            if reply is None or reply.state is not ReplyState.READY:
                return
            store.outbox.move(tx, reply, ReplyState.DRAFT, now, answers=None, approved_by="")
            store.cases.move(tx, case, CaseState.WAITING, now)
            withheld(work, tx, case.id, _CHANGED)
            facts = {"message_id": reply.message_id, "because": _CHANGED}
            store.audit.add(tx, now, events.REPLY_WITHHELD, message=case.message, case=case.id, facts=facts)
            come_to_rest(work, tx, case.message)
        log.warning(events.REPLY_WITHHELD, case=row.case, message_id=row.message_id, because=_CHANGED)

    def _in_sent(self, row: LaidDraft) -> _Evidence | None:
        """Return the mail in Sent that is the draft, or may be: it answers the same mail."""
        found = self._connection.sent_about(row.laid_at, row.message_id, row.answers) or []
        traced = [(trace(mail.header, row.message_id, row.answers), mail) for mail in found]
        for kind, mail in traced:
            if kind is Trace.OURS:
                return _Evidence(mail)
        reply = self._store.outbox.of_case(row.case)
        if reply is None:
            return None
        answers = [
            mail
            for kind, mail in traced
            if kind is Trace.THREAD
            and mail.at >= row.laid_at - CLOCKS_APART
            and reply.recipient in sent_to(mail.header)
            and not any(self._store.outbox.by_message_id(each) for each in own_ids(mail.header))
        ]
        for mail in answers:
            if self._holds_our_words(reply, mail):
                return _Evidence(mail, _SEVERAL if self._siblings(row) else "")
        return _Evidence(answers[0], _OTHER_WORDS) if answers else None

    def _holds_our_words(self, reply: Reply, mail: Filed) -> bool:
        """Whether a mail says most of what the draft said, or brings one of its files: “thank you, we look at it” is no answer."""
        content = self._connection.filed(mail)
        if content is None or not self._store.archive.holds(reply.mail):
            return False
        ours, opened = self._store.outbox.mail(reply), opened_draft(self._work, content)
        files = {hashlib.sha256(each.content).hexdigest() for each in ours.attachments}
        return any(each.sha256 in files for each in opened.documents) or says_the_same(opened.text, ours.text)

    def _siblings(self, row: LaidDraft) -> bool:
        """Whether the same mail has another case of which a draft lies in the folder, or lay there."""
        message = self._store.cases.get(row.case).message
        others = (case.id for case in self._store.cases.of_message(message) if case.id != row.case)
        return any(self._store.laid_drafts.get(each) is not None for each in others)

    def _of(self, row: LaidDraft) -> list[Filed]:
        return [mail for mail in self._lying if trace(mail.header, row.message_id, row.answers) is not Trace.NONE]

    def _is_changed(self, row: LaidDraft, mail: Filed) -> bool:
        content = self._connection.filed(mail)
        return content is not None and fingerprint(opened_draft(self._work, content)) != row.fingerprint

    def _append(self, row: LaidDraft, content: bytes) -> None:
        self._connection.lay_draft(content)
        self._work.on_step("drafts:laid")
        log.info(events.DRAFT_LAID, case=row.case, message_id=row.message_id, mailbox=row.mailbox)

    def _content(self, row: LaidDraft) -> bytes:
        reply = self._store.outbox.of_case(row.case)
        assert reply is not None
        return as_bytes(self._store.outbox.mail(reply), self._work.clock(), draft_of=row.case)

    def _laid(self, row: LaidDraft) -> None:
        if self._move(row, DraftState.LYING) is not None and row.state is DraftState.LAYING:
            self._tell(row, events.DRAFT_LAID)

    def _tell(self, row: LaidDraft, event: str) -> None:
        facts = {"message_id": row.message_id, "mailbox": row.mailbox}
        with self._store.writing() as tx:
            self._store.audit.add(tx, self._work.clock(), event, case=row.case, facts=facts)

    def _move(self, row: LaidDraft, becomes: DraftState) -> LaidDraft | None:
        """Change what is known of a draft. Return it as it is now, None where somebody else was first."""
        with self._store.writing() as tx:
            moved = self._store.laid_drafts.move(tx, row, becomes, self._work.clock())
        return self._store.laid_drafts.get(row.case) if moved else None
