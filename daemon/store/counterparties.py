"""The counterparty list: replaced as a whole by an import, looked up by the sender's address or domain."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec
from sqlalchemy import Connection, bindparam, delete, func, insert, select

from daemon.mail.addresses import filed_address, filed_domain
from daemon.store import schema
from daemon.store.database import Database, batched
from daemon.store.prepared import Prepared, any_of, numbered, portion, run
from parsers.ledgers.counterparty import Counterparty
from parsers.references import folded_form, normal_form


class CounterpartyRefused(Exception):
    """The list cannot be kept as it stands; the message says why."""


def name_key(name: str) -> str:
    """Return a name as it is compared: width, case, blanks and punctuation do not count."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name).casefold())


class Counterparties:
    """All counterparties, each by its code."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def replace_all(self, counterparties: Iterable[Counterparty], tx: Connection | None = None) -> int:
        """Put this list in place of the old one, wholly or not at all. Return how many. Raises `CounterpartyRefused`."""
        listed = list(counterparties)
        codes = [counterparty.code for counterparty in listed]
        if len(codes) != len(set(codes)):
            twice = next(code for code in codes if codes.count(code) > 1)
            raise CounterpartyRefused(f"The code {twice} stands in the list more than once; make it unique.")
        with self._database.writing(tx) as connection:
            connection.execute(delete(schema.counterparty_key))
            connection.execute(delete(schema.counterparty))
            if listed:
                connection.execute(insert(schema.counterparty), [_row(counterparty) for counterparty in listed])
            keys = [key for counterparty in listed for key in _keys(counterparty)]
            if keys:
                connection.execute(insert(schema.counterparty_key), keys)
        return len(listed)

    def put(self, counterparty: Counterparty, tx: Connection | None = None) -> None:
        """Add one counterparty, or change the one with this code."""
        with self._database.writing(tx) as connection:
            _remove(connection, counterparty.code)
            connection.execute(insert(schema.counterparty).values(_row(counterparty)))
            keys = _keys(counterparty)
            if keys:
                connection.execute(insert(schema.counterparty_key), keys)

    def get(self, code: str, tx: Connection | None = None) -> Counterparty | None:
        with self._database.reading(tx) as connection:
            content = _ONE.value(connection, code=code)
        return None if content is None else _read(content)

    def all(self) -> Iterator[Counterparty]:
        """Yield every counterparty by code."""
        query = select(schema.counterparty.c.content).order_by(schema.counterparty.c.code)
        with self._database.reading() as connection:
            for row in connection.execute(query.execution_options(yield_per=1000)):
                yield _read(row.content)

    def count(self) -> int:
        with self._database.reading() as connection:
            return connection.execute(select(func.count()).select_from(schema.counterparty)).scalar_one()

    def by_address(self, address: str, tx: Connection | None = None) -> tuple[Counterparty, ...]:
        """Return whose full address this is, in the compared form: nobody's, one's, or several counterparties' (a shared bookkeeper)."""
        return self._by("address", address.lower(), tx)

    def by_domain(self, domain: str, tx: Connection | None = None) -> tuple[Counterparty, ...]:
        """Return who has this bare domain on file."""
        return self._by("domain", domain.lower(), tx)

    def by_account(self, account: str, tx: Connection | None = None) -> tuple[Counterparty, ...]:
        """Return whose ledger account this is, also where it is spelt otherwise: with other dashes, O for 0, l for 1."""
        found = {owner.code: owner for form in _spellings(account) for owner in self._by("account", form, tx)}
        return tuple(found[code] for code in sorted(found))

    def by_name(self, name: str, tx: Connection | None = None) -> tuple[Counterparty, ...]:
        """Return who is called so, by name or alias, whatever its width, case and punctuation."""
        key = name_key(name)
        return self._by("name", key, tx) if key else ()

    def filed(self, kind: str, tx: Connection | None = None) -> Iterator[tuple[str, str]]:
        """Yield every (address, code) or (domain, code) on file, in the compared form."""
        with self._database.reading(tx) as connection:
            yield from run(connection, _FILED.sql(connection), (kind,)).fetchall()

    def among(self, kind: str, values: Iterable[str], tx: Connection) -> Iterator[tuple[str, str]]:
        """Yield (value, code) for each of these values of a kind ("account", "name") that is somebody's, in its compared form."""
        for some in batched(sorted({value[:400] for value in values})):
            size = portion(len(some))
            for row in _among(size).rows(tx, kind=kind, **numbered(some, size)):
                yield row.value, row.code

    def _by(self, kind: str, value: str, tx: Connection | None) -> tuple[Counterparty, ...]:
        with self._database.reading(tx) as connection:
            return tuple(_read(row.content) for row in _BY.rows(connection, kind=kind, value=value[:400]))


_PARTY, _KEY = schema.counterparty.c, schema.counterparty_key.c
_ONE = Prepared(select(_PARTY.content).where(_PARTY.code == bindparam("code")))
_BY = Prepared(
    select(_PARTY.content)
    .join(schema.counterparty_key, _KEY.code == _PARTY.code)
    .where(_KEY.kind == bindparam("kind"), _KEY.value == bindparam("value"))
    .order_by(_PARTY.code)
)


_FILED = Prepared(select(_KEY.value, _KEY.code).where(_KEY.kind == bindparam("kind")).order_by(_KEY.value, _KEY.code))


@cache
def _among(size: int) -> Prepared:
    query = select(_KEY.value, _KEY.code).where(_KEY.kind == bindparam("kind"), any_of(_KEY.value, size))
    return Prepared(query.order_by(_KEY.value, _KEY.code))


def _remove(tx: Connection, code: str) -> None:
    tx.execute(delete(schema.counterparty_key).where(schema.counterparty_key.c.code == code))
    tx.execute(delete(schema.counterparty).where(schema.counterparty.c.code == code))


def _row(counterparty: Counterparty) -> dict[str, str]:
    return {
        "code": counterparty.code,
        "role": str(counterparty.role),
        "name": counterparty.name,
        "content": msgspec.json.encode(counterparty).decode(),
    }


def _keys(counterparty: Counterparty) -> list[dict[str, str]]:
    found = {("address", filed_address(address)) for address in counterparty.addresses}
    found |= {("domain", filed_domain(domain)) for domain in counterparty.domains}
    found |= {("account", form) for account in counterparty.ledger_accounts() for form in _spellings(account)}
    found |= {("name", name_key(name)) for name in (counterparty.name, *counterparty.aliases) if name_key(name)}
    return [{"kind": kind, "value": value[:400], "code": counterparty.code} for kind, value in sorted(found)]


def _spellings(account: str) -> set[str]:
    return {form for form in (account, normal_form(account), folded_form(account)) if form}


def _read(content: str) -> Counterparty:
    return msgspec.json.decode(content, type=Counterparty)
