"""All that the gates may ask is gathered, the pure core decides, and an independent check must agree before any figure leaves."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection

from daemon.mail.incoming import OpenedMail
from daemon.observe import events
from daemon.observe.logs import logger
from daemon.pipeline.bank_notes import BANK_NOTES, new_accounts, read_notes
from daemon.pipeline.budgets import given, limits_of
from daemon.pipeline.compared import compared_account
from daemon.pipeline.counterparty import on_file
from daemon.pipeline.delivery import REPORT, read_report
from daemon.pipeline.fingerprint import are_rivals, say_the_same
from daemon.pipeline.impostors import look_alike
from daemon.pipeline.others_named import others_named
from daemon.pipeline.thread import QUOTED_WITHIN, answered_replies, in_thread, our_answers_in_thread, without_quoted
from daemon.pipeline.work import Work
from daemon.store import Store, forms, repeats
from daemon.store.cases import Case
from daemon.store.figures import figures_of
from daemon.store.findings import ACCOUNT, DECISION, PROBLEMS, RECONCILIATION, STATEMENT, AccountFinding
from daemon.store.forms_asked import FORMS_ASKED, read_forms
from daemon.store.grounds import COMPARED, FACTS, keep_facts, kept_mail_date
from daemon.store.ledgers import LedgerVersion
from daemon.store.messages import Message
from daemon.store.outbox import Reply
from daemon.store.states import CaseState
from daemon.store.verification import digests
from parsers.ledgers.entry import LedgerAccount
from parsers.references import normal_form
from parsers.statements.statement import Statement
from rules.gates.answers_budget import exceeded
from rules.independent_check import decided
from rules.model.case_facts import Automatic, CaseFacts
from rules.model.decision import Decision, Outcome
from rules.model.difference import Reason
from rules.model.reconciliation import Reconciliation

log = logger("pipeline.decide")

WITNESSED = (STATEMENT, RECONCILIATION, DECISION, COMPARED, FACTS)
"""What a decision stood on: the audit keeps the hash of each."""

_DIGITS_OF_A_DOCUMENT = 3


def decide_case(work: Work, case: Case) -> None:
    """Take a claimed case from `reconciled` to `decided`."""
    store = work.store
    with store.one_moment() as connection:
        message = store.messages.get(case.message, connection)
        facts = facts_of(work, connection, case, message, work.opened(message))
        compared = compared_account(store, case, facts.reconciliation, connection)
    decision = decided(facts, compared)
    work.on_step("decide:decided")
    now = work.clock()
    with store.writing() as tx:
        store.cases.put_finding(tx, case.id, DECISION, forms.keep_decision(decision))
        # The audit witnesses what was decided and on what.
        store.cases.put_finding(tx, case.id, FACTS, keep_facts(facts))
        figures = figures_of(facts.statement, facts.reconciliation, decision)
        store.figures.put(tx, case.id, figures)
        store.differences.put(tx, case.id, facts.reconciliation, figures.currency)
        kept = store.cases.findings(case.id, tx)
        rested_on = {kind: kept.get(kind) for kind in WITNESSED}
        store.cases.move(
            tx,
            case,
            CaseState.DECIDED,
            now,
            outcome=str(decision.outcome),
            repeats=int(facts.repeats_case) if facts.repeats_case else None,
        )
        store.audit.add(
            tx,
            now,
            events.DECIDED,
            message=case.message,
            case=case.id,
            facts={"outcome": str(decision.outcome), "gates": _gates(decision), **digests(rested_on)},
        )
        claimed = store.cases.claim(work.worker, now, case.id, tx)
    work.goes_on(claimed)
    work.on_step("decide:recorded")
    log.info(events.DECIDED, outcome=str(decision.outcome), gates=_gates(decision))
    spent = exceeded(facts.given, facts.limits)
    if spent:
        log.warning(events.ANSWERS_LIMITED, because=spent)


def facts_of(work: Work, tx: Connection, case: Case, message: Message, opened: OpenedMail) -> CaseFacts:
    """Gather what is known of a reconciled case."""
    store, policy = work.store, work.settings.policy
    found = store.cases.findings(case.id, tx)
    statement = found.get(STATEMENT)
    reconciliation = found.get(RECONCILIATION)
    account = found.get(ACCOUNT)
    problems, looks_like = forms.read_problems(found.get(PROBLEMS) or '{"problems":[]}')
    counterparty = store.counterparties.get(case.counterparty, tx) if case.counterparty else None
    answered = answered_replies(store, tx, opened)
    thread = our_answers_in_thread(store, tx, opened, case.counterparty, since=work.clock() - QUOTED_WITHIN)
    version = None if case.ledger_version is None else store.ledgers.version(case.ledger_version, tx)
    notes = read_notes(found.get(BANK_NOTES))
    said = None if statement is None else forms.read_statement(statement)
    compared = None if reconciliation is None else forms.read_reconciliation(reconciliation)
    ours = compared_account(store, case, compared, tx)
    own_words = _own_words(store, case, opened, answered)
    our_names = work.settings.company.names
    automatic, automatic_because = opened.automatic, opened.automatic_because
    report = read_report(found.get(REPORT))
    if report is not None and report.needs_a_person:
        automatic, automatic_because = Automatic.HOLD, report.sentence
    return CaseFacts(
        automatic=automatic,
        automatic_because=automatic_because,
        sender=opened.sender,
        look_alike=look_alike(store, tx, opened, counterparty),
        counterparty=counterparty,
        sender_on_file=counterparty is not None and on_file(policy, counterparty, opened.sender),
        authenticated=opened.authenticated,
        authenticated_because=opened.authenticated_because,
        documents=len(opened.documents),
        statement=said,
        problems=problems,
        looks_like=looks_like,
        reconciliation=compared,
        account=case.account or None,
        account_problem="" if account is None else msgspec.json.decode(account, type=AccountFinding).problem,
        repeats_case=_repeats(tx, case, message, said),
        rivals=() if said is None else tuple(_rivals(store, tx, case, said)),
        listed_elsewhere=() if compared is None else tuple(_listed_elsewhere(store, tx, case, compared)),
        our_names=our_names,
        text_of_mail="\n\n".join((opened.subject, own_words, *_names(opened))),
        names_others=others_named(
            store,
            tx,
            own=() if counterparty is None else (counterparty, *store.counterparties.by_address(opened.sender, tx)),
            our_names=our_names,
            version=version,
            labels=tuple(_names(opened)),
            words=own_words,
            documents=_document_numbers(said, compared),
        ),
        mail_date=None if opened.sent_at is None else min(opened.sent_at, message.recorded_at).date(),
        mail_age_days=None
        if opened.sent_at is None
        else ((opened.stamped_at or message.recorded_at) - opened.sent_at) // dt.timedelta(days=1),
        mail_stamped=opened.stamped_at is not None,
        answered_mail_date=_answered_mail_date(store, tx, case),
        bank_notes=notes,
        forms=tuple((each.name, each.form) for each in read_forms(found.get(FORMS_ASKED))),
        new_bank_accounts=new_accounts(store, tx, case, notes),
        in_thread=in_thread(opened),
        answers_case=str(answered[-1].case) if answered else "",
        first_statement=not store.cases.has_earlier_statement(tx, case),
        ledger_age_days=_ledger_age(work, version),
        ledger_begins=None if ours is None else _begins(ours),
        ledger_made=None if version is None else version.imported_at.astimezone(work.zone).date(),
        given=given(work, tx, case.counterparty, opened.sender, besides=case.id),
        answers_in_thread=len(thread),
        answers_question=next((str(each.case) for each in reversed(thread) if each.kind == Outcome.ASK), ""),
        limits=limits_of(policy),
    )


def _rivals(store: Store, tx: Connection, case: Case, statement: Statement) -> Iterator[str]:
    """Yield the files of the same mail that hold another statement of the same account and day."""
    for sibling in store.cases.of_message(case.message, tx):
        content = store.cases.finding(sibling.id, STATEMENT, tx) if sibling.id != case.id else None
        if content is not None and are_rivals(statement, forms.read_statement(content)):
            yield sibling.document_name


def _listed_elsewhere(store: Store, tx: Connection, case: Case, found: Reconciliation) -> Iterator[str]:
    """Yield the files of the same mail with another statement, of whatever account, day or currency, that lists a document which we
    would call missing on this one.
    """
    missed = {key for one in found.differences if one.reason is Reason.MISSING_ON_STATEMENT for key in one.entries}
    entries = (entry for entry in found.ledger.entries if entry.id in missed)
    numbers = {normal_form(number) for entry in entries for number in entry.references if _tells_apart(number)}
    for sibling in store.cases.of_message(case.message, tx) if numbers else ():
        content = store.cases.finding(sibling.id, STATEMENT, tx) if sibling.id != case.id else None
        lines = () if content is None else forms.read_statement(content).lines
        if any(normal_form(number) in numbers for line in lines for number in line.references):
            yield sibling.document_name


def _tells_apart(number: str) -> bool:
    """Whether a number has digits enough to be one document's."""
    return sum(char.isdigit() for char in number) >= _DIGITS_OF_A_DOCUMENT


