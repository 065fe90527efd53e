"""What a person does with the words of a draft: edits them, takes the last change back, or writes a question in place of an answer.

The first words stay in the archive, so that each change can be taken back until the reply leaves.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from daemon.desk import DeskRefused
from daemon.mail.mime import as_bytes
from daemon.mail.outgoing import OutgoingMail
from daemon.observe import events
from daemon.pipeline.reply import reply_id
from daemon.pipeline.work import Work
from daemon.replies.compose import language_for, on_file
from daemon.replies.edited import asking, edited
from daemon.replies.language import language
from daemon.replies.letter import ReplyRefused
from daemon.replies.subject import reply_subject
from daemon.store import forms
from daemon.store.cases import Case
from daemon.store.findings import STATEMENT
from daemon.store.outbox import AlreadyAnswered, NewReply, Reply
from daemon.store.states import CaseState, ReplyState
from rules.model.decision import Outcome

_WAS, _MAIL = "was", "mail"


def edit(
    work: Work, case_id: int, by: str, *, subject: str, text: str, kept: tuple[int, ...], seen: str | None = None
) -> str:
    """Put other words in place of a draft's, and keep of its attachments those numbered in `kept`.

    Where `seen` says which words (`Reply.mail`) were looked at, those only. Return what the new ones are called. Raises `DeskRefused`.
    """
    with work.store.writing() as tx:
        case, reply = _draft(work, tx, case_id)
        if seen is not None and reply.mail != seen:
            raise DeskRefused(f"The words of case {case_id}'s reply have changed meanwhile: look at them again.")
        before = work.store.outbox.mail(reply)
        try:
            return _put(work, tx, case, reply, edited(before, subject, text, kept), by=by)
        except ReplyRefused as refusal:
            raise DeskRefused(f"The draft stays as it was: {refusal}.") from None


def take_back(work: Work, case_id: int, by: str) -> None:
    """Put the words back that stood there before the last change. Raises `DeskRefused` where nobody has changed any."""
    store = work.store
    with store.writing() as tx:
        case, reply = _draft(work, tx, case_id)
        changes = {row.facts[_MAIL]: row.facts[_WAS] for row in store.audit.rows(case_id, tx) if _WAS in row.facts}
        was = changes.get(reply.mail, "")
        if not was or not store.archive.holds(was):
            raise DeskRefused(f"Nobody has changed the draft of case {case_id}.")
        _put(work, tx, case, reply, forms.read_outgoing(store.archive.get(was)), by=by, taken_back=True)


def ask(work: Work, case_id: int, by: str, text: str) -> None:
    """Lay a draft that asks the counterparty something in place of an answer, in its language and framed as our letters are.

    It leaves when it is approved, like any other. Raises `DeskRefused`.
    """
    store = work.store
    with store.writing() as tx:
        case = store.cases.get(case_id, tx)
        if case.state is not CaseState.WAITING:
            raise DeskRefused(f"Case {case_id} is {case.state}; only for one that waits can something be asked.")
        counterparty = store.counterparties.get(case.counterparty, tx)
        message = store.messages.get(case.message, tx)
        if counterparty is None or not on_file(message.sender, counterparty):
            raise DeskRefused("The sender is not on file for a counterparty; put the address on file first.")
        opened = work.opened(message)
        statement = store.cases.finding(case_id, STATEMENT, tx)
        said = None if statement is None else forms.read_statement(statement)
        words = language(language_for(counterparty, said, f"{opened.subject}\n{opened.text}"))
        company = work.settings.company
        try:
            plain, html = asking(text, counterparty, company, words, str(case_id))
        except ReplyRefused as refusal:
            raise DeskRefused(f"Nothing was asked: {refusal}.") from None
        address = work.mailbox(message.mailbox).address
        chinese = words.code.startswith("zh") and company.name_zh
        mail = OutgoingMail(
            message_id=reply_id(address, message.sha256, message.copy, case.number),
            sender=address,
            sender_name=company.name_zh if chinese else company.name,
            recipient=opened.sender,
            subject=reply_subject(opened.subject, words),
            text=plain,
            html=html,
            in_reply_to=opened.message_id,
            references=tuple(dict.fromkeys((*opened.references, *([opened.message_id] if opened.message_id else [])))),
            language=words.code,
        )
        kept = _lay(work, tx, case, mail, kind=Outcome.ASK, account="", mailbox=message.mailbox)
        facts = {"what": "asked in own words", "recipient": mail.recipient, _MAIL: kept}
        _tell(work, tx, case, by, {"message_id": mail.message_id, **facts})


def _draft(work: Work, tx: Connection, case_id: int) -> tuple[Case, Reply]:
    case, reply = work.store.cases.get(case_id, tx), work.store.outbox.of_case(case_id, tx)
    if case.state is not CaseState.WAITING or reply is None or reply.state is not ReplyState.DRAFT:
        raise DeskRefused(f"Case {case_id} has no draft that waits, so that there are no words to change.")
    return case, reply


def _put(
    work: Work, tx: Connection, case: Case, reply: Reply, mail: OutgoingMail, *, by: str, taken_back: bool = False
) -> str:
    mail = replace(mail, message_id=reply.message_id, sender=reply.sender, recipient=reply.recipient)
    kept = _lay(work, tx, case, mail, kind=Outcome(reply.kind), account=reply.account, mailbox=reply.mailbox)
    if kept == reply.mail:
        return kept
    # Taking back is no change that could be taken back: the next one goes a step further.
    facts = {"what": "last change taken back"} if taken_back else {_WAS: reply.mail}
    _tell(work, tx, case, by, {"message_id": mail.message_id, **facts, _MAIL: kept})
    return kept


def _lay(
    work: Work, tx: Connection, case: Case, mail: OutgoingMail, *, kind: Outcome, account: str, mailbox: str
) -> str:
    """Lay the mail into the outbox as the case's draft, and return its name in the archive."""
    store, now = work.store, work.clock()
    try:
        as_bytes(mail, now)
        kept = store.archive.put(forms.keep_outgoing(mail))
        new = NewReply(
            case=case.id,
            message_id=mail.message_id,
            answers=None,
            kind=kind,
            mailbox=mailbox,
            counterparty=case.counterparty,
            account=account,
            sender=mail.sender,
            recipient=mail.recipient,
            mail=kept,
        )
        store.outbox.add(tx, new, ReplyState.DRAFT, now)
    except (AlreadyAnswered, ValueError) as refusal:
        raise DeskRefused(str(refusal)) from None
    return kept


def _tell(work: Work, tx: Connection, case: Case, by: str, facts: dict[str, str]) -> None:
    work.store.audit.add(
        tx, work.clock(), events.REPLY_EDITED, actor=by, message=case.message, case=case.id, facts=facts
    )
