"""Which rows a transaction of this program has written, so that the audit can vouch for each of them when it commits.

Triggers note them in a temporary table of the connection, `touched`. In SQLite the triggers are the connection's own too; in
PostgreSQL they stand in the database, and note nothing for whoever has no such table. So what is written by any other hand is
noted nowhere, gets no seal, and shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, Integer

from daemon.store import schema
from daemon.store.chain import Seal
from daemon.store.prepared import run
from daemon.store.sealed import PARTS, SEALED, Digester, Key, covered, together

PREFIX: Final = "noted_"
"""How the names of the triggers begin in PostgreSQL; the table's name follows."""

SQLITE_TABLE: Final = (
    "CREATE TEMP TABLE touched (noun TEXT NOT NULL, k1 TEXT NOT NULL, k2 TEXT NOT NULL, PRIMARY KEY (noun, k1, k2)) "
    "WITHOUT ROWID"
)

_MANY: Final = 500


def watch(tx: Connection) -> bool:
    """See to it that the rows that `tx` writes are noted. Return False where the store is older than its seals."""
    if tx.info.get("watched"):
        return True
    if tx.dialect.name != "sqlite":
        column = "attrelid = to_regclass('audit') AND attname = 'seals'"
        tx.info["watched"] = tx.exec_driver_sql(f"SELECT 1 FROM pg_attribute WHERE {column}").first() is not None  # noqa: S608
        return bool(tx.info["watched"])
    if tx.exec_driver_sql("SELECT 1 FROM pragma_table_info('audit') WHERE name = 'seals'").first() is None:
        return False
    if tx.exec_driver_sql("SELECT 1 FROM sqlite_temp_master WHERE name = 'touched'").first() is None:
        tx.exec_driver_sql(SQLITE_TABLE)
        for statement in _sqlite_triggers():
            tx.exec_driver_sql(statement)
    else:
        # They were made in a transaction that committed, or they would be gone with it.
        tx.info["watched"] = True
    return True


def install(tx: Connection) -> None:
    """Make PostgreSQL's triggers as this program's schema wants them; SQLite needs none that stay."""
    if tx.dialect.name == "sqlite":
        return
    for statement in _postgresql_triggers():
        tx.exec_driver_sql(statement)


def guards() -> frozenset[str]:
    """Return the names of the triggers that stand in a PostgreSQL database."""
    return frozenset(f"{PREFIX}{table}" for table in (*SEALED, *PARTS))


def seals(tx: Connection) -> list[Seal]:
    """Return the seals of the rows that `tx` has written so far, and forget that it has."""
    order = 'COLLATE "C"' if tx.dialect.name != "sqlite" else ""
    rows = run(
        tx,
        f"SELECT DISTINCT noun {order}, k1 {order}, k2 {order} FROM touched ORDER BY 1, 2, 3",  # noqa: S608 - no foreign text
    ).fetchall()
    if not rows:
        return []
    run(tx, "DELETE FROM touched")
    keys: dict[str, list[Key]] = {}
    for noun, first, second in rows:
        keys.setdefault(noun, []).append((first, second))
    return [
        (noun, *key, digest.hex() if digest else "")
        for noun, wanted in keys.items()
        for key, digest in digests(tx, noun, wanted)
    ]


def digests(tx: Connection, table: str, keys: Sequence[Key]) -> Iterator[tuple[Key, bytes | None]]:
    """Yield the digest of each of these rows; None for one that is not there."""
    mark = "?" if tx.dialect.name == "sqlite" else "%s"
    columns = SEALED[table]
    for start in range(0, len(keys), _MANY):
        part = keys[start : start + _MANY]
        found: dict[Key, bytes] = {}
        if len(columns) == 1:
            several = ", ".join([mark] * len(part))
            where = f'"{columns[0]}" IN ({several})'
            wanted = [tuple(_typed(table, columns[0], key[0]) for key in part)]
        else:
            where = " AND ".join(f'"{name}" = {mark}' for name in columns)
            wanted = [
                tuple(_typed(table, name, value) for name, value in zip(columns, key, strict=True)) for key in part
            ]
        for values in wanted:
            for row in run(tx, f"{_selecting(table)} WHERE {where}", values).fetchall():
                found[key_of(row, columns)] = _digester(table).digest(row[len(columns) :])
        for name, (whole, column) in PARTS.items():
            if whole == table:
                belonging: dict[str, list[bytes]] = {}
                where = f'"{column}" IN ({", ".join([mark] * len(part))})'
                values = tuple(key[0] for key in part)
                for row in run(tx, f"{_selecting(name, column)} WHERE {where}", values).fetchall():
                    belonging.setdefault(str(row[0]), []).append(_digester(name).digest(row[1:]))
                found = {key: together(digest, belonging.get(key[0], ())) for key, digest in found.items()}
        for key in part:
            yield key, found.get(key)