def _names(opened: OpenedMail) -> Iterator[str]:
    """Yield the names of the files and the subject, as they are and with blanks for the signs that join words."""
    for name in (*(document.name for document in opened.documents), opened.subject):
        spaced = re.sub(r"[_+.-]+", " ", name)
        yield from (name, spaced) if spaced != name else (name,)


def _document_numbers(statement: Statement | None, found: Reconciliation | None) -> frozenset[str]:
    """Return the normal forms of the document numbers on the paper and in our account."""
    theirs = [] if statement is None else [line.references for line in statement.lines]
    ours = [] if found is None else [entry.references for entry in found.ledger.entries]
    return frozenset(normal_form(number) for numbers in (*theirs, *ours) for number in numbers)


def _answered_mail_date(store: Store, tx: Connection, case: Case) -> dt.date | None:
    """Return the latest day on which a mail was sent whose statement of this account was answered."""
    if not case.account:
        return None
    kept = store.cases.answered_before(tx, case, case.account, FACTS)
    return max(filter(None, (kept_mail_date(facts) for facts in kept)), default=None)


def _own_words(store: Store, case: Case, opened: OpenedMail, answered: tuple[Reply, ...]) -> str:
    """Return the mail's text without what it quotes of our replies to this counterparty."""
    # The words of a reply whose time of keeping is over are gone; what is quoted of it then counts as the sender's own.
    kept = [reply for reply in answered if store.archive.holds(reply.mail)]
    letters = [store.outbox.mail(reply).text for reply in kept if reply.counterparty == case.counterparty]
    return without_quoted(opened.text, letters) if letters else opened.text


