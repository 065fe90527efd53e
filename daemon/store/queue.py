"""Cases for staff's lists: chosen, sorted, counted and paged by SQL, each with its mail, figures, marks and reply."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select

from daemon.store import schema
from daemon.store.cases import Case, case_of
from daemon.store.database import Database
from daemon.store.desk_schema import automation_stop, case_figures, case_mark
from daemon.store.figures import STAKE_UNITS, Figures, read_figures
from daemon.store.states import CaseState, ReplyState

Order = Literal["age", "stake", "gap", "counterparty", "sender"]

HELD = "hold"

NOBODY = "-"
"""As `assigned_to`: cases that nobody has."""

_MULTIPLIER, _BUCKETS = 7919, 100
"""Which case is in a sample: spread over the numbers, the same at every look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which cases. Everything left at its default does not narrow the choice. `gate` wants those that this gate holds.

    `sent_by_itself` wants those whose reply left without a person; `sample` those of a hundred of them, `unchecked` those that
    nobody has checked. `green` wants drafts of which nothing but a person's word is missing in mode review: the decision was to answer,
    the sender is vouched for, and the counterparty is not stopped.
    """

    states: tuple[CaseState, ...] = ()
    search: str = ""
    gate: str = ""
    outcome: str = ""
    assigned_to: str = ""
    counterparty: str = ""
    least: Decimal | None = None
    sent_by_itself: bool = False
    sample: int | None = None
    unchecked: bool = False
    green: bool = False
    order: Order = "age"
    descending: bool = False
    limit: int = 50
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One case of a list."""

    case: Case
    subject: str
    sender: str
    received_at: dt.datetime
    authenticated: bool
    counterparty_name: str  # "" where it is not on file
    figures: Figures | None
    assigned_to: str
    disputed: bool
    checked_by: str
    wrong: str
    reply_state: str  # "" where there is no reply
    reply_kind: str
    reply_mail: str  # which words: `Reply.mail`
    recipient: str
    approved_by: str
    moved_at: dt.datetime | None  # when the reply came to the state in which it is


