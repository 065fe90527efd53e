"""Files into the store: our ledger and the counterparty list, with a word and a row where something cannot be read.

Used by `tieout ledger import`, `tieout counterparty import` and `tieout demo`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection

from daemon.cli.exits import CommandError
from daemon.cli.files import read_document
from daemon.observe import events
from daemon.observe.logs import logger
from daemon.store.counterparties import CounterpartyRefused
from daemon.store.ledgers import ImportRefused, LedgerVersion
from daemon.store.opening import Store
from parsers.ledgers.counterparties import ListRefused, read_counterparties
from parsers.ledgers.counterparty import Counterparty
from parsers.ledgers.entry import Role
from parsers.ledgers.generic import LedgerRefused, read_ledger


def import_ledger(
    store: Store,
    file: Path,
    *,
    role: Role,
    account: str | None,
    now: dt.datetime,
    by: str,
    progress: Callable[[int], None] | None = None,
    recognised: Callable[[str], None] | None = None,
) -> LedgerVersion:
    """Import an export as the version that counts from now on, wholly or not at all. `by` is who did it, for the audit.

    `recognised` is told which accounting system's export it looks like, where it looks like one. Raises `CommandError`.
    """
    try:
        with file.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
            stream.seek(0)
            reading = read_ledger(stream, file.name, role=role, account=account)
            looks_like = ", ".join(reading.systems)
            if looks_like and recognised is not None:
                recognised(looks_like)
            with store.writing() as tx:
                version = store.ledgers.import_rows(
                    reading,
                    name=file.name,
                    sha256=sha256,
                    role=role,
                    imported_at=now,
                    names=lambda: reading.names,
                    progress=progress,
                    tx=tx,
                )
                facts = {
                    "version": str(version.id),
                    "file": file.name,
                    "sha256": sha256,
                    "entries": str(version.entries),
                }
                if looks_like:
                    facts["looks_like"] = looks_like
                store.audit.add(tx, now, events.LEDGER_IMPORTED, actor=by, facts=facts)
    except (LedgerRefused, ImportRefused) as refusal:
        raise refused(file, refusal.row, refusal.reason) from None
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from None
    logger("cli").info(events.LEDGER_IMPORTED, version=version.id, rows=version.entries, accounts=version.accounts)
    return version


def import_counterparties(store: Store, file: Path, *, now: dt.datetime, by: str) -> int:
    """Put the file's list in place of the old one. Return how many. `by` is who did it, for the audit. Raises `CommandError`."""
    document = read_document(file)
    try:
        listed = read_counterparties(document)
        with store.writing() as tx:
            count = store.counterparties.replace_all(_with_what_only_we_know(store, listed, tx), tx)
            facts = {"file": file.name, "sha256": document.sha256, "rows": str(count)}
            store.audit.add(tx, now, events.COUNTERPARTIES_IMPORTED, actor=by, facts=facts)
    except ListRefused as refusal:
        raise refused(file, refusal.row, refusal.reason) from None
    except CounterpartyRefused as refusal:
        raise CommandError(f"{file.name}: {refusal} Nothing was taken over.") from None
    logger("cli").info(events.COUNTERPARTIES_IMPORTED, rows=count)
    return count


def _with_what_only_we_know(store: Store, listed: Sequence[Counterparty], tx: Connection) -> Sequence[Counterparty]:
    """Keep what staff entered between two imports where the list holds nothing of the kind for anybody.

    A dispute must not be forgotten because the accounting system's list has no column for it.
    """
    for field in ("disputed", "reference_map", "numbers_refused"):
        if not any(getattr(each, field) for each in listed):
            kept = ((each, store.counterparties.get(each.code, tx)) for each in listed)
            listed = [
                each if before is None else replace(each, **{field: getattr(before, field)}) for each, before in kept
            ]
    return listed


def refused(file: Path, row: int | None, reason: str, consequence: str = " Nothing was taken over.") -> CommandError:
    """Return the sentence for a list that cannot be read exactly: the file, the row, why, and what follows."""
    where = f"{file.name}, row {row}" if row else file.name
    reason = reason.rstrip(".")
    return CommandError(f"{where}: {reason[:1].upper()}{reason[1:]}.{consequence}")
