"""What happened, append-only. Each row carries the hash of the row before, so a changed or missing row shows.

The database refuses to change or delete a row; the chain shows it when somebody did so beside the database. The rows vouch for
those of every other table too: see daemon/store/sealed.py.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from daemon.store import chain, schema
from daemon.store.chain import START, AuditRow, hash_of
from daemon.store.database import Database
from daemon.store.touched import streamed

_COLUMNS = 'number, "at", actor, event, message, case_id, facts, previous, hash, seals'

_NEVER = dt.datetime.min.replace(tzinfo=dt.UTC)


class Audit:
    """The chain. Rows are added inside the transaction of the change they tell of."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        tx: Connection,
        at: dt.datetime,
        event: str,
        *,
        actor: str = "tieout",
        message: int | None = None,
        case: int | None = None,
        facts: Mapping[str, str] | None = None,
    ) -> None:
        """Append one row within `tx`; it enters the chain when `tx` commits."""
        row = chain.draft(at, event, actor=actor, message=message, case=case, facts=facts)
        gathered = chain.pending(tx)
        if gathered is None:
            chain.lay(tx, [row])
        else:
            gathered.rows.append(row)

    def rows(self, case: int | None = None, tx: Connection | None = None) -> Iterator[AuditRow]:
        """Yield every row, or those of one case, in order."""
        where = "" if case is None else f"WHERE case_id = {int(case)} "
        _flush(tx)
        with self._database.reading(tx) as connection:
            for row in streamed(connection, f"SELECT {_COLUMNS} FROM audit {where}ORDER BY number"):  # noqa: S608 - our own
                yield _row(row)

    def end(self, tx: Connection | None = None) -> str:
        """Return the anchor of the chain's end as "NUMBER:HASH", "0:" and zeros where nothing was written yet."""
        table = schema.audit
        _flush(tx)
        with self._database.reading(tx) as connection:
            last = connection.execute(
                select(table.c.number, table.c.hash).order_by(table.c.number.desc()).limit(1)
            ).first()
        return f"{last.number}:{last.hash}" if last is not None else f"0:{START}"

    def holds(self, anchor: str) -> bool:
        """Whether the chain still holds the row that was once its end. Raises `ValueError` where that is no anchor."""
        number, _, hashed = anchor.partition(":")
        if not number.isdecimal() or len(hashed) != len(START):
            raise ValueError(f"{anchor} is no anchor; one is a number, a colon and a hash, as tieout verify prints it.")
        table = schema.audit
        with self._database.reading() as connection:
            found = connection.execute(select(table.c.hash).where(table.c.number == int(number))).scalar()
        return hashed == (found if int(number) else START)

    def faults(
        self, tx: Connection | None = None, seen: Callable[[AuditRow], object] = lambda _: None
    ) -> Iterator[str]:
        """Yield a sentence for every row that is missing, changed, or out of place. `seen` is given each row on the way."""
        expected_number, previous = 1, START
        for row in self.rows(tx=tx):
            if row.number != expected_number:
                yield f"Audit rows {expected_number} to {row.number - 1} are missing."
            elif row.previous != previous:
                yield f"Audit row {row.number} does not follow row {row.number - 1}."
            if hash_of(row) != row.hash:
                yield f"Audit row {row.number} was changed."
            seen(row)
            expected_number, previous = row.number + 1, row.hash


def _flush(tx: Connection | None) -> None:
    """Lay onto the chain what a transaction has told so far, so that it reads its own rows."""
    gathered = None if tx is None else chain.pending(tx)
    if tx is not None and gathered is not None:
        chain.close(tx, gathered)


def _row(row: Sequence[Any]) -> AuditRow:
    """Return a row as it is kept, in which what no program of ours can have written has become what its hash cannot fit."""
    number, at, actor, event, message, case, facts, previous, hashed, seals = row
    return AuditRow(
        number=number,
        at=_instant(at),
        actor=actor,
        event=event,
        message=message,
        case=case,
        facts=_facts(facts),
        previous=previous,
        hash=hashed,
        seals=seals,
    )


def _instant(text: str) -> dt.datetime:
    try:
        found = dt.datetime.fromisoformat(text)
    except (ValueError, TypeError):
        return _NEVER
    return found if found.tzinfo is not None and schema.instant_text(found) == text else _NEVER


def _facts(text: str) -> Mapping[str, str]:
    try:
        found = json.loads(text)
    except (ValueError, TypeError):
        return {"": str(text)}
    return found if isinstance(found, dict) and chain.facts_text(found) == text else {"": text}
