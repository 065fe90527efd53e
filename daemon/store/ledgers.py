"""Our ledger, in versions. An import fills a new version and switches to it in one transaction, so that nobody ever sees half.

Receivable and payable ledgers are kept apart by `Role`; each has at most one active version.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from itertools import groupby, islice
from typing import Any, Protocol

from sqlalchemy import Connection, bindparam, insert, select, update

from daemon.store import ledger_sums, schema
from daemon.store.database import Database, batched
from daemon.store.exact import LARGEST, NotExact, pack, unpack
from daemon.store.postgresql import copy_in
from daemon.store.prepared import Prepared, any_of, numbered, portion
from daemon.store.sealed import Digester
from daemon.store.sums import Sums, total
from parsers.ledgers.entry import EntryKind, LedgerAccount, LedgerEntry, Role

CHUNK = 5_000
_AMOUNTS = 300  # looked for on other accounts at once
_ELSEWHERE = 1_000  # entries of other accounts that are read
_SCALES = 5  # 88.8 may be kept as 888, 8880 and so on to four decimals


class Opening(Protocol):
    """An opening row of an export, as `parsers.ledgers` hands it out."""

    @property
    def account(self) -> str: ...
    @property
    def amount(self) -> Decimal: ...
    @property
    def date(self) -> dt.date | None: ...
    @property
    def row(self) -> int: ...
    @property
    def currency(self) -> str | None: ...


class ImportRefused(Exception):
    """A row cannot be kept exactly; nothing of the file was taken. `row` is the file's row (header = 1)."""

    def __init__(self, row: int, reason: str) -> None:
        super().__init__(f"Row {row}: {reason}")
        self.row = row
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerVersion:
    """One import. `as_of` is the date of its latest entry; `sha256` and `name` say from which file it came."""

    id: int
    role: Role
    name: str
    sha256: str
    imported_at: dt.datetime
    as_of: dt.date | None
    entries: int
    accounts: int
    active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSummary:
    """One account in one currency, without its entries."""

    account: str
    name: str
    currency: str | None
    opening: Decimal
    entries: int


@dataclass(slots=True)
class _Tally:
    """What the import learns of one account in one currency on its way."""

    opening: Decimal = Decimal(0)
    opening_date: dt.date | None = None
    entries: int = 0
    sums: Sums = field(default_factory=Sums)


