"""What staff lay on a case beside its state: who has it, disputed or not, notes, whether somebody checked what went by itself;
and the counterparties that are answered by a person only.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from daemon.store.database import Database
from daemon.store.desk_schema import automation_stop, case_mark, case_note
from daemon.store.prepared import Prepared

_STOPPED = Prepared(select(automation_stop).where(automation_stop.c.counterparty == bindparam("counterparty")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One case's marks. `first_approval` names who approved first where two must; `wrong` what was wrong with what went by itself."""

    assigned_to: str = ""
    disputed: bool = False
    first_approval: str = ""
    checked_by: str = ""
    checked_at: dt.datetime | None = None
    wrong: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What somebody wrote on a case for colleagues. It never leaves the house."""

    id: int
    at: dt.datetime
    by: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Why a counterparty is answered by a person only."""

    counterparty: str
    because: str
    placed_by: str
    placed_at: dt.datetime


class Marks:
    """The marks and notes of all cases, and the stops."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, case: int, tx: Connection | None = None) -> Mark:
        """Return a case's marks; the empty ones where nobody has laid any."""
        with self._database.reading(tx) as connection:
            row = connection.execute(select(case_mark).where(case_mark.c.case_id == case)).first()
        if row is None:
            return Mark()
        return Mark(
            assigned_to=row.assigned_to,
            disputed=row.disputed,
            first_approval=row.first_approval,
            checked_by=row.checked_by,
            checked_at=row.checked_at,
            wrong=row.wrong,
        )

    def change(self, tx: Connection, case: int, **values: object) -> None:
        """Change fields of a case's marks."""
        changed = tx.execute(update(case_mark).where(case_mark.c.case_id == case).values(**values))
        if not changed.rowcount:
            tx.execute(insert(case_mark).values(case_id=case, **values))

    def add_note(self, tx: Connection, case: int, text: str, by: str, at: dt.datetime) -> int:
        """Add a note and return its id."""
        values = {"case_id": case, "text": text, "by": by, "at": at}
        return int(tx.execute(insert(case_note).values(**values).returning(case_note.c.id)).scalar_one())

    def notes(self, case: int, tx: Connection | None = None) -> tuple[Note, ...]:
        """Return a case's notes, the oldest first."""
        query = select(case_note).where(case_note.c.case_id == case).order_by(case_note.c.id)
        with self._database.reading(tx) as connection:
            return tuple(Note(id=row.id, at=row.at, by=row.by, text=row.text) for row in connection.execute(query))

    def stop(self, tx: Connection, stop: Stop) -> None:
        """Have a counterparty answered by a person only, from now on."""
        self.reopen(tx, stop.counterparty)
        tx.execute(
            insert(automation_stop).values(
                counterparty=stop.counterparty,
                because=stop.because,
                placed_by=stop.placed_by,
                placed_at=stop.placed_at,
            )
        )

    def reopen(self, tx: Connection, counterparty: str) -> bool:
        """Let a counterparty be answered automatically again. Return whether it was stopped."""
        return tx.execute(delete(automation_stop).where(automation_stop.c.counterparty == counterparty)).rowcount == 1

    def stopped(self, counterparty: str, tx: Connection | None = None) -> Stop | None:
        """Return why a counterparty is answered by a person only; None where it is not."""
        with self._database.reading(tx) as connection:
            row = _STOPPED.first(connection, counterparty=counterparty)
        if row is None:
            return None
        return Stop(
            counterparty=row.counterparty, because=row.because, placed_by=row.placed_by, placed_at=row.placed_at
        )
