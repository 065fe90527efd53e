"""What became of a draft in the mailbox's Drafts folder: a person has sent it, or nobody knows.

Both end the reply here: what a person has sent is kept as it left, and what may have been sent is in doubt until somebody says.
"""

from __future__ import annotations

from dataclasses import replace

from daemon.mail.draft_traces import fingerprint, sent_by, sent_to
from daemon.mail.incoming import OpenedMail, RawMail
from daemon.mail.opening import open_mail
from daemon.mail.outgoing import Attachment
from daemon.mailboxes.base import Filed, Settled
from daemon.observe import events
from daemon.observe.logs import logger
from daemon.pipeline.rest import come_to_rest
from daemon.pipeline.work import Work
from daemon.store import forms
from daemon.store.laid_drafts import DraftState, LaidDraft
from daemon.store.outbox import Reply
from daemon.store.states import CaseState, ReplyState

log = logger("pipeline.fate_of_draft")

_WAITS = frozenset({ReplyState.DRAFT, ReplyState.READY, ReplyState.FAILED})
_BODY = "mail-body"


def opened_draft(work: Work, content: bytes) -> OpenedMail:
    """Return a mail of ours opened: a draft as we laid it, or as a person has sent it."""
    raw = RawMail(mailbox="", folder="", uidvalidity=0, uid=0, content=content, received_at=work.clock())
    return open_mail(raw, (), work.settings.authenticity, work.look_up)


def sent_by_person(work: Work, row: LaidDraft, mail: Filed, content: bytes) -> None:
    """Close a case whose draft a person has sent with a mail program; what left is kept, with who sent it as far as it says."""
    store, now = work.store, work.clock()
    by = sent_by(mail.header) or "a mail program"
    mime, opened = store.archive.put(content), opened_draft(work, content)
    reply = store.outbox.of_case(row.case)
    words = "" if reply is None else _words_that_left(work, reply, row, opened)
    answer = f"{by} has sent it with a mail program."
    with store.writing() as tx:
        if not store.laid_drafts.move(tx, row, DraftState.LEFT, now):
            return
        reply, case = store.outbox.of_case(row.case, tx), store.cases.get(row.case, tx)
        facts = {
            "message_id": row.message_id,
            "answer": answer,
            "mime": mime,
            "sent_to": ", ".join(sorted(sent_to(mail.header))),
            "changed": "yes" if fingerprint(opened) != row.fingerprint else "no",
        }
        event = events.DRAFT_SENT
        if reply is not None and reply.state in {*_WAITS, ReplyState.UNCERTAIN}:
            event = events.REPLY_SENT
            if reply.state in _WAITS:
                store.outbox.doubt(tx, reply, now, answer)
                told = {"message_id": row.message_id, "answer": answer}
                store.audit.add(tx, now, events.REPLY_UNCERTAIN, message=case.message, case=case.id, facts=told)
                reply = store.outbox.get(reply.id, tx)
            facts |= {"recipient": reply.recipient, "mail": words}
            store.outbox.move(
                tx, reply, ReplyState.SENT, now, answer=answer, copied=True, mime=mime, mail=words, approved_by=by
            )
            if case.state in {CaseState.WAITING, CaseState.ANSWERING}:
                store.cases.move(tx, case, CaseState.DONE, now)
        store.audit.add(tx, now, event, actor=by, message=case.message, case=case.id, facts=facts)
        if event == events.REPLY_SENT:
            come_to_rest(work, tx, case.message)
    if event == events.REPLY_SENT:
        log.info(events.REPLY_SENT, case=row.case, message_id=row.message_id, answer=answer)
    else:
        log.warning(events.DRAFT_SENT, case=row.case, message_id=row.message_id, mailbox=row.mailbox)


def lost(work: Work, row: LaidDraft, because: str) -> None:
    """Leave a reply to a person whose draft is gone, or cannot be taken away: nobody here knows whether it was sent."""
    store, now = work.store, work.clock()
    why = f"It may have been sent from the mail program: {because}"
    with store.writing() as tx:
        if row.state is not DraftState.LOST and not store.laid_drafts.move(tx, row, DraftState.LOST, now):
            return
        reply, case = store.outbox.of_case(row.case, tx), store.cases.get(row.case, tx)
        if reply is None or reply.state not in _WAITS:
            return
        store.outbox.doubt(tx, reply, now, why)
        if case.state is CaseState.ANSWERING:
            store.cases.move(tx, case, CaseState.WAITING, now)
        store.messages.ask_settling(tx, case.message, Settled.HELD)
        facts = {"message_id": row.message_id, "answer": why}
        store.audit.add(tx, now, events.REPLY_UNCERTAIN, message=case.message, case=case.id, facts=facts)
    log.warning(events.REPLY_UNCERTAIN, case=row.case, message_id=row.message_id, error=why)


def _words_that_left(work: Work, reply: Reply, row: LaidDraft, opened: OpenedMail) -> str:
    """Return the archive's name of the words as a person has sent them: ours where nothing in them was changed, or they cannot be read."""
    store = work.store
    if opened.problems or not store.archive.holds(reply.mail) or fingerprint(opened) == row.fingerprint:
        return reply.mail
    attached = tuple(
        Attachment(document.name, document.content, document.media_type or "application/octet-stream")
        for document in opened.documents
        if not document.name.startswith(_BODY)
    )
    before = store.outbox.mail(reply)
    mail = replace(before, subject=opened.subject, text=opened.text, html="", attachments=attached)
    return store.archive.put(forms.keep_outgoing(mail))