class Ledgers:
    """All versions of our ledger."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def import_rows(
        self,
        rows: Iterable[LedgerEntry | Opening],
        *,
        name: str,
        sha256: Callable[[], str] | str,
        role: Role,
        imported_at: dt.datetime,
        names: Callable[[], Mapping[str, str]] = dict,
        progress: Callable[[int], None] | None = None,
        tx: Connection | None = None,
    ) -> LedgerVersion:
        """Stream `rows` into a new version and make it the active one of `role`.

        `sha256` and `names` (account -> its name) are asked after the last row, since a reader knows them only then.
        Whatever `rows` raises passes through, and nothing of the file is kept. Raises `ImportRefused`.
        """
        with self._database.writing(tx) as connection:
            version = int(
                connection.execute(
                    insert(schema.ledger_version)
                    .values(
                        role=str(role),
                        name=name,
                        sha256="",
                        imported_at=imported_at,
                        entries=0,
                        accounts=0,
                        active=False,
                    )
                    .returning(schema.ledger_version.c.id)
                ).scalar_one()
            )
            tallies, count, as_of = _fill(connection, version, rows, progress)
            _write_accounts(connection, version, tallies, names())
            ledger_sums.tell(connection, version, total(tally.sums for tally in tallies.values()))
            table = schema.ledger_version
            connection.execute(update(table).where(table.c.role == str(role), table.c.active).values(active=False))
            connection.execute(
                update(table)
                .where(table.c.id == version)
                .values(
                    sha256=sha256 if isinstance(sha256, str) else sha256(),
                    as_of=as_of,
                    entries=count,
                    accounts=len(tallies),
                    active=True,
                )
            )
            found = self.version(version, connection)
        assert found is not None
        return found

    def active(self, role: Role, tx: Connection | None = None) -> LedgerVersion | None:
        """Return the version that counts, None where nothing was imported."""
        with self._database.reading(tx) as connection:
            row = _ACTIVE.first(connection, role=str(role))
        return None if row is None else _version(row)

    def version(self, version: int, tx: Connection | None = None) -> LedgerVersion | None:
        with self._database.reading(tx) as connection:
            row = _VERSION.first(connection, version=version)
        return None if row is None else _version(row)

    def versions(self) -> tuple[LedgerVersion, ...]:
        """Return every version, the newest first."""
        query = select(schema.ledger_version).order_by(schema.ledger_version.c.id.desc())
        with self._database.reading() as connection:
            return tuple(_version(row) for row in connection.execute(query))

    def accounts(self, version: int) -> Iterator[AccountSummary]:
        """Yield every account of a version, in order."""
        table = schema.ledger_account
        query = select(table).where(table.c.version == version).order_by(table.c.account, table.c.currency)
        with self._database.reading() as connection:
            for row in connection.execute(query.execution_options(yield_per=1000)):
                yield AccountSummary(
                    account=row.account,
                    name=row.name,
                    currency=row.currency or None,
                    opening=unpack(row.opening, row.scale),
                    entries=row.entries,
                )

    def holds(self, version: int, account: str, tx: Connection | None = None) -> bool:
        """Whether the version knows this account at all."""
        with self._database.reading(tx) as connection:
            return _HEADS.first(connection, version=version, account=account) is not None

    def accounts_among(self, version: int, accounts: Iterable[str], tx: Connection) -> set[str]:
        """Return which of these the version knows as accounts, spelt exactly so."""
        found: set[str] = set()
        for some in batched(sorted(set(accounts))):
            size = portion(len(some))
            found.update(row.account for row in _known(size).rows(tx, version=version, **numbered(some, size)))
        return found

    def account(self, version: int, account: str, tx: Connection | None = None) -> tuple[LedgerAccount, ...]:
        """Return an account with its entries by date, once for each currency in which it was posted; () where unknown."""
        with self._database.reading(tx) as connection:
            heads = _HEADS.rows(connection, version=version, account=account)
            rows = _ENTRIES.rows(connection, version=version, account=account)
        return tuple(
            LedgerAccount(
                account=account,
                name=head.name,
                currency=head.currency or None,
                opening=unpack(head.opening, head.scale),
                opening_date=head.opening_date,
                entries=tuple(_entry(row) for row in rows if row.currency == head.currency),
            )
            for head in heads
        )

    def elsewhere(self, version: int, amounts: Iterable[Decimal], own: Iterable[str]) -> tuple[LedgerAccount, ...]:
        """Return the entries of these amounts on other accounts than `own`, each account with these entries alone and no opening
        balance; at most a thousand entries, and of the first few hundred amounts.
        """
        wanted = set(islice(dict.fromkeys(amounts), _AMOUNTS))
        packed = {
            int(number)
            for amount in wanted
            for scale in range(_SCALES)
            if (number := amount.scaleb(scale)) == number.to_integral_value() and abs(number) <= LARGEST
        }
        if not packed:
            return ()
        table = schema.ledger_entry
        query = (
            select(table)
            .where(table.c.version == version, table.c.amount.in_(sorted(packed)), table.c.account.not_in(sorted(own)))
            .order_by(table.c.amount, table.c.account, table.c.position)  # as the index has them, of millions
            .limit(_ELSEWHERE)
        )
        with self._database.reading() as connection:
            rows = sorted(connection.execute(query), key=lambda row: (row.account, row.currency, row.position))
            found = [entry for row in rows if (entry := _entry(row)).amount in wanted]
        return tuple(
            LedgerAccount(account=account, currency=currency, entries=tuple(entries))
            for (account, currency), entries in groupby(found, key=lambda entry: (entry.account, entry.currency))
        )


def _fill(
    tx: Connection, version: int, rows: Iterable[LedgerEntry | Opening], progress: Callable[[int], None] | None
) -> tuple[dict[tuple[str, str], _Tally], int, dt.date | None]:
    tallies: dict[tuple[str, str], _Tally] = {}
    chunk: list[dict[str, object]] = []
    write = _writer(tx)
    count, as_of = 0, None
    digester = Digester("ledger_entry")
    columns = digester.columns
    for row in rows:
        tally = tallies.setdefault((row.account, row.currency or ""), _Tally())
        if not isinstance(row, LedgerEntry):
            tally.opening += row.amount
            tally.opening_date = row.date or tally.opening_date
            continue
        count += 1
        tally.entries += 1
        as_of = row.date if as_of is None or row.date > as_of else as_of
        values = _values(version, count, row)
        tally.sums.add(count, digester.digest([values[name] for name in columns]))
        chunk.append(values)
        if len(chunk) >= CHUNK:
            write(chunk)
            chunk.clear()
            if progress is not None:
                progress(count)
    if chunk:
        write(chunk)
    if progress is not None:
        progress(count)
    return tallies, count, as_of


def _writer(tx: Connection) -> Callable[[list[dict[str, object]]], None]:
    """Return what writes many entries at once, past the layer that looks at each value of each row."""
    if tx.dialect.name == "postgresql":
        columns = [column.name for column in schema.ledger_entry.c]
        return lambda chunk: copy_in(tx, "ledger_entry", columns, ([row[name] for name in columns] for row in chunk))
    compiled = insert(schema.ledger_entry).compile(dialect=tx.dialect)
    order = compiled.positiontup

    def write(chunk: list[dict[str, object]]) -> None:
        if order is None:
            tx.exec_driver_sql(str(compiled), chunk)
        else:
            tx.exec_driver_sql(str(compiled), [tuple(row[name] for name in order) for row in chunk])

    return write


def _write_accounts(
    tx: Connection, version: int, tallies: Mapping[tuple[str, str], _Tally], names: Mapping[str, str]
) -> None:
    rows = []
    for (account, currency), tally in tallies.items():
        number, scale = pack(tally.opening)
        rows.append(
            {
                "version": version,
                "account": account,
                "currency": currency,
                "name": names.get(account, ""),
                "opening": number,
                "scale": scale,
                "opening_date": tally.opening_date,
                "entries": tally.entries,
                "sums": tally.sums.text(),
            }
        )
    if rows:
        tx.execute(insert(schema.ledger_account), rows)


def _values(version: int, position: int, entry: LedgerEntry) -> dict[str, object]:
    try:
        amount, scale = pack(entry.amount)
        open_amount, open_scale = (None, None) if entry.open_amount is None else pack(entry.open_amount)
    except NotExact as refusal:
        raise ImportRefused(entry.row, str(refusal)) from None
    for what, value, longest in (("account", entry.account, 200), ("currency", entry.currency or "", 8)):
        if len(value) > longest:
            raise ImportRefused(entry.row, f"the {what} {value[:20]}... has more than {longest} characters.")
    return {
        "version": version,
        "account": entry.account,
        "position": position,
        "currency": entry.currency or "",
        "id": entry.id,
        "row": entry.row,
        "date": entry.date.isoformat(),
        "amount": amount,
        "scale": scale,
        "kind": None if entry.kind is None else str(entry.kind),
        "due_date": None if entry.due_date is None else entry.due_date.isoformat(),
        "references": json.dumps(entry.references, ensure_ascii=False),
        "description": entry.description,
        "open_amount": open_amount,
        "open_scale": open_scale,
        "cleared_on": None if entry.cleared_on is None else entry.cleared_on.isoformat(),
    }


def _entry(row: Any) -> LedgerEntry:
    return LedgerEntry(
        id=row.id,
        row=row.row,
        account=row.account,
        date=row.date,
        amount=unpack(row.amount, row.scale),
        kind=None if row.kind is None else EntryKind(row.kind),
        due_date=row.due_date,
        references=tuple(json.loads(row.references)),
        description=row.description,
        currency=row.currency or None,
        open_amount=None if row.open_amount is None else unpack(row.open_amount, row.open_scale),
        cleared_on=row.cleared_on,
    )


def _version(row: Any) -> LedgerVersion:
    return LedgerVersion(
        id=row.id,
        role=Role(row.role),
        name=row.name,
        sha256=row.sha256,
        imported_at=row.imported_at,
        as_of=row.as_of,
        entries=row.entries,
        accounts=row.accounts,
        active=row.active,
    )


# What is run for every mail.
_ACCOUNTS, _ROWS, _VERSIONS = schema.ledger_account.c, schema.ledger_entry.c, schema.ledger_version.c
_ACTIVE = Prepared(select(schema.ledger_version).where(_VERSIONS.role == bindparam("role"), _VERSIONS.active))
_VERSION = Prepared(select(schema.ledger_version).where(_VERSIONS.id == bindparam("version")))
_HEADS = Prepared(
    select(schema.ledger_account)
    .where(_ACCOUNTS.version == bindparam("version"), _ACCOUNTS.account == bindparam("account"))
    .order_by(_ACCOUNTS.currency)
)
_ENTRIES = Prepared(
    select(schema.ledger_entry)
    .where(_ROWS.version == bindparam("version"), _ROWS.account == bindparam("account"))
    .order_by(_ROWS.date, _ROWS.position)
)


@cache
def _known(size: int) -> Prepared:
    return Prepared(
        select(_ACCOUNTS.account).where(_ACCOUNTS.version == bindparam("version"), any_of(_ACCOUNTS.account, size))
    )