class Queue:
    """All lists of cases."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cases(self, wanted: Wanted, tx: Connection | None = None) -> tuple[tuple[Waiting, ...], int]:
        """Return one page of the cases that are wanted, and how many there are on all pages."""
        chosen = _narrowed(wanted)
        with self._database.reading(tx) as connection:
            total = connection.execute(_joined(select(func.count())).where(*chosen)).scalar_one()
            query = _joined(select(*_COLUMNS)).where(*chosen).order_by(*_order(wanted))
            rows = connection.execute(query.limit(wanted.limit).offset(wanted.offset)).all()
        return tuple(_waiting(row) for row in rows), int(total)

    def gates(self, states: tuple[CaseState, ...], tx: Connection | None = None) -> dict[str, int]:
        """Return how many cases in these states each gate holds, the most frequent first."""
        query = (
            select(case_figures.c.gates, func.count().label("number"))
            .join(schema.case, schema.case.c.id == case_figures.c.case_id)
            .where(schema.case.c.state.in_([str(state) for state in states]), schema.case.c.outcome == HELD)
            .group_by(case_figures.c.gates)
        )
        found: dict[str, int] = {}
        with self._database.reading(tx) as connection:
            for row in connection.execute(query):
                for gate in row.gates.split():
                    found[gate] = found.get(gate, 0) + row.number
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))

    def assignees(self, tx: Connection | None = None) -> tuple[str, ...]:
        """Return who has cases that wait."""
        query = (
            select(case_mark.c.assigned_to)
            .join(schema.case, schema.case.c.id == case_mark.c.case_id)
            .where(case_mark.c.assigned_to != "", schema.case.c.state == str(CaseState.WAITING))
            .distinct()
            .order_by(case_mark.c.assigned_to)
        )
        with self._database.reading(tx) as connection:
            return tuple(connection.execute(query).scalars())


_case, _message, _reply, _party = schema.case, schema.message, schema.outbox, schema.counterparty
_COLUMNS: tuple[Any, ...] = (
    _case,
    _message.c.subject,
    _message.c.sender,
    _message.c.received_at,
    _message.c.authenticated,
    _party.c.name.label("party"),
    *(column.label(f"f_{column.name}") for column in case_figures.c),
    case_mark.c.assigned_to,
    case_mark.c.disputed,
    case_mark.c.checked_by,
    case_mark.c.wrong,
    _reply.c.state.label("reply_state"),
    _reply.c.kind.label("reply_kind"),
    _reply.c.mail.label("reply_mail"),
    _reply.c.recipient,
    _reply.c.approved_by,
    _reply.c.updated_at.label("moved_at"),
)


def _joined(query: Select[Any]) -> Select[Any]:
    return (
        query.select_from(_case)
        .join(_message, _message.c.id == _case.c.message)
        .outerjoin(_reply, _reply.c.case_id == _case.c.id)
        .outerjoin(_party, _party.c.code == _case.c.counterparty)
        .outerjoin(case_figures, case_figures.c.case_id == _case.c.id)
        .outerjoin(case_mark, case_mark.c.case_id == _case.c.id)
    )


def _narrowed(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.states:
        found.append(_case.c.state.in_([str(state) for state in wanted.states]))
    if wanted.gate:
        found.append(case_figures.c.gates.contains(f" {wanted.gate} ", autoescape=True))
        found.append(_case.c.outcome == HELD)
    if wanted.outcome:
        found.append(_case.c.outcome == wanted.outcome)
    if wanted.counterparty:
        found.append(_case.c.counterparty == wanted.counterparty)
    if wanted.least is not None:
        found.append(case_figures.c.stake >= min(int(wanted.least * STAKE_UNITS), 2**63 - 1))
    if wanted.assigned_to == NOBODY:
        found.append(func.coalesce(case_mark.c.assigned_to, "") == "")
    elif wanted.assigned_to:
        found.append(case_mark.c.assigned_to == wanted.assigned_to)
    if wanted.sent_by_itself:
        found.append(and_(_reply.c.state == str(ReplyState.SENT), _reply.c.approved_by == ""))
    if wanted.sample is not None:
        found.append((_case.c.id * _MULTIPLIER) % _BUCKETS < wanted.sample)
    if wanted.unchecked:
        found.append(func.coalesce(case_mark.c.checked_by, "") == "")
    if wanted.green:
        found.append(_green())
    found.extend(_said(word) for word in wanted.search.split()[:8])
    return found


def _green() -> ColumnElement[bool]:
    from_stopped = (
        select(automation_stop.c.counterparty).where(automation_stop.c.counterparty == _case.c.counterparty).exists()
    )
    return and_(
        _case.c.state == str(CaseState.WAITING),
        _case.c.outcome.in_(("confirm", "differences", "ask")),
        _reply.c.state == str(ReplyState.DRAFT),
        _message.c.authenticated,
        ~from_stopped,
        func.coalesce(case_mark.c.disputed, False).is_(False),
    )


def _said(word: str) -> ColumnElement[bool]:
    """Whether a word stands anywhere that staff would look for it."""
    texts = (
        *(_message.c.sender, _message.c.subject),
        *(_case.c.document_name, _case.c.counterparty, _case.c.account, _party.c.name),
    )
    found = [func.lower(text).contains(word.lower(), autoescape=True) for text in texts]
    number = word.removeprefix("#")
    if number.isascii() and number.isdecimal() and len(number) < 16:
        found.append(_case.c.id == int(number))
    return or_(*found)


def _order(wanted: Wanted) -> list[ColumnElement[Any]]:
    columns: dict[Order, ColumnElement[Any]] = {
        "age": _message.c.received_at,
        "stake": func.coalesce(case_figures.c.stake, 0),
        "gap": func.coalesce(case_figures.c.differences, 0),
        "counterparty": func.coalesce(_party.c.name, _case.c.counterparty),
        "sender": _message.c.sender,
    }
    first = columns[wanted.order]
    return [first.desc() if wanted.descending else first.asc(), _case.c.id.desc() if wanted.descending else _case.c.id]


def _waiting(row: Row[Any]) -> Waiting:
    return Waiting(
        case=case_of(row),
        subject=row.subject,
        sender=row.sender,
        received_at=row.received_at,
        authenticated=row.authenticated,
        counterparty_name=row.party or "",
        figures=None if row.f_case_id is None else read_figures(row, "f_"),
        assigned_to=row.assigned_to or "",
        disputed=bool(row.disputed),
        checked_by=row.checked_by or "",
        wrong=row.wrong or "",
        reply_state=row.reply_state or "",
        reply_kind=row.reply_kind or "",
        reply_mail=row.reply_mail or "",
        recipient=row.recipient or "",
        approved_by=row.approved_by or "",
        moved_at=row.moved_at,
    )
