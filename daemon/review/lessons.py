"""What was learned of one counterparty, line by line: from answered statements and from staff, each with its evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from daemon.store import Store
from daemon.store.numbers import bears_out, learned_from, shown_by
from daemon.store.taught import Change, changes_of
from parsers.ledgers.agreed_terms import TermRefused, pairs
from parsers.ledgers.counterparty import Counterparty
from rules.model.number_map import NumberRule

LEARNED, TAUGHT, REFUSED, DISPUTED = "learned", "taught", "refused", "disputed"


class LessonRefused(Exception):
    """What is to be taken back, brought back or taught is not there, or cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One thing learned. `key` names it among its `kind`; `by` and `at` are unknown ("" and None) where a list brought it."""

    kind: str
    key: str
    ours: str = ""
    support: int = 0
    series: bool = False
    cases: tuple[int, ...] = ()
    by: str = ""
    at: dt.datetime | None = None


def lessons_of(store: Store, tx: Connection, counterparty: Counterparty) -> tuple[Lesson, ...]:
    """Return all that was learned of a counterparty and counts, and what was taken back."""
    shown = shown_by(store, tx, counterparty.code)
    changes = changes_of(tx, counterparty.code)
    known = learned_from(shown, counterparty)
    found = [
        Lesson(
            kind=LEARNED,
            key=each.key,
            ours=str(each),
            support=each.support,
            series=isinstance(each, NumberRule),
            cases=tuple(one.case for one in shown if bears_out(each, one)),
        )
        for each in known.all
    ]
    for theirs, ours in counterparty.reference_map:
        change = _who(changes, "reference_map", f"{theirs} = {ours}")
        found.append(_signed(Lesson(kind=TAUGHT, key=theirs, ours=ours), change))
    for kind, field, keys in (
        (REFUSED, "numbers_refused", counterparty.numbers_refused),
        (DISPUTED, "disputed", counterparty.disputed),
    ):
        found.extend(_signed(Lesson(kind=kind, key=key), _who(changes, field, key)) for key in keys)
    return tuple(found)


def changed_by(counterparty: Counterparty, act: str, key: str, ours: str = "") -> Counterparty:
    """Return the counterparty after one act on what was learned. Raises `LessonRefused`.

    "refuse" takes back what was learned, and it is not learned again; "restore" lets it be learned again; "forget" takes back what
    staff taught; "teach" says which number of ours a number of theirs is; "settle" ends a dispute.
    """
    if act == "refuse" and key not in counterparty.numbers_refused:
        return replace(counterparty, numbers_refused=(*counterparty.numbers_refused, key))
    if act == "restore" and key in counterparty.numbers_refused:
        return replace(
            counterparty, numbers_refused=tuple(each for each in counterparty.numbers_refused if each != key)
        )
    if act == "forget" and key in dict(counterparty.reference_map):
        return replace(counterparty, reference_map=tuple(each for each in counterparty.reference_map if each[0] != key))
    if act == "settle" and key in counterparty.disputed:
        return replace(counterparty, disputed=tuple(each for each in counterparty.disputed if each != key))
    if act == "teach":
        try:
            ((theirs, mine),) = pairs(f"{key}={ours}")
        except (TermRefused, ValueError):
            raise LessonRefused(key) from None
        return replace(counterparty, reference_map=tuple({**dict(counterparty.reference_map), theirs: mine}.items()))
    raise LessonRefused(key)


def _who(changes: Sequence[Change], field: str, word: str) -> Change | None:
    """Return the change since which a field holds `word`; None where no person's change says so."""
    found: Change | None = None
    for change in changes:
        if field in change.facts:
            found = (found or change) if change.says(field, word) else None
    return found


def _signed(lesson: Lesson, change: Change | None) -> Lesson:
    return lesson if change is None else replace(lesson, by=change.actor, at=change.at)
