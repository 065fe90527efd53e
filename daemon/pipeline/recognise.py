"""A recorded mail becomes cases: opened, each document read, one case for each statement found; a mail without one is one case."""

from __future__ import annotations

from dataclasses import dataclass, replace

from daemon.mail.incoming import OpenedMail
from daemon.observe import events
from daemon.observe.logs import logger
from daemon.pipeline.bank_notes import keep, notes_of
from daemon.pipeline.counterparty import of_sender
from daemon.pipeline.delivery import record, reported
from daemon.pipeline.evidence import own_copy, take_own_copy
from daemon.pipeline.fingerprint import fingerprint, say_the_same
from daemon.pipeline.work import Work
from daemon.store import forms
from daemon.store.cases import NewCase
from daemon.store.corrections import READ
from daemon.store.findings import PROBLEMS, STATEMENT
from daemon.store.forms_asked import forms_of, keep_forms
from daemon.store.messages import Message
from daemon.store.states import CaseState, MessageState
from parsers.document import Document, Problem
from parsers.readers.base import Access
from parsers.statements.statement import Recognition, Statement, Verdict

log = logger("pipeline.recognise")

NO_STATEMENT = "not_a_statement"
"""The problem of a document that was read well and is something else: an order form beside the statement needs no case."""

"""The kinds of finding that this step keeps."""


@dataclass(frozen=True, slots=True)
class _Found:
    """One statement and where it stood."""

    document: Document
    recognition: Recognition
    statement: Statement


def recognise_mail(work: Work, message: Message) -> list[int]:
    """Read a claimed mail and make its cases. Return their ids."""
    opened = work.opened(message)
    log.info(
        events.MAIL_OPENED,
        message=message.id,
        documents=len(opened.documents),
        problems=len(opened.problems),
        automatic=str(opened.automatic),
        authenticated=opened.authenticated,
    )
    with work.store.one_moment():
        copied = own_copy(work, message, opened)
        candidates = of_sender(work.store, work.settings.policy, opened.sender)
    if copied is not None:
        take_own_copy(work, message, opened, copied)
        return []
    access = Access(tuple(password for counterparty in candidates for password in counterparty.passwords))
    read = work.read(opened.documents, access)
    work.on_step("recognise:read")
    report = reported(work, message, opened)
    new = _cases(opened, read, candidates[0].code if len(candidates) == 1 else "")
    kept = (*keep(notes_of(read)), *keep_forms(forms_of(read)))
    now = work.clock()
    store = work.store
    with store.writing() as tx:
        cases = [
            store.cases.create(tx, message.id, replace(case, findings=(*case.findings, *kept)), now) for case in new
        ]
        store.messages.move(
            tx,
            message,
            MessageState.RECOGNISED,
            sender=_text(opened.sender or opened.sender_name),
            subject=_text(opened.subject),
            message_id=_text(opened.message_id),
            authenticated=opened.authenticated,
            trace="",
        )
        for case in cases:
            store.cases.drop_finding(tx, case, READ)  # corrections are laid over what is read now
        if report is not None:
            record(work, tx, message, cases[0], report)
        for case in cases:
            store.audit.add(tx, now, CaseState.RECOGNISED, message=message.id, case=case)
        claimed = store.cases.claim(work.worker, now, cases[0], tx)
    work.goes_on(claimed)
    work.on_step("recognise:recorded")
    return cases


def _cases(opened: OpenedMail, read: list[tuple[Document, Recognition]], counterparty: str) -> list[NewCase]:
    found = _statements(read)
    if not found:
        log.info(events.NO_STATEMENT, documents=len(read), problems=sum(len(r.problems) for _, r in read))
        return [_without_statement(0, opened.problems, read, counterparty)]
    cases = []
    for number, one in enumerate(found):
        log.info(
            events.STATEMENT_RECOGNISED,
            document=one.document.sha256,
            lines=len(one.statement.lines),
            verdict=str(one.statement.proof.verdict),
            reader=one.statement.reader,
        )
        cases.append(
            NewCase(
                number=number,
                document=one.document.sha256,
                document_name=_text(one.document.name),
                counterparty=counterparty,
                fingerprint=fingerprint(one.statement),
                findings=(
                    (STATEMENT, forms.keep_statement(one.statement)),
                    (PROBLEMS, forms.keep_problems((*opened.problems, *one.recognition.problems), None)),
                ),
            )
        )
    unread = [(document, recognition) for document, recognition in read if _unread(recognition)]
    if unread:
        # What could not be read may be a second statement: a person looks, instead of its being passed over.
        problems = tuple(_beside(document, recognition) for document, recognition in unread)
        cases.append(_without_statement(len(cases), problems, [], counterparty, unread[0][0]))
    return cases


def _statements(read: list[tuple[Document, Recognition]]) -> list[_Found]:
    """Return the statements of a mail, each once: the same one as PDF and as workbook is one statement, read from the better."""
    found: list[_Found] = []
    for document, recognition in read:
        for statement in recognition.statements:
            new = _Found(document, recognition, statement)
            known = next((at for at, each in enumerate(found) if say_the_same(each.statement, statement)), None)
            if known is None:
                found.append(new)
            elif _worth(new) > _worth(found[known]):
                found[known] = new
    return found


def _worth(found: _Found) -> tuple[int, int]:
    """Return how well a statement is proven, and how much it says of itself."""
    statement = found.statement
    said = (
        statement.account,
        statement.currency,
        statement.date,
        statement.period,
        statement.opening,
        statement.closing,
    )
    return -list(Verdict).index(statement.proof.verdict), sum(each is not None for each in said)


def _unread(recognition: Recognition) -> bool:
    return (
        not recognition.statements
        and recognition.looks_like is None
        and any(problem.code != NO_STATEMENT for problem in recognition.problems)
    )


def _beside(document: Document, recognition: Recognition) -> Problem:
    """Say what is wrong with a file beside a statement. Nothing is asked of the sender: it may be a mere enclosure."""
    problem = next(problem for problem in recognition.problems if problem.code != NO_STATEMENT)
    return Problem(
        code="beside_a_statement",
        message=f"{_text(document.name)} came with a statement and could not be read: {problem.message}",
        facts={"file": _text(document.name), "problem": problem.code},
    )


def _without_statement(
    number: int,
    problems: tuple[Problem, ...],
    read: list[tuple[Document, Recognition]],
    counterparty: str,
    document: Document | None = None,
) -> NewCase:
    looks_like = next((recognition.looks_like for _, recognition in read if recognition.looks_like), None)
    all_problems = (*problems, *(problem for _, recognition in read for problem in recognition.problems))
    first = document if document is not None or not read else read[0][0]
    return NewCase(
        number=number,
        document=first.sha256 if first is not None else "",
        document_name=_text(first.name) if first is not None else "",
        counterparty=counterparty,
        findings=((PROBLEMS, forms.keep_problems(all_problems, looks_like)),),
    )


def _text(text: str) -> str:
    """Return text that every database keeps: no lone surrogates, no NUL."""
    return text.encode("utf-8", "replace").decode().replace("\0", "")
