"""A case with a statement is laid against our ledger: the account chosen, its entries fetched, the pure core asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

import msgspec

from daemon.correction import said_in
from daemon.observe import events
from daemon.observe.logs import logger
from daemon.pipeline.corrections import keep_laid_over, laid_over
from daemon.pipeline.counterparty import Choice, choose, of_sender
from daemon.pipeline.elsewhere import posted_elsewhere
from daemon.pipeline.numbers import keep_evidence
from daemon.pipeline.work import Work
from daemon.store import Store, forms
from daemon.store.cases import Case
from daemon.store.findings import ACCOUNT, RECONCILIATION, AccountFinding
from daemon.store.grounds import COMPARED, Compared, compared, keep_compared
from daemon.store.numbers import learned
from daemon.store.states import CaseState
from parsers.ledgers.counterparty import Counterparty
from parsers.statements.statement import Statement
from rules.as_at import date_of
from rules.known import told_with
from rules.model.by_hand import ByHand
from rules.model.number_map import NumberMap
from rules.model.reconciliation import Reconciliation
from rules.model.terms import Terms
from rules.model.told import Told
from rules.reconcile import reconcile

log = logger("pipeline.reconcile")

Term = TypeVar("Term")

"""The kinds of finding that this step keeps."""


def reconcile_case(work: Work, case: Case) -> None:
    """Take a claimed case from `recognised` to `reconciled`, with a reconciliation or the reason why there is none."""
    store = work.store
    reconciliation = evidence = stood_on = told = None
    known = NumberMap()
    with store.one_moment():
        read, statement, corrections = laid_over(store, case.id)
        message = store.messages.get(case.message)
        candidates = of_sender(store, work.settings.policy, work.opened(message).sender)
        choice = Choice(counterparty=candidates[0] if len(candidates) == 1 else None)
        if statement is not None:
            choice = choose(store, candidates, statement)
            told = _told(store, case, choice, statement)
            if choice.counterparty is not None:
                known = learned(store, choice.counterparty, case.id)
    said = said_in(corrections)
    if statement is not None:
        reconciliation = _reconciled(statement, choice, told, known, said)
        own = () if choice.counterparty is None else choice.counterparty.ledger_accounts()
        if elsewhere := posted_elsewhere(store, choice.version, reconciliation, own):
            choice = replace(choice, others=(*choice.others, *elsewhere))
            reconciliation = _reconciled(statement, choice, told, known, said)
        stood_on = _stood_on(choice, told, known, said)
        evidence = _reconciled(statement, choice, told, NumberMap(), said) if known else reconciliation
    work.on_step("reconcile:compared")
    now = work.clock()
    with store.writing() as tx:
        if read is not None and statement is not None and corrections:
            keep_laid_over(store, tx, case.id, read, statement)
        store.cases.put_finding(tx, case.id, ACCOUNT, msgspec.json.encode(AccountFinding(choice.problem)).decode())
        store.cases.drop_finding(tx, case.id, RECONCILIATION)
        store.differences.forget(tx, case.id)
        if reconciliation is not None:
            store.cases.put_finding(tx, case.id, RECONCILIATION, forms.keep_reconciliation(reconciliation))
        store.cases.drop_finding(tx, case.id, COMPARED)
        if stood_on is not None:
            store.cases.put_finding(tx, case.id, COMPARED, keep_compared(stood_on))
        keep_evidence(store, tx, case.id, evidence)
        store.cases.move(
            tx,
            case,
            CaseState.RECONCILED,
            now,
            counterparty=choice.counterparty.code if choice.counterparty is not None else "",
            account=choice.account.account if choice.account is not None else "",
            ledger_version=choice.version.id if choice.version is not None else None,
        )
        store.audit.add(
            tx,
            now,
            events.RECONCILED,
            message=case.message,
            case=case.id,
            facts={
                "account": choice.account.account if choice.account is not None else "",
                "ledger": choice.version.sha256 if choice.version is not None else "",
                "problem": choice.problem,
            },
        )
        claimed = store.cases.claim(work.worker, now, case.id, tx)
    work.goes_on(claimed)
    work.on_step("reconcile:recorded")
    if reconciliation is not None:
        log.info(
            events.RECONCILED,
            account=reconciliation.ledger.account,
            matches=len(reconciliation.matches),
            differences=len(reconciliation.differences),
            agreed=reconciliation.agreed,
        )


def terms_of(counterparty: Counterparty, numbers: NumberMap | None = None) -> Terms:
    """Return what was agreed with the counterparty; where nothing was, the usual. `numbers` is what was learned of its numbering."""
    usual = Terms()
    return Terms(
        rounding=_agreed(counterparty.tolerance, usual.rounding),
        bank_fee=_agreed(counterparty.bank_fee, usual.bank_fee),
        discount_rates=_agreed(counterparty.discount_rates, usual.discount_rates),
        withholding_rates=_agreed(counterparty.withholding_rates, usual.withholding_rates),
        withholding_names=counterparty.withholding_names,
        fx_tolerance=_agreed(counterparty.fx_tolerance, usual.fx_tolerance),
        cutoff_days=_agreed(counterparty.cutoff_days, usual.cutoff_days),
        disputed=counterparty.disputed,
        reference_map=counterparty.reference_map,
        numbers=usual.numbers if numbers is None else numbers,
    )


def _agreed(agreed: Term | None, usual: Term) -> Term:
    return usual if agreed is None else agreed


def _told(store: Store, case: Case, choice: Choice, statement: Statement) -> Told | None:
    """Return what the counterparty was told with its latest statement of an earlier day on this account."""
    as_of, _printed = date_of(statement, None)
    if choice.account is None or choice.counterparty is None or as_of is None:
        return None
    of_counterparty = replace(case, counterparty=choice.counterparty.code)
    latest: Told | None = None
    with store.reading() as connection:
        for content in store.cases.answered_before(connection, of_counterparty, choice.account.account, RECONCILIATION):
            earlier = forms.read_reconciliation(content)
            told = told_with(earlier) if earlier.statement.currency == statement.currency else None
            if told is not None and told.as_of <= as_of and (latest is None or told.as_of > latest.as_of):
                latest = told
    return latest


def _stood_on(choice: Choice, told: Told | None, numbers: NumberMap, said: ByHand) -> Compared | None:
    if choice.account is None or choice.counterparty is None:
        return None
    terms = terms_of(choice.counterparty, numbers)
    return compared(choice.account, choice.others, choice.counterparty.role, terms, told, said)


def _reconciled(
    statement: Statement, choice: Choice, told: Told | None, numbers: NumberMap, said: ByHand
) -> Reconciliation | None:
    if choice.account is None or choice.counterparty is None:
        return None
    return reconcile(
        replace(statement, printed=None),  # the printed figures stay with the statement's own finding
        choice.account,
        terms_of(choice.counterparty, numbers),
        role=choice.counterparty.role,
        other_accounts=choice.others,
        told=told,
        said=said,
    )
