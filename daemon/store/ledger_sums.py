"""The sums by which the audit vouches for a version of the ledger, and which of its rows they say differ.

The audit holds the sums over all entries and over all accounts of a version; each account holds those over its own entries, so
that rows which differ in several accounts are told apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from daemon.store import chain, schema
from daemon.store.sealed import Digester
from daemon.store.sums import Sums, differing, read, total, weight
from daemon.store.touched import streamed

ENTRIES, ACCOUNTS = "ledger_entry", "ledger_account"

Account = tuple[str, str]
"""An account and the currency in which it was posted."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the audit tells of a version, and in which row."""

    entries: str
    accounts: str
    number: int


def tell(tx: Connection, version: int, entries: Sums) -> None:
    """Let the audit vouch for a version whose rows were written in `tx`, with these sums over its entries."""
    accounts = total(sums for _, _, sums in _accounts(tx, version))
    _add(tx, version, entries.text(), accounts.text())


def forget(tx: Connection, version: int) -> None:
    """Let the audit tell that a version's rows are gone."""
    _add(tx, version, "", "")


def tell_all(tx: Connection) -> None:
    """Let the audit vouch for every version as it stands."""
    for version in tx.execute(select(schema.ledger_version.c.id).order_by(schema.ledger_version.c.id)).scalars().all():
        tell(tx, version, total(_entries(tx, version).values()))


def faults(connection: Connection, version: int, name: str, wanted: int, told: Told | None) -> Iterator[str]:
    """Yield one sentence for each account, or row, of a version that is not as the audit tells. `name` is its file's, `wanted` how
    many entries were imported.
    """
    held = _entries(connection, version)
    where = f"ersion {version} of the ledger ({name})"
    entries = total(held.values())
    if told is None:
        yield f"V{where} is not told of in the audit."
        return
    listed = {account: (sums, own) for account, sums, own in _accounts(connection, version)}
    accounts = total(own for _, own in listed.values())
    rows = "; ".join(_entry_rows(connection, version, told, held, listed))
    if entries.count != wanted:
        yield f"V{where} holds {entries.count} entries; {wanted} were imported{': ' if rows else ''}{rows}."
    elif rows:
        yield f"V{where} is not as audit row {told.number} tells: {rows}."
    if accounts.text() != told.accounts:
        yield f"V{where} is not as audit row {told.number} tells: {_account_row(told, listed, held, accounts)}."


def _entry_rows(
    connection: Connection,
    version: int,
    told: Told,
    held: Mapping[Account, Sums],
    listed: Mapping[Account, tuple[str, Sums]],
) -> list[str]:
    """Name the entries that differ: each by itself where it is the only one of its account."""
    found, entries = [], total(held.values())
    for account in sorted(held.keys() | listed.keys()):
        before, after = _readable(listed[account][0]) if account in listed else Sums(), held.get(account, Sums())
        if before is not None and before.text() != after.text():
            found.append(_entry(connection, version, before, after, f" of account {account[0]}"))
    if not found and entries.text() != told.entries:
        before = _readable(told.entries) or Sums()
        found.append(_entry(connection, version, before, entries, ""))
    return found


def _entry(connection: Connection, version: int, before: Sums, after: Sums, of: str) -> str:
    """Say what became of the one entry that differs, or that several do."""
    table = schema.ledger_entry
    position = differing(before, after)
    query = select(table.c.account, table.c.row).where(table.c.version == version, table.c.position == position)
    row = connection.execute(query).first() if position is not None and position < 2**63 else None
    match after.count - before.count:
        case 0 if row is not None:
            return f"entry {position} (account {row.account}, row {row.row} of the file) was changed"
        case 1 if row is not None:
            return f"entry {position} (account {row.account}) was added"
        case -1 if position is not None and position < 2**63:
            return f"entry {position}{of} is missing"
        case _:
            return f"several entries{of} are not as they were ({before.count} then, {after.count} now)"


def _account_row(
    told: Told, listed: Mapping[Account, tuple[str, Sums]], held: Mapping[Account, Sums], after: Sums
) -> str:
    """Say what became of the one account that differs, or that several do."""
    before = _readable(told.accounts) or Sums()
    one = differing(before, after)
    fates = {0: "was changed", 1: "was added", -1: "is missing"}
    for account in sorted(listed.keys() | held.keys()):
        if one == weight(account):
            return f"account {account[0]} {fates.get(after.count - before.count, 'differs')}"
    return f"several accounts, or one without entries, are not as they were ({before.count} then, {after.count} now)"


def _readable(text: str) -> Sums | None:
    try:
        return read(text)
    except ValueError:
        return None


def _add(tx: Connection, version: int, entries: str, accounts: str) -> None:
    gathered = chain.pending(tx)
    if gathered is not None:
        gathered.seals += [(ENTRIES, str(version), "", entries), (ACCOUNTS, str(version), "", accounts)]


def _entries(connection: Connection, version: int) -> dict[Account, Sums]:
    """Return the sums over the entries of each account."""
    digester = Digester(ENTRIES)
    columns = digester.columns
    account, currency, position = (columns.index(name) for name in ("account", "currency", "position"))
    found: dict[Account, Sums] = {}
    names = ", ".join(f'"{name}"' for name in columns)
    query = f'SELECT {names} FROM "{ENTRIES}" WHERE version = {int(version)}'  # noqa: S608 - our own names
    for row in streamed(connection, query):
        place = row[position] if isinstance(row[position], int) else 0
        found.setdefault((row[account], row[currency]), Sums()).add(place, digester.digest(row))
    return found


def _accounts(connection: Connection, version: int) -> Iterator[tuple[Account, str, Sums]]:
    """Yield each account with what it says of its entries' sums, and the sums of its own row."""
    digester = Digester(ACCOUNTS)
    columns = digester.columns
    account, currency, kept = (columns.index(name) for name in ("account", "currency", "sums"))
    names = ", ".join(f'"{name}"' for name in columns)
    query = f'SELECT {names} FROM "{ACCOUNTS}" WHERE version = {int(version)}'  # noqa: S608 - our own names
    for row in streamed(connection, query):
        own = Sums()
        own.add(weight((row[account], row[currency])), digester.digest(row))
        yield (row[account], row[currency]), row[kept], own
