"""A ledger's export: what it would bring (`preview_ledger`), and taken over as the version that counts (`import_ledger`)."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from io import BufferedReader

from daemon.imports.refusal import FileRefused, Outdated
from daemon.observe import events
from daemon.observe.logs import logger
from daemon.store.ledgers import ImportRefused, LedgerVersion
from daemon.store.opening import Store
from parsers.ledgers.entry import LedgerEntry, Role
from parsers.ledgers.generic import LedgerRefused, read_ledger

_SHOWN = 12
_EVERY = 5_000  # rows between two signs of progress

AccountKey = tuple[str, str]
"""An account and the currency in which it was posted ("" where the export names none)."""


@dataclass(slots=True)
class PreviewedAccount:
    """One account as the file has it, in our sign."""

    name: str = ""
    opening: Decimal = Decimal(0)
    balance: Decimal = Decimal(0)
    entries: int = 0


@dataclass(slots=True, kw_only=True)
class LedgerPreview:
    """What an export would bring. `first_rows` are its first entries, `since` and `as_of` the days of its first and latest entry."""

    name: str
    systems: tuple[str, ...]
    headings: tuple[str, ...]
    sha256: str
    accounts: dict[AccountKey, PreviewedAccount] = field(default_factory=dict)
    first_rows: list[LedgerEntry] = field(default_factory=list)
    entries: int = 0
    since: dt.date | None = None
    as_of: dt.date | None = None

    @property
    def totals(self) -> dict[str, Decimal]:
        """What all accounts come to, by currency."""
        found: dict[str, Decimal] = {}
        for (_, currency), account in sorted(self.accounts.items()):
            found[currency] = found.get(currency, Decimal(0)) + account.balance
        return found


def preview_ledger(
    stream: BufferedReader, name: str, *, role: Role, account: str | None, progress: Callable[[int], None] | None = None
) -> LedgerPreview:
    """Read an export to its end and return what it would bring. Nothing is stored. Raises `FileRefused`."""
    try:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        stream.seek(0)
        reading = read_ledger(stream, name, role=role, account=account)
        headings = tuple(" ".join(title.split()) for title in reading.headings if title)
        found = LedgerPreview(name=name, systems=reading.systems, headings=headings, sha256=sha256)
        for row in reading:
            one = found.accounts.setdefault((row.account, row.currency or ""), PreviewedAccount())
            one.balance += row.amount
            if not isinstance(row, LedgerEntry):
                one.opening += row.amount
                continue
            one.entries += 1
            found.entries += 1
            found.since = row.date if found.since is None else min(found.since, row.date)
            found.as_of = row.date if found.as_of is None else max(found.as_of, row.date)
            if len(found.first_rows) < _SHOWN:
                found.first_rows.append(row)
            if progress is not None and found.entries % _EVERY == 0:
                progress(found.entries)
        for (code, _), one in found.accounts.items():
            one.name = reading.names.get(code, "")
    except LedgerRefused as refusal:
        raise FileRefused(name, refusal.row, refusal.reason) from None
    return found


def import_ledger(
    store: Store,
    stream: BufferedReader,
    name: str,
    *,
    role: Role,
    account: str | None,
    now: dt.datetime,
    by: str,
    progress: Callable[[int], None] | None = None,
    recognised: Callable[[str], None] | None = None,
    seen: LedgerPreview | None = None,
    in_place_of: int | None = None,
) -> LedgerVersion:
    """Import an export as the version that counts from now on, wholly or not at all. `by` is who did it, for the audit.

    `recognised` is told which accounting system's export it looks like, where it looks like one. Where a person has `seen` a preview,
    this file must be the same, and take the place of the version with the id `in_place_of`. Raises `FileRefused`, `Outdated`.
    """
    try:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        stream.seek(0)
        reading = read_ledger(stream, name, role=role, account=account)
        looks_like = ", ".join(reading.systems)
        if looks_like and recognised is not None:
            recognised(looks_like)
        with store.writing() as tx:
            if seen is not None:
                active = store.ledgers.active(role, tx)
                if sha256 != seen.sha256 or (active.id if active is not None else None) != in_place_of:
                    raise Outdated
            version = store.ledgers.import_rows(
                reading,
                name=name,
                sha256=sha256,
                role=role,
                imported_at=now,
                names=lambda: reading.names,
                progress=progress,
                tx=tx,
            )
            facts = {"version": str(version.id), "file": name, "sha256": sha256, "entries": str(version.entries)}
            if looks_like:
                facts["looks_like"] = looks_like
            store.audit.add(tx, now, events.LEDGER_IMPORTED, actor=by, facts=facts)
    except (LedgerRefused, ImportRefused) as refusal:
        raise FileRefused(name, refusal.row, refusal.reason) from None
    logger("imports").info(events.LEDGER_IMPORTED, version=version.id, rows=version.entries, accounts=version.accounts)
    return version
