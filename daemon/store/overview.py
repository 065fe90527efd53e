"""Sums over the store for the dashboard: what came of the statements of a period, how long answers took, what is confirmed.

Everything is asked by the period in which the statement's mail came. Amounts are exact and in our sign; currencies are never added together.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, String, and_, func, select

from daemon.store import schema
from daemon.store.database import Database
from daemon.store.desk_schema import case_figures
from daemon.store.states import CaseState, ReplyState
from parsers.ledgers.entry import Role

_case, _message, _reply, _figures = schema.case.c, schema.message.c, schema.outbox.c, case_figures.c
_OPEN = (CaseState.WAITING, CaseState.STUCK)
_CONFIRM, _IGNORE = "confirm", "ignore"

Sums = Mapping[str, Decimal]
"""Amounts by currency ("" where a ledger names none)."""


class Way(StrEnum):
    """How a statement went through: the ways are disjoint and cover every case but those ignored."""

    BY_ITSELF = "by_itself"  # its answer left without a person
    BY_PERSON = "by_person"  # its answer left because a person approved it
    WAITING = "waiting"
    UNDER_WAY = "under_way"  # being worked on or sent, or it is in doubt whether it was
    CLOSED = "closed"  # without an answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """How many statements came on a day and went one way."""

    day: dt.date  # by UTC
    way: Way
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One answer: when the mail came, when the answer was accepted, and whether a person approved it."""

    received_at: dt.datetime
    answered_at: dt.datetime
    by_person: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StillWaiting:
    """One case that waits: since when, and its gap where the two sides were compared."""

    received_at: dt.datetime
    gap: Decimal | None
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receivables:
    """Our side as a ledger version has it: balances, and the open items by how long they have been due.

    `due` holds sums by day due (None: the export names no day) and currency; it is empty where the export has no open amounts.
    """

    total: Sums
    due: Mapping[tuple[dt.date | None, str], Decimal]


