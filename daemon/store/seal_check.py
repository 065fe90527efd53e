"""Compares the rows of the store with the seals of the audit: each that was changed, added or removed by another hand is named.

Both are laid into a scratch database on the disk, so that a store of millions of cases needs little memory.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from sqlalchemy import Connection

from daemon.store import touched
from daemon.store.chain import AuditRow
from daemon.store.ledger_sums import ACCOUNTS, ENTRIES, Told
from daemon.store.sealed import SEALED, Key, subject

_SCRATCH = """
CREATE TABLE told (noun TEXT, k1 TEXT, k2 TEXT, digest BLOB, number INTEGER, PRIMARY KEY (noun, k1, k2)) WITHOUT ROWID;
CREATE TABLE held (noun TEXT, k1 TEXT, k2 TEXT, digest BLOB, PRIMARY KEY (noun, k1, k2)) WITHOUT ROWID;
"""

_CHANGED = """
SELECT held.noun, held.k1, held.k2, told.number, told.digest FROM held
LEFT JOIN told ON told.noun = held.noun AND told.k1 = held.k1 AND told.k2 = held.k2
WHERE told.digest IS NOT held.digest
"""

_MISSING = """
SELECT told.noun, told.k1, told.k2, told.number FROM told
LEFT JOIN held ON told.noun = held.noun AND told.k1 = held.k1 AND told.k2 = held.k2
WHERE held.noun IS NULL AND length(told.digest) > 0
"""


class SealCheck:
    """What the audit tells of every row, to be compared with the rows. Used as a context: the scratch database goes with it."""

    def __init__(self) -> None:
        self._scratch = sqlite3.connect("")  # a file of its own that nobody else sees, removed when it is closed
        self._scratch.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_SCRATCH}")
        self._sums: dict[str, dict[str, tuple[str, int]]] = {ENTRIES: {}, ACCOUNTS: {}}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._scratch.close()

    def learn(self, row: AuditRow) -> None:
        """Take what a row of the audit vouches for; a later row's word counts. What cannot be read the row's hash shows."""
        if not row.seals:
            return
        try:
            seals = [
                (noun, str(first), str(second), digest, row.number)
                for noun, first, second, digest in json.loads(row.seals)
            ]
            per_row = [(*seal[:3], bytes.fromhex(seal[3]), seal[4]) for seal in seals if seal[0] not in self._sums]
        except (ValueError, TypeError):
            return
        self._scratch.executemany("INSERT OR REPLACE INTO told VALUES (?, ?, ?, ?, ?)", per_row)
        for noun, version, _, text, number in seals:
            if noun in self._sums:
                self._sums[noun][version] = (text, number)

    def version(self, version: int) -> Told | None:
        """Return what the audit tells of a version of the ledger; None where it does not."""
        entries, number = self._sums[ENTRIES].get(str(version), ("", 0))
        accounts, _ = self._sums[ACCOUNTS].get(str(version), ("", 0))
        return Told(entries, accounts, number) if entries else None

    def faults(self, connection: Connection) -> Iterator[tuple[str, str, str]]:
        """Yield the table, the subject and a sentence for every row that differs from its seal, has none, or is missing."""
        for table in SEALED:
            self._scratch.executemany(
                "INSERT OR REPLACE INTO held VALUES (?, ?, ?, ?)",
                ((table, *key, digest) for key, digest in touched.every(connection, table)),
            )
        for noun, first, second, number, told in self._scratch.execute(_CHANGED):
            who = subject(noun, _key(first, second))
            if number is None:
                yield noun, who, f"{who} is not told of in the audit."
            elif not told:
                yield noun, who, f"{who} was removed, as audit row {number} tells, and is there again."
            else:
                yield noun, who, f"{who} was changed: it is not as audit row {number} tells."
        for noun, first, second, number in self._scratch.execute(_MISSING):
            who = subject(noun, _key(first, second))
            yield noun, who, f"{who} is missing; audit row {number} tells of it."


def _key(first: str, second: str) -> Key:
    return first, second
