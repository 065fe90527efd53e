"""Legal holds: what is kept beyond its time because somebody says so, all of a counterparty or one case."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, delete, insert, select

from daemon.store import schema
from daemon.store.database import Database

Kind = Literal["counterparty", "case"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """One hold; `value` is the counterparty's code or the case's number."""

    kind: Kind
    value: str
    because: str
    placed_by: str
    placed_at: dt.datetime


class Holds:
    """All holds that stand."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def place(self, tx: Connection, hold: Hold) -> None:
        """Place a hold, or give the one that stands another reason."""
        self.lift(tx, hold.kind, hold.value)
        tx.execute(
            insert(schema.legal_hold).values(
                kind=hold.kind,
                value=hold.value,
                because=hold.because,
                placed_by=hold.placed_by,
                placed_at=hold.placed_at,
            )
        )

    def lift(self, tx: Connection, kind: Kind, value: str) -> bool:
        """Take a hold away. Return whether there was one."""
        table = schema.legal_hold
        return tx.execute(delete(table).where(table.c.kind == kind, table.c.value == value)).rowcount == 1

    def all(self, tx: Connection | None = None) -> tuple[Hold, ...]:
        """Return every hold, by kind and value."""
        table = schema.legal_hold
        with self._database.reading(tx) as connection:
            return tuple(
                Hold(
                    kind=row.kind,
                    value=row.value,
                    because=row.because,
                    placed_by=row.placed_by,
                    placed_at=row.placed_at,
                )
                for row in connection.execute(select(table).order_by(table.c.kind, table.c.value))
            )