class Overview:
    """What the dashboard adds up."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._receivables: dict[int, Receivables] = {}  # a version never changes

    def came(self, since: dt.datetime, until: dt.datetime, tx: Connection | None = None) -> tuple[Came, ...]:
        """Return what became of the statements that came in a period, by day; those ignored are left out."""
        day = func.substr(_message.received_at, 1, 10, type_=String).label("day")
        approved = (func.coalesce(_reply.approved_by, "") != "").label("approved")
        query = (
            select(day, _case.state, _case.outcome, _reply.state.label("reply"), approved, func.count().label("number"))
            .select_from(schema.case)
            .join(schema.message, _message.id == _case.message)
            .outerjoin(schema.outbox, _reply.case_id == _case.id)
            .where(_within(_message.received_at, since, until), _case.outcome != _IGNORE)
            .group_by("day", _case.state, _case.outcome, _reply.state, "approved")
        )
        found: dict[tuple[dt.date, Way], int] = defaultdict(int)
        with self._database.reading(tx) as connection:
            for row in connection.execute(query):
                found[dt.date.fromisoformat(row.day), _way(row.state, row.reply, approved=row.approved)] += row.number
        return tuple(Came(day=one, way=way, number=number) for (one, way), number in sorted(found.items()))

    def answered(self, since: dt.datetime, until: dt.datetime, tx: Connection | None = None) -> tuple[Answered, ...]:
        """Return the answers to mails that came in a period."""
        query = (
            select(_message.received_at, _reply.updated_at, _reply.approved_by)
            .select_from(schema.outbox)
            .join(schema.case, _case.id == _reply.case_id)
            .join(schema.message, _message.id == _case.message)
            .where(_within(_message.received_at, since, until), _reply.state == str(ReplyState.SENT))
            .order_by(_reply.id)
        )
        with self._database.reading(tx) as connection:
            return tuple(
                Answered(received_at=row.received_at, answered_at=row.updated_at, by_person=bool(row.approved_by))
                for row in connection.execute(query)
            )

    def waiting(self, tx: Connection | None = None) -> tuple[StillWaiting, ...]:
        """Return every case that waits for a person, whenever it came."""
        query = (
            select(_message.received_at, _figures.gap, _figures.currency)
            .select_from(schema.case)
            .join(schema.message, _message.id == _case.message)
            .outerjoin(case_figures, _figures.case_id == _case.id)
            .where(_case.state.in_([str(state) for state in _OPEN]))
            .order_by(_case.id)
        )
        with self._database.reading(tx) as connection:
            return tuple(
                StillWaiting(
                    received_at=row.received_at,
                    gap=Decimal(row.gap) if row.gap else None,
                    currency=row.currency or "",
                )
                for row in connection.execute(query)
            )

    def confirmed(self, since: dt.datetime, until: dt.datetime, tx: Connection | None = None) -> Sums:
        """Return the balances that we confirmed to counterparties in a period: of each account the last one."""
        query = (
            select(_reply.counterparty, _reply.account, _figures.currency, _figures.ours)
            .select_from(schema.outbox)
            .join(case_figures, _figures.case_id == _reply.case_id)
            .where(
                _within(_reply.updated_at, since, until),
                _reply.state == str(ReplyState.SENT),
                _reply.kind == _CONFIRM,
                _figures.ours != "",
            )
            .order_by(_figures.statement_date, _reply.id)
        )
        last: dict[tuple[str, str, str], Decimal] = {}
        with self._database.reading(tx) as connection:
            for row in connection.execute(query):
                last[row.counterparty, row.account, row.currency] = Decimal(row.ours)
        return _added((currency, amount) for (_, _, currency), amount in last.items())

    def receivables(self, role: Role, tx: Connection | None = None) -> Receivables | None:
        """Return what the active ledger of a role comes to; None where there is none. Added up once a version."""
        version = schema.ledger_version.c
        with self._database.reading(tx) as connection:
            active = connection.execute(
                select(version.id).where(version.role == str(role), version.active)
            ).scalar_one_or_none()
            if active is None:
                return None
            if active not in self._receivables:
                self._receivables[active] = _receivables(connection, active)
            return self._receivables[active]


def _within(column: ColumnElement[dt.datetime], since: dt.datetime, until: dt.datetime) -> ColumnElement[bool]:
    return and_(column >= since, column < until)


def _way(state: str, reply: str | None, *, approved: bool) -> Way:
    if reply == ReplyState.SENT:
        return Way.BY_PERSON if approved else Way.BY_ITSELF
    if state in _OPEN:
        return Way.WAITING
    return Way.CLOSED if state == CaseState.DONE else Way.UNDER_WAY


def _receivables(connection: Connection, version: int) -> Receivables:
    account, entry = schema.ledger_account.c, schema.ledger_entry.c
    openings = connection.execute(
        select(account.currency, account.scale, func.sum(account.opening).label("sum"))
        .where(account.version == version)
        .group_by(account.currency, account.scale)
    )
    moved = connection.execute(
        select(entry.currency, entry.scale, func.sum(entry.amount).label("sum"))
        .where(entry.version == version)
        .group_by(entry.currency, entry.scale)
    )
    due = connection.execute(
        select(entry.due_date, entry.currency, entry.open_scale, func.sum(entry.open_amount).label("sum"))
        .where(entry.version == version, entry.open_amount.is_not(None), entry.open_amount != 0)
        .group_by(entry.due_date, entry.currency, entry.open_scale)
    )
    by_day: dict[tuple[dt.date | None, str], Decimal] = defaultdict(Decimal)
    for row in due:
        by_day[row.due_date, row.currency] += _money(row.sum, row.open_scale)
    total = _added((row.currency, _money(row.sum, row.scale)) for rows in (openings.all(), moved.all()) for row in rows)
    return Receivables(total=total, due=dict(by_day))


def _money(units: int | Decimal, scale: int) -> Decimal:
    return Decimal(int(units)).scaleb(-scale)


def _added(amounts: Iterable[tuple[str, Decimal]]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = defaultdict(Decimal)
    for currency, amount in amounts:
        found[currency] += amount
    return dict(sorted(found.items()))
