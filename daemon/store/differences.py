"""The differences of decided cases, a row each: added up by reason and counterparty without opening a case.

They repeat what the reconciliation of the case says, as `figures.py` repeats its balances.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection, String, bindparam, delete, insert, select, type_coerce

from daemon.store import forms, schema
from daemon.store.database import Database
from daemon.store.desk_schema import case_difference
from daemon.store.prepared import Prepared
from daemon.store.sealed import alike, subject
from rules.model.difference import Difference
from rules.model.reconciliation import Reconciliation

_FORGET = Prepared(delete(case_difference).where(case_difference.c.case_id == bindparam("case")))
_LONGEST_REFERENCE = 200
_VALUES = ("reason", "amount", "currency", "reference", "since")
Kept = tuple[object, ...]
"""One row as the database keeps it, without its key: reason, amount, currency, reference, since."""


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

    def forget(self, tx: Connection, case: int) -> None:
        """Remove a case's differences: it is laid against the ledger anew, and what it then says is not decided yet."""
        _FORGET.run(tx, case=case)

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


def kept_of(connection: Connection, cases: Sequence[int]) -> dict[int, dict[int, Kept]]:
    """Return the rows of these cases by case and position, as the database keeps them."""
    kept: dict[int, dict[int, Kept]] = {case: {} for case in cases}
    told = case_difference.c
    since = type_coerce(told.since, String)  # what somebody wrote there by hand need be no day
    query = select(told.case_id, told.position, told.reason, told.amount, told.currency, told.reference, since)
    for case, position, *values in connection.execute(query.where(told.case_id.in_(cases))):
        kept[case][position] = tuple(alike(value) for value in values)
    return kept


def faults(case: int, kept: Mapping[int, Kept], finding: str | None, *, decided: bool) -> Iterator[str]:
    """Yield which rows of a case are not what its reconciliation says. One that is not `decided` may have none at all."""
    if not decided and not kept:
        return
    said = _said(case, finding)
    if said is None:
        return
    for position in sorted(kept.keys() | said.keys()):
        who = subject("case_difference", (str(case), str(position)))
        if position not in kept:
            yield f"{who} is missing; the reconciliation of the case tells of it."
        elif position not in said:
            yield f"{who} was added: the reconciliation of the case does not tell of it."
        elif kept[position] != said[position]:
            yield f"{who} was changed: it is not what the reconciliation of the case tells."


def without_case(connection: Connection) -> Iterator[str]:
    """Yield rows of cases that are not there."""
    told, case = case_difference.c, schema.case.c
    query = select(told.case_id, told.position).outerjoin(schema.case, case.id == told.case_id)
    for row in connection.execute(query.where(case.id.is_(None)).order_by(told.case_id, told.position)):
        yield f"{subject('case_difference', (str(row.case_id), str(row.position)))} is there, the case is not."


def _said(case: int, finding: str | None) -> dict[int, Kept] | None:
    """Return the rows that a reconciliation gives; None where somebody made it unreadable, which its own digest shows."""
    if finding is None:
        return {}
    try:
        differences, currency = forms.read_differences(finding)
        rows = [row_of(case, number, one, currency) for number, one in enumerate(differences)]
    except (ValueError, ArithmeticError, LookupError, TypeError):
        return None
    return {number: tuple(_as_kept(row[name]) for name in _VALUES) for number, row in enumerate(rows)}


def _as_kept(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else alike(value)
