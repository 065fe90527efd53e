"""Files into the store, as the commands do it: a refusal is a sentence with the file and the row, on standard error.

Used by `tieout ledger import`, `tieout counterparty import`, `tieout shadow` and `tieout demo`; the work is in daemon/imports/.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from daemon.cli.exits import CommandError
from daemon.cli.files import read_document
from daemon.imports import counterparties, ledger
from daemon.imports.refusal import FileRefused, sentence
from daemon.store.ledgers import LedgerVersion
from daemon.store.opening import Store
from parsers.ledgers.entry import Role

_NOTHING = " Nothing was taken over."


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
            return ledger.import_ledger(
                store,
                stream,
                file.name,
                role=role,
                account=account,
                now=now,
                by=by,
                progress=progress,
                recognised=recognised,
            )
    except FileRefused as refusal:
        raise CommandError(f"{refusal}{_NOTHING}") from None
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from None


def import_counterparties(store: Store, file: Path, *, now: dt.datetime, by: str) -> int:
    """Put the file's list in place of the old one. Return how many. `by` is who did it, for the audit. Raises `CommandError`."""
    try:
        return counterparties.import_counterparties(store, read_document(file), now=now, by=by)
    except FileRefused as refusal:
        raise CommandError(f"{refusal}{_NOTHING}") from None


def refused(file: Path, row: int | None, reason: str, consequence: str = _NOTHING) -> CommandError:
    """Return the sentence for a list that cannot be read exactly: the file, the row, why, and what follows."""
    return CommandError(f"{sentence(file.name, row, reason)}{consequence}")
