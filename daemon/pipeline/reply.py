"""A decided case gets its reply: composed, archived, and laid into the outbox as the policy says; or comes to rest without one."""

from __future__ import annotations

import hashlib

import msgspec
from sqlalchemy import Connection

from daemon.mail.incoming import OpenedMail
from daemon.mail.mime import as_bytes
from daemon.mail.outgoing import OutgoingMail
from daemon.observe import events
from daemon.observe.logs import logger
from daemon.pipeline.release import ANSWERED, Leaving, may_leave
from daemon.pipeline.rest import come_to_rest
from daemon.pipeline.work import Work
from daemon.replies.compose import compose
from daemon.replies.letter import ReplyRefused
from daemon.store import forms
from daemon.store.cases import Case
from daemon.store.findings import DECISION, PROBLEMS, RECONCILIATION, STATEMENT, WITHHELD, Withheld
from daemon.store.forms_asked import FORMS_ASKED, read_forms
from daemon.store.messages import Message
from daemon.store.outbox import AlreadyAnswered, NewReply
from daemon.store.states import CaseState, ReplyState
from parsers.statements.statement import ConfirmationForm
from rules.model.decision import Decision, Outcome

log = logger("pipeline.reply")

_AFTER = {
    ReplyState.READY: CaseState.ANSWERING,
    ReplyState.DRAFT: CaseState.WAITING,
    ReplyState.SHADOW: CaseState.DONE,
    ReplyState.UNCERTAIN: CaseState.WAITING,
}
_TOLD = {
    ReplyState.READY: events.REPLY_READY,
    ReplyState.DRAFT: events.REPLY_DRAFTED,
    ReplyState.SHADOW: events.REPLY_SHADOWED,
    ReplyState.UNCERTAIN: events.REPLY_UNCERTAIN,
}


def reply_case(work: Work, case: Case) -> None:
    """Take a claimed case from `decided` to its rest, or to `answering` with a reply that is ready."""
    store = work.store
    with store.one_moment():
        content = store.cases.finding(case.id, DECISION)
        message = store.messages.get(case.message)
    assert content is not None
    decision = forms.read_decision(content)
    if decision.outcome not in ANSWERED:
        _rest(work, case, CaseState.DONE if decision.outcome is Outcome.IGNORE else CaseState.WAITING)
        return
    try:
        mail = _composed(work, case, decision, message, work.opened(message))
    except ReplyRefused as refusal:
        _rest(work, case, CaseState.WAITING, f"No reply could be composed: {refusal}.")
        return
    as_bytes(mail, work.clock())  # a fault in what we composed shows here, as a fault of this case
    kept = store.archive.put(forms.keep_outgoing(mail))
    work.on_step("reply:archived")
    try:
        _lay_out(work, case, message, mail, kind=decision.outcome, kept=kept)
    except AlreadyAnswered as refusal:
        _rest(work, case, CaseState.WAITING, str(refusal))
    work.on_step("reply:recorded")


def reply_id(address: str, sha256: str, copy: int, number: int) -> str:
    """Return the Message-ID of the reply to one case: always the same one, also from a store that was built anew."""
    digest = hashlib.sha256(f"{sha256}|{copy}|{number}|reply|1".encode()).hexdigest()
    return f"<tieout.{digest[:40]}@{address.rpartition('@')[2] or 'tieout.invalid'}>"


def _composed(work: Work, case: Case, decision: Decision, message: Message, opened: OpenedMail) -> OutgoingMail:
    store = work.store
    with store.one_moment():
        counterparty = store.counterparties.get(case.counterparty)
        statement = store.cases.finding(case.id, STATEMENT)
        reconciliation = store.cases.finding(case.id, RECONCILIATION)
        problems, _ = forms.read_problems(store.cases.finding(case.id, PROBLEMS) or '{"problems":[]}')
        form = _form(work, case)
    if counterparty is None:
        raise ReplyRefused("the counterparty is no longer in the list")
    address = work.mailbox(message.mailbox).address
    # What is asked of a sender rests on the file alone; our figures are not even at hand where the words are made.
    told = decision.outcome is not Outcome.ASK
    return compose(
        decision=decision,
        counterparty=counterparty,
        company=work.settings.company,
        mail=opened,
        sender=address,
        recipient=opened.sender,
        message_id=reply_id(address, message.sha256, message.copy, case.number),
        case_number=str(case.id),
        reconciliation=forms.read_reconciliation(reconciliation) if told and reconciliation is not None else None,
        statement=None if statement is None else forms.read_statement(statement),
        problems=problems,
        form=form,
    )


def _form(work: Work, case: Case) -> ConfirmationForm | None:
    """Return the form in the case's own file, else one in a file beside it."""
    asked = [each for each in read_forms(work.store.cases.finding(case.id, FORMS_ASKED)) if each.form.agrees]
    own = [each.form for each in asked if each.document == case.document]
    return next(iter([*own, *(each.form for each in asked)]), None)


def _lay_out(work: Work, case: Case, message: Message, mail: OutgoingMail, *, kind: Outcome, kept: str) -> None:
    store, now = work.store, work.clock()
    account = "" if kind is Outcome.ASK else case.account
    leaving = Leaving(
        case=case.id,
        kind=kind,
        sender=mail.sender,
        recipient=mail.recipient,
        counterparty=case.counterparty,
        account=account,
        authenticated=message.authenticated,
        message_id=mail.message_id,
        mail=mail,
    )
    new = NewReply(
        case=case.id,
        message_id=mail.message_id,
        answers=f"{case.counterparty}|{case.fingerprint}" if case.fingerprint else None,
        kind=kind,
        mailbox=message.mailbox,
        counterparty=case.counterparty,
        account=account,
        sender=mail.sender,
        recipient=mail.recipient,
        mail=kept,
    )
    with store.writing() as tx:
        verdict = may_leave(work, tx, leaving)
        store.outbox.add(tx, new, verdict.state, now, verdict.permit)
        store.cases.drop_finding(tx, case.id, WITHHELD)
        if verdict.because:
            withheld(work, tx, case.id, verdict.because)
        store.cases.move(tx, case, _AFTER[verdict.state], now)
        store.audit.add(
            tx,
            now,
            _TOLD[verdict.state],
            message=case.message,
            case=case.id,
            facts={
                "message_id": mail.message_id,
                "recipient": mail.recipient,
                "mail": kept,
                "because": verdict.because,
            },
        )
        come_to_rest(work, tx, case.message)
    by = {"by": verdict.permit.by} if verdict.permit is not None else {}
    log.info(_TOLD[verdict.state], message_id=mail.message_id, **by)


def withheld(work: Work, tx: Connection, case: int, because: str) -> None:
    """Keep for staff why a reply does not leave by itself."""
    work.store.cases.put_finding(tx, case, WITHHELD, msgspec.json.encode(Withheld(because)).decode())


def _rest(work: Work, case: Case, state: CaseState, because: str = "") -> None:
    """Let a case come to rest without a reply."""
    now = work.clock()
    with work.store.writing() as tx:
        work.store.cases.drop_finding(tx, case.id, WITHHELD)
        if because:
            withheld(work, tx, case.id, because)
        work.store.cases.move(tx, case, state, now)
        work.store.audit.add(
            tx, now, state, message=case.message, case=case.id, facts={"because": because} if because else {}
        )
        come_to_rest(work, tx, case.message)
    work.on_step("reply:rested")
