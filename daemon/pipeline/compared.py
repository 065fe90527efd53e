"""The account that a statement was laid against: as it was then, and whether our books still say the same.

A draft may wait for days, a refused mail for hours. When the ledger is imported anew meanwhile, the figures of a reply may be
no longer ours.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection

from daemon.store import Store, forms
from daemon.store.cases import Case
from daemon.store.findings import RECONCILIATION
from parsers.ledgers.counterparty import Counterparty
from parsers.ledgers.entry import LedgerAccount
from rules.model.reconciliation import Reconciliation


def compared_account(
    store: Store, case: Case, reconciliation: Reconciliation | None, tx: Connection | None = None
) -> LedgerAccount | None:
    """Return the account in the version of the ledger that it was compared with; None where nothing was."""
    if case.ledger_version is None or reconciliation is None:
        return None
    counterparty = store.counterparties.get(case.counterparty, tx)
    return _matching(store.ledgers.account(case.ledger_version, case.account, tx), counterparty, reconciliation)


def changed_since(store: Store, case_id: int, tx: Connection) -> str:
    """Say in a sentence where a newer ledger tells the compared account otherwise, up to the statement's day; "" else."""
    content = store.cases.finding(case_id, RECONCILIATION, tx)
    if content is None:
        return ""
    case = store.cases.get(case_id, tx)
    counterparty = store.counterparties.get(case.counterparty, tx)
    active = None if counterparty is None else store.ledgers.active(counterparty.role, tx)
    if active is None or active.id == case.ledger_version:
        return ""
    reconciliation = forms.read_reconciliation(content)
    then = compared_account(store, case, reconciliation, tx)
    now = _matching(store.ledgers.account(active.id, case.account, tx), counterparty, reconciliation)
    as_of = reconciliation.ledger.as_of
    if then is not None and now is not None and _told(then, as_of) == _told(now, as_of):
        return ""
    return f"Our ledger has changed since the figures were compared; have the case worked on again: tieout case replay {case_id}."


def _matching(
    accounts: tuple[LedgerAccount, ...], counterparty: Counterparty | None, reconciliation: Reconciliation
) -> LedgerAccount | None:
    """Return the account in the statement's currency where it was posted in several."""
    if len(accounts) <= 1:
        return accounts[0] if accounts else None
    currency = reconciliation.statement.currency or (counterparty.currency if counterparty is not None else None)
    fitting = [account for account in accounts if account.currency == currency]
    return fitting[0] if len(fitting) == 1 else None


def _told(account: LedgerAccount, as_of: dt.date | None) -> tuple[object, ...]:
    """Return all that a reply may tell of the account; rows and ids may differ from export to export."""
    entries = sorted(
        (str(entry.date), entry.amount, str(entry.kind), entry.references)
        for entry in account.entries
        if as_of is None or entry.date <= as_of
    )
    return account.currency, account.opening, entries
