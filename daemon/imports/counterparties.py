"""The counterparty list: what it would change (`preview_counterparties`), and put in the place of the old one."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

from sqlalchemy import Connection

from daemon.imports.refusal import FileRefused, Outdated
from daemon.observe import events
from daemon.observe.logs import logger
from daemon.store.counterparties import CounterpartyRefused
from daemon.store.opening import Store
from parsers.document import Document
from parsers.ledgers.counterparties import ListRefused, read_counterparties
from parsers.ledgers.counterparty import Counterparty

_ONLY_WE_KNOW = ("disputed", "reference_map", "numbers_refused")


@dataclass(frozen=True, slots=True)
class Changed:
    """A counterparty that the list changes, with the names of the fields that differ."""

    before: Counterparty
    after: Counterparty

    @property
    def what(self) -> tuple[str, ...]:
        return tuple(
            each.name
            for each in fields(self.before)
            if getattr(self.before, each.name) != getattr(self.after, each.name)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ListChanges:
    """What a list would do to what is on file. `digest` tells whether it still is the same."""

    name: str
    new: tuple[Counterparty, ...]
    changed: tuple[Changed, ...]
    removed: tuple[Counterparty, ...]
    same: int
    digest: str


def preview_counterparties(store: Store, document: Document) -> ListChanges:
    """Return what the file's list would change. Nothing is stored. Raises `FileRefused`."""
    with store.reading() as tx:
        listed = _listed(store, document, tx)
        return _changes(store, document.name, listed)


def import_counterparties(
    store: Store, document: Document, *, now: dt.datetime, by: str, seen: str | None = None
) -> int:
    """Put the file's list in place of the old one. Return how many. `by` is who did it, for the audit.

    Where a person has `seen` what would change, its digest must still be that. Raises `FileRefused`, `Outdated`.
    """
    try:
        with store.writing() as tx:
            listed = _listed(store, document, tx)
            if seen is not None and _changes(store, document.name, listed).digest != seen:
                raise Outdated
            count = store.counterparties.replace_all(listed, tx)
            facts = {"file": document.name, "sha256": document.sha256, "rows": str(count)}
            store.audit.add(tx, now, events.COUNTERPARTIES_IMPORTED, actor=by, facts=facts)
    except CounterpartyRefused as refusal:
        raise FileRefused(document.name, None, str(refusal)) from None
    logger("imports").info(events.COUNTERPARTIES_IMPORTED, rows=count)
    return count


def _listed(store: Store, document: Document, tx: Connection) -> Sequence[Counterparty]:
    try:
        listed: Sequence[Counterparty] = read_counterparties(document)
    except ListRefused as refusal:
        raise FileRefused(document.name, refusal.row, refusal.reason) from None
    return _with_what_only_we_know(store, listed, tx)


def _changes(store: Store, name: str, listed: Sequence[Counterparty]) -> ListChanges:
    before: Mapping[str, Counterparty] = {each.code: each for each in store.counterparties.all()}
    codes = {each.code for each in listed}
    kept = [Changed(before[each.code], each) for each in listed if each.code in before]
    changed = tuple(each for each in kept if each.before != each.after)
    new = tuple(each for each in listed if each.code not in before)
    removed = tuple(each for code, each in before.items() if code not in codes)
    told = hashlib.sha256(repr((new, changed, removed)).encode()).hexdigest()
    return ListChanges(name=name, new=new, changed=changed, removed=removed, same=len(kept) - len(changed), digest=told)


def _with_what_only_we_know(store: Store, listed: Sequence[Counterparty], tx: Connection) -> Sequence[Counterparty]:
    """Keep what staff entered between two imports where the list holds nothing of the kind for anybody.

    A dispute must not be forgotten because the accounting system's list has no column for it.
    """
    for field in _ONLY_WE_KNOW:
        if not any(getattr(each, field) for each in listed):
            kept = ((each, store.counterparties.get(each.code, tx)) for each in listed)
            listed = [
                each if before is None else replace(each, **{field: getattr(before, field)}) for each, before in kept
            ]
    return listed
