"""What they list and their account of ours lacks may be posted to another account: the ledger is searched for it, whoever owns that.

A hint for staff alone. Only rows with a number and an amount of the statement are looked at, and nothing of them leaves the house.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from decimal import Decimal

from daemon.store import Store
from daemon.store.ledgers import LedgerVersion
from parsers.ledgers.entry import LedgerAccount, LedgerEntry
from rules.document_numbers import number_form
from rules.model.difference import Reason
from rules.model.reconciliation import Reconciliation

_LACKING = frozenset({Reason.MISSING_IN_LEDGER, Reason.TIMING_STATEMENT})


def posted_elsewhere(
    store: Store, version: LedgerVersion | None, found: Reconciliation | None, own: tuple[str, ...]
) -> tuple[LedgerAccount, ...]:
    """Return the rows of other accounts than `own` that bear number and amount of a line that we lack, account by account."""
    if found is None or version is None:
        return ()
    lacking = {
        (form, found.line_amounts[line])
        for difference in found.differences
        if difference.reason in _LACKING and not difference.entries
        for line in difference.lines
        for reference in found.statement.lines[line].references
        if (form := number_form(reference))
    }
    accounts = store.ledgers.elsewhere(version.id, [amount for _, amount in sorted(lacking)], own) if lacking else ()
    named = (replace(account, entries=tuple(_named(account, lacking))) for account in accounts)
    return tuple(account for account in named if account.entries)


def _named(account: LedgerAccount, lacking: Collection[tuple[str, Decimal]]) -> Iterator[LedgerEntry]:
    return (
        entry
        for entry in account.entries
        if any((number_form(reference), entry.amount) in lacking for reference in entry.references)
    )
