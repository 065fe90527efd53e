"""Counterparties for staff's list: found, sorted, counted and paged by SQL, each with its last statement and what is open of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, ScalarSelect, Select, and_, exists, func, or_, select

from daemon.store import schema
from daemon.store.cases import Case, case_of
from daemon.store.database import Database, batched
from daemon.store.desk_schema import automation_stop, case_figures
from daemon.store.figures import Figures, read_figures
from parsers.ledgers.counterparty import Counterparty

PartyOrder = Literal["code", "name", "last", "differences"]

_party, _case, _message = schema.counterparty, schema.case, schema.message


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedParties:
    """Which counterparties; what is left at its default does not narrow the choice. `open_only` wants those with open differences."""

    search: str = ""
    role: str = ""
    language: str = ""
    stopped: bool = False
    open_only: bool = False
    order: PartyOrder = "name"
    descending: bool = False
    limit: int = 50
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LatestCase:
    """A case with the mail that brought it and what it came to."""

    case: Case
    received_at: dt.datetime
    figures: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One counterparty of a list. `latest` are the newest compared statements, one an account, the newest first."""

    counterparty: Counterparty
    stopped: bool
    latest: tuple[LatestCase, ...]

    @property
    def differences(self) -> int:
        """How many differences the newest statement of each account showed."""
        return sum(each.figures.differences for each in self.latest)


class Parties:
    """All lists of counterparties."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def listed(self, wanted: WantedParties, tx: Connection | None = None) -> tuple[tuple[Party, ...], int]:
        """Return one page of the counterparties that are wanted, and how many there are on all pages."""
        chosen = _narrowed(wanted)
        with self._database.reading(tx) as connection:
            total = connection.execute(select(func.count()).select_from(_party).where(*chosen)).scalar_one()
            query = select(_party.c.code, _party.c.content, _is_stopped().label("stopped")).where(*chosen)
            rows = connection.execute(_ordered(query, wanted).limit(wanted.limit).offset(wanted.offset)).all()
            latest = self.latest([row.code for row in rows], connection)
        found = (
            Party(
                counterparty=msgspec.json.decode(row.content, type=Counterparty),
                stopped=bool(row.stopped),
                latest=latest.get(row.code, ()),
            )
            for row in rows
        )
        return tuple(found), int(total)

    def latest(self, codes: Iterable[str], tx: Connection | None = None) -> dict[str, tuple[LatestCase, ...]]:
        """Return the newest statement of each account of these counterparties that was compared, the newest first.

        What repeats an earlier statement, or came from a sender for whom nobody vouches, says nothing new.
        """
        found: dict[str, list[LatestCase]] = {}
        with self._database.reading(tx) as connection:
            for some in batched(sorted(set(codes))):
                newest = _newest().where(_case.c.counterparty.in_(some))
                query = (
                    select(
                        _case,
                        _message.c.received_at,
                        *(column.label(f"f_{column.name}") for column in case_figures.c),
                    )
                    .join(_message, _message.c.id == _case.c.message)
                    .join(case_figures, case_figures.c.case_id == _case.c.id)
                    .where(_case.c.id.in_(newest))
                    .order_by(_case.c.id.desc())
                )
                for row in connection.execute(query):
                    found.setdefault(row.counterparty, []).append(_latest(row))
        return {code: tuple(cases) for code, cases in found.items()}

    def waiting(self, code: str, states: Iterable[str], tx: Connection | None = None) -> tuple[int, ...]:
        """Return the cases of a counterparty that are in one of these states."""
        query = select(_case.c.id).where(_case.c.counterparty == code, _case.c.state.in_(list(states)))
        with self._database.reading(tx) as connection:
            return tuple(connection.execute(query.order_by(_case.c.id)).scalars())


def _newest() -> Select[tuple[int]]:
    """Select the newest compared case of each account of each counterparty."""
    return (
        select(func.max(_case.c.id))
        .join(_message, _message.c.id == _case.c.message)
        .join(case_figures, case_figures.c.case_id == _case.c.id)
        .where(_case.c.repeats.is_(None), case_figures.c.ours != "", _message.c.authenticated)
        .group_by(_case.c.counterparty, _case.c.account)
    )


def _narrowed(wanted: WantedParties) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [_said(word) for word in wanted.search.split()[:8]]
    if wanted.role:
        found.append(_party.c.role == wanted.role)
    if wanted.language:
        # As msgspec writes it; within another field's text the quotes would be escaped.
        found.append(_party.c.content.contains(f'"language":"{wanted.language}"', autoescape=True))
    if wanted.stopped:
        found.append(_is_stopped())
    if wanted.open_only:
        found.append(_open() > 0)
    return found


def _said(word: str) -> ColumnElement[bool]:
    """Whether a word stands in the code or name, or begins or ends anything by which it is looked up (address, account, alias)."""
    keys = schema.counterparty_key
    low = word.lower()
    keyed = exists().where(
        keys.c.code == _party.c.code,
        keys.c.kind != "name",
        func.lower(keys.c.value).contains(low, autoescape=True),
    )
    texts = (_party.c.code, _party.c.name)
    return or_(*(func.lower(text).contains(low, autoescape=True) for text in texts), keyed)


def _is_stopped() -> ColumnElement[bool]:
    return exists().where(automation_stop.c.counterparty == _party.c.code)


def _last() -> ScalarSelect[Any]:
    return (
        select(func.max(_case.c.id))
        .join(case_figures, case_figures.c.case_id == _case.c.id)
        .where(_case.c.counterparty == _party.c.code)
        .correlate(_party)
        .scalar_subquery()
    )


def _open() -> ColumnElement[int]:
    inner, figures = schema.case.alias(), case_figures.alias()
    newest = _newest().where(_case.c.counterparty == _party.c.code).correlate(_party)
    told = (
        select(func.coalesce(func.sum(figures.c.differences), 0))
        .join_from(inner, figures, figures.c.case_id == inner.c.id)
        .where(and_(inner.c.counterparty == _party.c.code, inner.c.id.in_(newest)))
        .correlate(_party)
    )
    return told.scalar_subquery()


def _ordered(query: Select[Any], wanted: WantedParties) -> Select[Any]:
    columns: dict[PartyOrder, Any] = {
        "code": _party.c.code,
        "name": func.lower(_party.c.name),
        "last": func.coalesce(_last(), 0),
        "differences": _open(),
    }
    first = columns[wanted.order]
    return query.order_by(first.desc() if wanted.descending else first.asc(), _party.c.code)


def _latest(row: Row[Any]) -> LatestCase:
    return LatestCase(case=case_of(row), received_at=row.received_at, figures=read_figures(row, "f_"))
