"""The books for people to look through: every account of a ledger's version with its balance, and one account page by page.

A version never changes once it counts, so the balances of the last few that were asked for are kept.
"""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, or_, select

from daemon.store import schema
from daemon.store.database import Database, batched
from daemon.store.exact import unpack
from daemon.store.ledgers import LedgerVersion

_KEPT = 3  # versions: the one that counts, the one before, one to compare
_HALF = 1_000_000_000  # amounts are added up in two halves, so that no sum leaves 64 bits

_entry, _account = schema.ledger_entry, schema.ledger_account


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountBalance:
    """One account in one currency ("" where the export names none). Amounts in our sign; `first` and `last` are its entries' days."""

    account: str
    currency: str
    name: str
    opening: Decimal
    balance: Decimal
    entries: int
    first: dt.date | None = None
    last: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BookedEntry:
    """One entry as a list shows it. `balance` is the account's after it; None where the list leaves entries out."""

    id: str
    row: int
    date: dt.date
    due_date: dt.date | None
    kind: str
    references: tuple[str, ...]
    description: str
    amount: Decimal
    open_amount: Decimal | None
    cleared_on: dt.date | None
    balance: Decimal | None


class Books:
    """Balances and entries of all versions."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: dict[tuple[int, str, dt.datetime], tuple[AccountBalance, ...]] = {}
        self._lock = threading.Lock()

    def balances(self, version: LedgerVersion, tx: Connection | None = None) -> tuple[AccountBalance, ...]:
        """Return every account of a version with its balance, by account and currency."""
        key = (version.id, version.sha256, version.imported_at)
        with self._lock:
            if key in self._kept:
                self._kept[key] = self._kept.pop(key)  # asked for last, dropped last
                return self._kept[key]
        found = self._balances(version.id, None, tx)
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > _KEPT:
                del self._kept[next(iter(self._kept))]
        return found

    def balances_of(
        self, version: int, accounts: Iterable[str], tx: Connection | None = None
    ) -> tuple[AccountBalance, ...]:
        """Return these accounts, in every currency in which they were posted; those that the version does not know are left out."""
        wanted = sorted(set(accounts))
        return tuple(each for some in batched(wanted) for each in self._balances(version, list(some), tx))

    def entries(
        self,
        version: int,
        account: AccountBalance,
        *,
        search: str = "",
        open_only: bool = False,
        limit: int,
        offset: int,
        tx: Connection | None = None,
    ) -> tuple[tuple[BookedEntry, ...], int]:
        """Return one page of an account's entries by date, and how many there are on all pages.

        `search` wants entries whose number, references or description hold each of its words; `open_only` those with an open amount.
        """
        chosen = [
            _entry.c.version == version,
            _entry.c.account == account.account,
            _entry.c.currency == account.currency,
            *(_said(word) for word in search.split()[:8]),
        ]
        if open_only:
            chosen.append(func.coalesce(_entry.c.open_amount, 0) != 0)
        whole = not search.split() and not open_only
        order = (_entry.c.date, _entry.c.position)
        with self._database.reading(tx) as connection:
            total = connection.execute(select(func.count()).select_from(_entry).where(*chosen)).scalar_one()
            carried = None
            if whole:
                before = (
                    select(_entry.c.amount, _entry.c.scale).where(*chosen).order_by(*order).limit(offset).subquery()
                )
                query = select(before.c.scale, *_halves(before.c.amount)).group_by(before.c.scale)
                carried = account.opening + sum((_added(*row) for row in connection.execute(query)), Decimal(0))
            rows = connection.execute(select(_entry).where(*chosen).order_by(*order).limit(limit).offset(offset)).all()
        found = []
        for row in rows:
            amount = unpack(row.amount, row.scale)
            carried = None if carried is None else carried + amount
            found.append(_booked(row, amount, carried))
        return tuple(found), int(total)

    def _balances(self, version: int, accounts: list[str] | None, tx: Connection | None) -> tuple[AccountBalance, ...]:
        heads = select(_account).where(_account.c.version == version).order_by(_account.c.account, _account.c.currency)
        query = (
            select(
                _entry.c.account,
                _entry.c.currency,
                _entry.c.scale,
                *_halves(_entry.c.amount),
                func.min(_entry.c.date).label("first"),
                func.max(_entry.c.date).label("last"),
            )
            .where(_entry.c.version == version)
            .group_by(_entry.c.account, _entry.c.currency, _entry.c.scale)
        )
        if accounts is not None:
            heads, query = (
                heads.where(_account.c.account.in_(accounts)),
                query.where(_entry.c.account.in_(accounts)),
            )
        sums: dict[tuple[str, str], list[tuple[Decimal, dt.date, dt.date]]] = {}
        with self._database.reading(tx) as connection:
            for row in connection.execute(query):
                added = _added(row.scale, row.high, row.low)
                sums.setdefault((row.account, row.currency), []).append((added, row.first, row.last))
            found = connection.execute(heads).all()
        return tuple(_with_balance(head, sums.get((head.account, head.currency), [])) for head in found)


def _halves(amount: ColumnElement[Any]) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    # `%` keeps the sign in both back ends, so what is left of it divides evenly.
    return func.sum((amount - amount % _HALF) // _HALF).label("high"), func.sum(amount % _HALF).label("low")


def _added(scale: int, high: Any, low: Any) -> Decimal:
    return Decimal(int(high) * _HALF + int(low)).scaleb(-scale)


def _with_balance(head: Row[Any], sums: list[tuple[Decimal, dt.date, dt.date]]) -> AccountBalance:
    opening = unpack(head.opening, head.scale)
    return AccountBalance(
        account=head.account,
        currency=head.currency,
        name=head.name,
        opening=opening,
        balance=opening + sum((added for added, _, _ in sums), Decimal(0)),
        entries=head.entries,
        first=min((first for _, first, _ in sums), default=None),
        last=max((last for _, _, last in sums), default=None),
    )


def _said(word: str) -> ColumnElement[bool]:
    texts = (_entry.c.id, _entry.c.references, _entry.c.description)
    return or_(*(func.lower(text).contains(word.lower(), autoescape=True) for text in texts))


def _booked(row: Row[Any], amount: Decimal, balance: Decimal | None) -> BookedEntry:
    return BookedEntry(
        id=row.id,
        row=row.row,
        date=row.date,
        due_date=row.due_date,
        kind=row.kind or "",
        references=tuple(json.loads(row.references)),
        description=row.description,
        amount=amount,
        open_amount=None if row.open_amount is None else unpack(row.open_amount, row.open_scale),
        cleared_on=row.cleared_on,
        balance=balance,
    )
