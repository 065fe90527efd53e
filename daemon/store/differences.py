"""The differences of decided cases, a row each: added up by reason and counterparty without opening a case.

They repeat what the reconciliation of the case says, as `figures.py` repeats its balances.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection, bindparam, delete, insert, select

from daemon.store import schema
from daemon.store.database import Database
from daemon.store.desk_schema import case_difference
from daemon.store.prepared import Prepared
from rules.model.difference import Difference
from rules.model.reconciliation import Reconciliation

_FORGET = Prepared(delete(case_difference).where(case_difference.c.case_id == bindparam("case")))
_LONGEST_REFERENCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldDifference:
    """One difference of a case. `amount` is statement - ledger in our sign; `since` is the day of its document, where known."""

    case: int
    counterparty: str
    name: str  # of the counterparty, "" where it is not on file
    account: str
    reason: str
    amount: Decimal
    currency: str
    reference: str
    since: dt.date | None


class AllDifferences:
    """The differences of all cases."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, tx: Connection, case: int, compared: Reconciliation | None, currency: str) -> None:
        """Keep a case's differences in place of earlier ones."""
        _FORGET.run(tx, case=case)
        if compared is not None and compared.differences:
            rows = [row_of(case, number, one, currency) for number, one in enumerate(compared.differences)]
            tx.execute(insert(case_difference), rows)

    def received(
        self, since: dt.datetime, until: dt.datetime, tx: Connection | None = None
    ) -> Iterator[ToldDifference]:
        """Yield the differences of the statements that came from `since` to before `until`, each statement once."""
        told, case, message, party = case_difference.c, schema.case.c, schema.message.c, schema.counterparty.c
        query = (
            select(case_difference, case.counterparty, case.account, party.name)
            .join(schema.case, case.id == told.case_id)
            .join(schema.message, message.id == case.message)
            .outerjoin(schema.counterparty, party.code == case.counterparty)
            .where(message.received_at >= since, message.received_at < until, case.repeats.is_(None))
            .order_by(told.case_id, told.position)
        )
        with self._database.reading(tx) as connection:
            for row in connection.execute(query):
                yield ToldDifference(
                    case=row.case_id,
                    counterparty=row.counterparty,
                    name=row.name or "",
                    account=row.account,
                    reason=row.reason,
                    amount=Decimal(row.amount),
                    currency=row.currency,
                    reference=row.reference,
                    since=row.since,
                )


def row_of(case: int, position: int, one: Difference, currency: str) -> dict[str, object]:
    """Return a difference as the table keeps it."""
    since = one.facts.get("first_told") or one.facts.get("date")
    return {
        "case_id": case,
        "position": position,
        "reason": str(one.reason),
        "amount": f"{one.amount:f}",
        "currency": currency[:8],
        "reference": str(one.facts.get("reference", ""))[:_LONGEST_REFERENCE],
        "since": since if isinstance(since, dt.date) else None,
    }