def every(connection: Connection, table: str) -> Iterator[tuple[Key, bytes]]:
    """Yield the digest of every row of a table, in order of its key."""
    columns = SEALED[table]
    parts = [(name, column) for name, (whole, column) in PARTS.items() if whole == table]
    belonging: dict[str, list[bytes]] = {}
    for name, column in parts:  # lists of tens of thousands, not of millions
        for row in streamed(connection, _selecting(name, column)):
            belonging.setdefault(str(row[0]), []).append(_digester(name).digest(row[1:]))
    order = ", ".join(f'"{name}"' for name in columns)
    digester = _digester(table)
    for row in streamed(connection, f"{_selecting(table)} ORDER BY {order}"):
        key = key_of(row, columns)
        digest = digester.digest(row[len(columns) :])
        yield key, together(digest, belonging.pop(key[0], ())) if parts else digest
    for code, left in belonging.items():  # parts whose whole is not there
        yield (code, ""), together(b"", left)


def key_of(row: Sequence[object], columns: Sequence[str]) -> Key:
    """Return the key of a row that begins with the columns that tell it apart."""
    return str(row[0]), str(row[1]) if len(columns) > 1 else ""


def streamed(connection: Connection, query: str) -> Iterator[Sequence[Any]]:
    """Yield the rows of a query as the driver gives them, without holding all of them."""
    yield from connection.exec_driver_sql(query, execution_options={"stream_results": True, "yield_per": 2000})


@cache
def _digester(table: str) -> Digester:
    return Digester(table)


@cache
def _selecting(table: str, key: str = "") -> str:
    names = [*((key,) if key else SEALED[table]), *_digester(table).columns]
    listed = ", ".join(f'"{name}"' for name in names)
    return f'SELECT {listed} FROM "{table}"'  # noqa: S608 - our own names


def _typed(table: str, column: str, value: str) -> object:
    return int(value) if isinstance(schema.metadata.tables[table].c[column].type, Integer) else value


def _watched() -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """Return each watched table with the noun that its rows count as, and the columns that name the row."""
    return {name: (name, key) for name, key in SEALED.items()} | {
        name: (whole, (column,)) for name, (whole, column) in PARTS.items()
    }


def _note(into: str, noun: str, key: Sequence[str], row: str) -> str:
    """Return the statement of a trigger that notes a row."""
    values = ", ".join(f'CAST({row}."{each}" AS TEXT)' for each in key)
    second = "" if len(key) > 1 else ", ''"
    return f"{into} VALUES ('{noun}', {values}{second});"


@cache
def _sqlite_triggers() -> tuple[str, ...]:
    statements = []
    for table, (noun, key) in _watched().items():
        changed = ", ".join(f'"{name}"' for name in covered(table))
        for when, rows in (("INSERT", ("NEW",)), ("DELETE", ("OLD",)), (f"UPDATE OF {changed}", ("OLD", "NEW"))):
            name = f"{PREFIX}{table}_{when.split()[0].lower()}"
            notes = " ".join(_note("INSERT OR IGNORE INTO touched", noun, key, row) for row in rows)
            statements.append(f'CREATE TEMP TRIGGER {name} AFTER {when} ON main."{table}" BEGIN {notes} END')
    return tuple(statements)


def _postgresql_triggers() -> Iterator[str]:
    into = "INSERT INTO pg_temp.touched"
    for table, (noun, key) in _watched().items():
        name = f"{PREFIX}{table}"
        yield f"""
            CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF to_regclass('pg_temp.touched') IS NOT NULL THEN
                    IF TG_OP <> 'INSERT' THEN {_note(into, noun, key, "OLD")} END IF;
                    IF TG_OP <> 'DELETE' THEN {_note(into, noun, key, "NEW")} END IF;
                END IF;
                RETURN NULL;
            END $$
        """
        yield f'DROP TRIGGER IF EXISTS {name} ON "{table}"'
        changed = ", ".join(f'"{each}"' for each in covered(table))
        yield f"""
            CREATE TRIGGER {name} AFTER INSERT OR DELETE OR UPDATE OF {changed} ON "{table}"
            FOR EACH ROW EXECUTE FUNCTION {name}()
        """
