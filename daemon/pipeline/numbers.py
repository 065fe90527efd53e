"""What was learned of a counterparty's numbering: the evidence that a case holds, and the map that all answered cases bear out.

Nothing is learned from a case before its answer has left: until then a person may still find it wrong.
"""

from __future__ import annotations

from sqlalchemy import Connection

from daemon.store import Store, forms
from parsers.ledgers.counterparty import Counterparty
from rules.model.number_map import NumberMap
from rules.model.reconciliation import Reconciliation
from rules.number_learning import certain_pairs, learn

NUMBERS = "numbers"
"""The kind of finding: the documents of a case that are surely one, by their numbers on both sides."""

_CASES = 24  # answered cases that are asked, the newest first: two years of months


def keep_evidence(store: Store, tx: Connection, case: int, found: Reconciliation | None) -> None:
    """Keep what a reconciliation, made without a learned map, shows of their numbers; nothing where it shows nothing."""
    store.cases.drop_finding(tx, case, NUMBERS)
    evidence = () if found is None else certain_pairs(found)
    if evidence:
        store.cases.put_finding(tx, case, NUMBERS, forms.keep_numbers(evidence))


def learned(store: Store, counterparty: Counterparty, besides: int = 0) -> NumberMap:
    """Return the map of a counterparty's numbers to ours, from its answered cases but the one with the id `besides`."""
    with store.reading() as connection:
        kept = list(store.cases.answered(connection, counterparty.code, None, NUMBERS, _CASES, besides=besides))
    evidence = [pair for content in kept for pair in forms.read_numbers(content)]
    return learn(evidence, counterparty.numbers_refused)
