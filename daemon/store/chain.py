"""The chain of the audit: its rows, their hashes, and how the rows of one transaction are laid onto its end.

Rows are gathered while a transaction writes and enter the chain when it commits, with the seals of every other row that it
wrote: so what the store says and what the audit tells of it come about together or not at all.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from sqlalchemy import Connection, insert, select, text

from daemon.observe import events
from daemon.store import schema
from daemon.store.prepared import Prepared

START: Final = "0" * 64

AT_ONCE: Final = 500
"""How many seals one row of the audit holds at most."""

Seal = tuple[str, str, str, str]
"""Table, the two parts of the row's key, and the digest of the row as hex; "" for a row that was removed."""


_END = Prepared(select(schema.audit.c.number, schema.audit.c.hash).order_by(schema.audit.c.number.desc()).limit(1))
_ADD = Prepared(
    insert(schema.audit),
    ("number", "at", "actor", "event", "message", "case_id", "facts", "seals", "previous", "hash"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """One thing that happened. `actor` is "tieout" or the name of a person; `seals` vouch for rows of the store, as JSON."""

    number: int
    at: dt.datetime
    actor: str
    event: str
    message: int | None
    case: int | None
    facts: Mapping[str, str]
    previous: str
    hash: str
    seals: str = ""


@dataclass(slots=True)
class Pending:
    """What one transaction will lay onto the chain. The numbers and hashes of `rows` are not known yet."""

    rows: list[AuditRow] = field(default_factory=list)
    seals: list[Seal] = field(default_factory=list)


def pending(tx: Connection) -> Pending | None:
    """Return what the transaction has gathered; None where it is not one of `Database.writing`."""
    found = tx.get_execution_options().get("pending")
    return found if isinstance(found, Pending) else None


def draft(
    at: dt.datetime,
    event: str,
    *,
    actor: str = "tieout",
    message: int | None = None,
    case: int | None = None,
    facts: Mapping[str, str] | None = None,
) -> AuditRow:
    """Return a row that has no place in the chain yet."""
    return AuditRow(
        number=0,
        at=at.astimezone(dt.UTC),
        actor=actor,
        event=event,
        message=message,
        case=case,
        facts=dict(facts or {}),
        previous="",
        hash="",
    )


def close(tx: Connection, gathered: Pending) -> None:
    """Lay what was gathered onto the chain: the seals with the last row, or with rows of their own."""
    rows = list(gathered.rows)
    parts = [gathered.seals[start : start + AT_ONCE] for start in range(0, len(gathered.seals), AT_ONCE)]
    if parts and rows:
        rows[-1] = replace(rows[-1], seals=seals_text(parts.pop(0)))
    if parts:
        now = dt.datetime.now(dt.UTC)
        rows += [replace(draft(now, events.ROWS_KEPT), seals=seals_text(part)) for part in parts]
    gathered.rows.clear()
    gathered.seals.clear()
    if rows:
        lay(tx, rows)


def lay(tx: Connection, rows: Sequence[AuditRow]) -> None:
    """Append rows to the chain, giving each its number and its hash."""
    if tx.dialect.name == "postgresql":
        tx.execute(text("LOCK TABLE audit IN EXCLUSIVE MODE"))
    last = _END.first(tx)
    number, previous = (last.number, last.hash) if last else (0, START)
    for row in rows:
        number += 1
        placed = replace(row, number=number, previous=previous)
        previous = hash_of(placed)
        _ADD.run(
            tx,
            number=number,
            at=row.at,
            actor=row.actor,
            event=row.event,
            message=row.message,
            case_id=row.case,
            facts=facts_text(row.facts),
            seals=row.seals,
            previous=placed.previous,
            hash=previous,
        )


def facts_text(facts: Mapping[str, str]) -> str:
    return json.dumps(dict(facts), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def seals_text(seals: Sequence[Seal]) -> str:
    return json.dumps(seals, ensure_ascii=False, separators=(",", ":"))


def hash_of(row: AuditRow) -> str:
    """Hash everything that a row says, with the hash of the row before. Rows of before there were seals say nothing of them."""
    content = [
        row.number,
        row.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        row.actor,
        row.event,
        row.message,
        row.case,
        facts_text(row.facts),
        row.previous,
    ]
    if row.seals:
        content.append(row.seals)
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
