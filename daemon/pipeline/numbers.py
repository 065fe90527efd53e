"""What a case shows of a counterparty's numbering is kept with it; daemon/store/numbers.py learns from all of them."""

from __future__ import annotations

from sqlalchemy import Connection

from daemon.store import Store, forms
from daemon.store.numbers import NUMBERS
from rules.model.reconciliation import Reconciliation
from rules.number_learning import certain_pairs


def keep_evidence(store: Store, tx: Connection, case: int, found: Reconciliation | None) -> None:
    """Keep what a reconciliation, made without a learned map, shows of their numbers; nothing where it shows nothing."""
    store.cases.drop_finding(tx, case, NUMBERS)
    evidence = () if found is None else certain_pairs(found)
    if evidence:
        store.cases.put_finding(tx, case, NUMBERS, forms.keep_numbers(evidence))
