"""A decision becomes the reply: the one way in which words for a counterparty are made.

Pure: no clock, no store, no network. The same arguments give the same mail byte for byte, so that a second composition after a crash is
the same reply.
"""

from __future__ import annotations

from collections.abc import Sequence

from daemon.config.settings import Company
from daemon.mail.addresses import filed_address, filed_domain
from daemon.mail.incoming import OpenedMail
from daemon.mail.outgoing import Attachment, OutgoingMail
from daemon.replies.ask import ask
from daemon.replies.balance_letter import MEDIA_TYPE as PDF
from daemon.replies.balance_letter import balance_letter, balance_letter_name
from daemon.replies.confirmation import confirmation
from daemon.replies.difference_workbook import MEDIA_TYPE, Audience, difference_workbook, workbook_name
from daemon.replies.differences import differences
from daemon.replies.envelope import Envelope
from daemon.replies.language import FALLBACK
from daemon.replies.language import language as language_of
from daemon.replies.letter import Letter, ReplyRefused
from daemon.replies.mail_text import as_html, as_text
from daemon.replies.reply_slip import reply_slip, reply_slip_name, said
from daemon.replies.subject import reply_subject
from daemon.replies.their_language import their_language
from parsers.document import Problem
from parsers.ledgers.counterparty import Counterparty
from parsers.statements.confirmation_forms import form_in
from parsers.statements.statement import ConfirmationForm, Statement
from rules.model.decision import Decision, Outcome
from rules.model.reconciliation import Reconciliation


def compose(
    *,
    decision: Decision,
    counterparty: Counterparty,
    company: Company,
    mail: OpenedMail,
    sender: str,
    recipient: str,
    message_id: str,
    language: str = "",
    case_number: str = "",
    reconciliation: Reconciliation | None = None,
    statement: Statement | None = None,
    problems: Sequence[Problem] = (),
    form: ConfirmationForm | None = None,
) -> OutgoingMail:
    """Return the reply to `mail`, threaded under it, from our address `sender` to the one address `recipient`.

    `language` "" chooses by `language_for`. `statement` is only needed where there is no reconciliation. `form` is the confirmation form
    that stands in the paper, if any; one in the mail's words is found here. Raises ReplyRefused where the
    outcome sends nothing, where the recipient is not on file, and where the facts do not bear what the letter would say.
    """
    if not on_file(recipient, counterparty):
        raise ReplyRefused("the recipient is not an address on file of this counterparty")
    if reconciliation is not None:
        statement = reconciliation.statement
    words = language_of(language or language_for(counterparty, statement, _own_words(mail)))
    envelope = Envelope(counterparty=counterparty, company=company, words=words, case_number=case_number)
    if form is None or not form.agrees:
        form = form_in(_own_words(mail).splitlines())
    letter, attachments = _letter(envelope, decision, reconciliation, problems=problems, mail=mail, form=form)
    return OutgoingMail(
        message_id=message_id,
        sender=sender,
        sender_name=envelope.company_name,
        recipient=recipient,
        subject=reply_subject(mail.subject, words),
        text=as_text(letter),
        html=as_html(letter),
        in_reply_to=mail.message_id,
        references=tuple(dict.fromkeys((*mail.references, *([mail.message_id] if mail.message_id else [])))),
        attachments=attachments,
        language=words.code,
    )


def _own_words(mail: OpenedMail) -> str:
    """Return subject and words of a mail without the lines that it quotes: those may be ours."""
    return "\n".join([mail.subject, *(line for line in mail.text.splitlines() if not line.lstrip().startswith(">"))])


def language_for(counterparty: Counterparty, statement: Statement | None, mail: str = "") -> str:
    """Return the language that the counterparty is written to: the one on file, else that of its statement or mail, else English."""
    return counterparty.language or their_language(statement, mail) or FALLBACK


def currency_of(reconciliation: Reconciliation, counterparty: Counterparty | None = None, default: str = "") -> str:
    """Return the currency of the amounts: as the statement prints it, else as our entries carry it, else as agreed."""
    statement = reconciliation.statement
    ours = {entry.currency for entry in reconciliation.ledger.entries if entry.currency}
    agreed = counterparty.currency if counterparty is not None else None
    return statement.currency or (ours.pop() if len(ours) == 1 else "") or agreed or default


def on_file(address: str, counterparty: Counterparty) -> bool:
    """Whether the address is one of the counterparty's, or at one of its domains. The policy may be stricter, never this lax alone."""
    folded = address.strip().lower()
    known = {filed_address(each) for each in counterparty.addresses}
    return folded in known or folded.rpartition("@")[2] in {filed_domain(each) for each in counterparty.domains}


def _letter(
    envelope: Envelope,
    decision: Decision,
    reconciliation: Reconciliation | None,
    *,
    problems: Sequence[Problem],
    mail: OpenedMail,
    form: ConfirmationForm | None,
) -> tuple[Letter, tuple[Attachment, ...]]:
    if decision.outcome is Outcome.ASK:
        return ask(envelope, decision, problems, mail.documents), ()
    if decision.outcome not in {Outcome.CONFIRM, Outcome.DIFFERENCES}:
        message = f"a case decided as {decision.outcome} is not answered"
        raise ReplyRefused(message)
    if reconciliation is None:
        raise ReplyRefused("there is no reconciliation to write about")
    currency = currency_of(reconciliation, envelope.counterparty, envelope.company.currency)
    agreed = decision.outcome is Outcome.CONFIRM
    words: list[str] = []
    papers: list[Attachment] = []
    if agreed and envelope.company.confirmation_letter:
        words.append(envelope.words.say("confirmation.letter"))
        content = balance_letter(envelope, reconciliation, currency)
        papers.append(Attachment(balance_letter_name(envelope, reconciliation), content, PDF))
    if form is not None and form.agrees:
        words.append(said(form, envelope, agreed=agreed))
        content = reply_slip(envelope, reconciliation, form, currency)
        papers.append(Attachment(reply_slip_name(envelope, reconciliation), content, PDF))
    if agreed:
        return confirmation(envelope, reconciliation, currency, words), tuple(papers)
    letter = differences(envelope, reconciliation, currency, words)
    workbook = difference_workbook(
        reconciliation,
        language=envelope.words.code,
        role=envelope.counterparty.role,
        currency=currency,
        counterparty=envelope.counterparty.name,
        company=envelope.company_name,
        audience=Audience.COUNTERPARTY,
    )
    name = workbook_name(reconciliation, envelope.words)
    return letter, (Attachment(name, workbook, MEDIA_TYPE), *papers)
