"""What happened, append-only. Each row carries the hash of the row before, so a changed or missing row shows.

The database refuses to change or delete a row; the chain shows it when somebody did so beside the database.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, text

from daemon.store import schema
from daemon.store.database import Database

START = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """One thing that happened. `actor` is "tieout" or the name of a person."""

    number: int
    at: dt.datetime
    actor: str
    event: str
    message: int | None
    case: int | None
    facts: Mapping[str, str]
    previous: str
    hash: str


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
        """Append one row within `tx`."""
        if tx.dialect.name == "postgresql":
            tx.execute(text("LOCK TABLE audit IN EXCLUSIVE MODE"))
        table = schema.audit
        last = tx.execute(select(table.c.number, table.c.hash).order_by(table.c.number.desc()).limit(1)).first()
        number, previous = (last.number + 1, last.hash) if last else (1, START)
        row = AuditRow(
            number=number,
            at=at.astimezone(dt.UTC),
            actor=actor,
            event=event,
            message=message,
            case=case,
            facts=dict(facts or {}),
            previous=previous,
            hash="",
        )
        tx.execute(
            insert(table).values(
                number=number,
                at=at,
                actor=actor,
                event=event,
                message=message,
                case_id=case,
                facts=_facts(row.facts),
                previous=previous,
                hash=hash_of(row),
            )
        )

    def rows(self, case: int | None = None, tx: Connection | None = None) -> Iterator[AuditRow]:
        """Yield every row, or those of one case, in order."""
        table = schema.audit
        query = select(table).order_by(table.c.number)
        if case is not None:
            query = query.where(table.c.case_id == case)
        with self._database.reading(tx) as connection:
            for row in connection.execute(query.execution_options(yield_per=1000)):
                yield AuditRow(
                    number=row.number,
                    at=row.at,
                    actor=row.actor,
                    event=row.event,
                    message=row.message,
                    case=row.case_id,
                    facts=json.loads(row.facts),
                    previous=row.previous,
                    hash=row.hash,
                )

    def end(self, tx: Connection | None = None) -> str:
        """Return the anchor of the chain's end as "NUMBER:HASH", "0:" and zeros where nothing was written yet."""
        table = schema.audit
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

    def faults(self) -> Iterator[str]:
        """Yield a sentence for every row that is missing, changed, or out of place."""
        expected_number, previous = 1, START
        for row in self.rows():
            if row.number != expected_number:
                yield f"Audit rows {expected_number} to {row.number - 1} are missing."
            elif row.previous != previous:
                yield f"Audit row {row.number} does not follow row {row.number - 1}."
            if hash_of(row) != row.hash:
                yield f"Audit row {row.number} was changed."
            expected_number, previous = row.number + 1, row.hash


def _facts(facts: Mapping[str, str]) -> str:
    return json.dumps(dict(facts), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_of(row: AuditRow) -> str:
    """Hash everything that a row says, with the hash of the row before."""
    content = [
        row.number,
        row.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        row.actor,
        row.event,
        row.message,
        row.case,
        _facts(row.facts),
        row.previous,
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