def _repeats(tx: Connection, case: Case, message: Message, statement: Statement | None) -> str:
    """Return the case that this one repeats: the same statement from the same counterparty, or the same mail again."""
    earlier = repeats.same_statement(tx, case, authenticated=message.authenticated)
    if earlier is None and case.counterparty and statement is not None:
        before = repeats.latest_statements(tx, case, STATEMENT, authenticated=message.authenticated)
        earlier = next((found for found, said in before if say_the_same(statement, forms.read_statement(said))), None)
    if earlier is None:
        earlier = repeats.same_mail(tx, case, message)
    if earlier is None:
        earlier = repeats.same_bytes(tx, case, message)
    return "" if earlier is None else str(earlier)


def _ledger_age(work: Work, version: LedgerVersion | None) -> int | None:
    """Return the age in days of what we compare with: since the import or the latest entry, whichever is longer ago.

    Importing an old export again does not make it fresh.
    """
    if version is None:
        return None
    imported = version.imported_at.astimezone(work.zone).date()
    oldest = imported if version.as_of is None else min(imported, version.as_of)
    return max(0, (work.today() - oldest) // dt.timedelta(days=1))


def _begins(account: LedgerAccount) -> dt.date | None:
    """Return from which day on the account is known; None where it starts from nothing."""
    if account.opening_date is not None or not account.opening:
        return account.opening_date
    return min((entry.date for entry in account.entries), default=None)


def _gates(decision: Decision) -> str:
    """Name the gates that stood behind the outcome, for the log and the audit."""
    return " ".join(because.gate for because in decision.because if because.answer is decision.outcome)
