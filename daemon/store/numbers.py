"""What was learned of a counterparty's numbering, and which answered cases bear it out.

Nothing is learned from a case before its answer has left: until then a person may still find it wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from daemon.store import forms
from daemon.store.opening import Store
from parsers.ledgers.counterparty import Counterparty
from rules.document_numbers import exact_form
from rules.model.number_map import NumberMap, NumberPair, NumberRule
from rules.number_learning import Evidence, learn

NUMBERS = "numbers"
"""The kind of finding: the documents of a case that are surely one, by their numbers on both sides."""

_CASES = 24  # answered cases that are asked, the newest first: two years of months


@dataclass(frozen=True, slots=True)
class Shown:
    """What one answered case shows of their numbers."""

    case: int
    documents: Sequence[Evidence]


def shown_by(store: Store, tx: Connection, code: str, besides: int = 0) -> tuple[Shown, ...]:
    """Return what the answered cases of a counterparty show, the newest first, but the one with the id `besides`."""
    kept = store.cases.answered(tx, code, None, NUMBERS, _CASES, besides=besides)
    return tuple(Shown(case, forms.read_numbers(content)) for case, content in kept)


def learned_from(shown: Sequence[Shown], counterparty: Counterparty) -> NumberMap:
    """Return the map of a counterparty's numbers to ours that these cases bear out; what staff took away is not in it."""
    return learn([pair for one in shown for pair in one.documents], counterparty.numbers_refused)


def learned(store: Store, counterparty: Counterparty, besides: int = 0) -> NumberMap:
    """Return the map of a counterparty's numbers to ours, from its answered cases but the one with the id `besides`."""
    with store.reading() as tx:
        shown = shown_by(store, tx, counterparty.code, besides)
    return learned_from(shown, counterparty)


def bears_out(one: NumberRule | NumberPair, shown: Shown) -> bool:
    """Whether a case holds a document that this rule or pair tells rightly."""
    known = NumberMap(rules=(one,)) if isinstance(one, NumberRule) else NumberMap(pairs=(one,))
    return any(
        {exact_form(each) for each in ours} & {told for each in theirs for told in known.ours(each)}
        for theirs, ours in shown.documents
    )
