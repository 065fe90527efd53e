"""Whatever another hand changes in the store, in whichever table and column, verify names the row. What it does not find is listed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Boolean, Column, Connection, Integer, Table, text

from daemon.store import Store, schema, verification
from daemon.store.holds import Hold
from daemon.store.sealed import PARTS, SEALED, SUMMED, UNSEALED, covered, subject
from tests.support.house import House, mail, statement_pdf
from tests.support.places import KINDS, Place, place_of
from tests.support.stored import NOW

TWIN: dict[str, dict[str, object]] = {
    "transition": {"becomes": "sent too"},
    "cursor": {"folder": "elsewhere"},
    "message": {"id": 99, "uid": 99, "copy": 99},
    "case": {"id": 99, "number": 99},
    "finding": {"kind": "other"},
    "outbox": {"id": 99, "case_id": 99, "message_id": "<other@example>", "answers": None},
    "ledger_version": {"id": 99, "active": False},
    "ledger_account": {"currency": "XXX"},
    "ledger_entry": {"position": 99},
    "counterparty": {"code": "C-9999"},
    "counterparty_key": {"value": "another.example"},
    "audit": {"number": 999},
    "restoration": {"id": 99},
    "legal_hold": {"value": "99"},
    "case_figures": {"case_id": 99},
    "case_difference": {"position": 99},
    "case_mark": {"case_id": 99},
    "case_note": {"id": 99},
    "automation_stop": {"counterparty": "C-9999"},
    "desk_user": {"name": "mallory"},
    "desk_session": {"id": "f" * 64},
    "desk_link": {"id": "e" * 64},
    "staff_mail": {"id": 99, "about": "9", "message_id": "<9@us.example>"},
    "laid_draft": {"case_id": 99},
    "reply_tally": {"domain": "elsewhere.example"},
}
"""What tells a row that somebody adds apart from the one that it copies."""


BESIDES: dict[str, dict[str, object]] = {
    "restoration": {"backup_at": NOW, "restored_at": NOW},
    "case_mark": {"case_id": 1, "assigned_to": "carol"},
    "case_note": {"case_id": 1, "at": NOW, "by": "carol", "text": "They call back."},
    "automation_stop": {"counterparty": "C-1001", "because": "", "placed_by": "carol", "placed_at": NOW},
    "desk_user": {"name": "carol", "role": "clerk", "created_at": NOW},
    "desk_session": {"id": "a" * 64, "user": "carol", "created_at": NOW, "used_at": NOW, "ends_at": NOW},
    "desk_link": {"id": "b" * 64, "purpose": "password", "user": "carol", "ends_at": NOW},
    "staff_mail": {
        "kind": "digest",
        "recipient": "a@us.example",
        "day": NOW.date(),
        "message_id": "<1@us.example>",
        "state": "sent",
        "due_at": NOW,
        "created_at": NOW,
        "updated_at": NOW,
    },
    "laid_draft": {
        "case_id": 1,
        "mailbox": "ar",
        "state": "lying",
        "mail": "a" * 64,
        "fingerprint": "b" * 64,
        "message_id": "<tieout.1@us.example>",
        "laid_at": NOW,
        "updated_at": NOW,
    },
}
"""Rows of the tables that mails and imports leave empty."""


TABLES = [table.name for table in schema.metadata.sorted_tables]


@pytest.fixture(scope="module", params=KINDS)
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A store with a row in every table: one mail was answered, one waits, one differs, one case is held."""
    house = House(tmp_path_factory.mktemp("filled"))
    places = place_of(request, request.param, house.directory / "state", "migrated")
    place = next(places)
    store = place.open()
    house.furnish(store)
    house.deliver(mail(("statement.pdf", statement_pdf()), number=1), "1")
    house.deliver(mail(("statement.pdf", statement_pdf()), sender="m@elsewhere.example", number=2), "2")
    house.deliver(mail(("statement.pdf", statement_pdf(opening="150.00")), number=3), "3")  # differs from our books
    house.service(store).run_once()
    with store.writing() as tx:
        store.holds.place(tx, Hold(kind="case", value="1", because="", placed_by="carol", placed_at=NOW))
        for table, values in BESIDES.items():
            tx.execute(schema.metadata.tables[table].insert().values(**values))
    assert [] == list(store.faults())
    store.close()
    yield place
    assert [] == list(places)


@pytest.fixture
def store(filled: Place) -> Iterator[Store]:
    opened = filled.open()
    yield opened
    opened.close()


def by_another_hand(store: Store, work: Callable[[Connection], object]) -> None:
    """Do what somebody does who holds the database itself: past its guards, noted nowhere."""
    with store.database.engine.connect().execution_options(holds=True) as connection:
        guards: list[tuple[str, str]] = []
        if store.database.is_sqlite:
            connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
            found = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            guards = [(name, sql) for name, sql in found]
        else:
            connection.exec_driver_sql("SET session_replication_role = replica")
        for name, _ in guards:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        work(connection)
        for _, sql in guards:
            connection.exec_driver_sql(sql)
        connection.commit()
        connection.invalidate()


@contextmanager
def spoilt(store: Store, table: Table, row: dict[str, object], column: str, value: object) -> Iterator[None]:
    """Another value stands in one column of a row within the block."""
    by_another_hand(store, lambda tx: put(tx, table, row, {column: value}))
    try:
        yield
    finally:
        by_another_hand(store, lambda tx: put(tx, table, {**row, column: value}, {column: row[column]}))


def faults(store: Store) -> list[str]:
    """What verify says, but for the files of the archive, which nobody touches here."""
    return list(verification.faults(store.database, store.archive, store.audit, bytes_too=False))


def names_of(table: Table, key: tuple[object, ...]) -> str:
    """How verify speaks of a row, or of the whole that it is a part of."""
    match table.name, key:
        case "ledger_account", (version, account, _):
            return f"Version {version} of the ledger|account {account}"
        case "ledger_entry", (version, position):
            return f"Version {version} of the ledger|entry {position} "
        case "transition", _:
            return "The table of transitions"
        case "audit", (number,):
            return f"Audit row {number}"
        case _:
            whole, _ = PARTS.get(table.name, (table.name, ""))
            first, *second = map(str, key)
            return subject(whole, (first, second[0] if second else ""))


def keys_of(table: Table) -> tuple[str, ...]:
    if table.name in PARTS:
        return (PARTS[table.name][1],)
    named = {**SEALED, **SUMMED}.get(table.name)
    return named or tuple(column.name for column in table.primary_key)


def other(column: Column[object], value: object) -> object:
    """A value that the column takes and that is not the one that stands there."""
    if isinstance(column.type, Boolean):
        return not value
    if isinstance(column.type, Integer):
        return 1 if value is None else int(str(value)) + 1000
    if column.name == "kind" and column.table.name == "counterparty_key":
        return "domain" if value != "domain" else "name"
    was = "" if value is None else str(value)
    return "z" if not was else was[:-1] + ("y" if was[-1] != "y" else "z")


def last(connection: Connection, table: Table) -> dict[str, object]:
    order = ", ".join(f'"{name}"' for name in keys_of(table))
    row = connection.execute(text(f'SELECT * FROM "{table.name}" ORDER BY {order} DESC LIMIT 1')).mappings().first()
    assert row is not None, f"no row of {table.name} to change"
    return dict(row)


def put(connection: Connection, table: Table, row: dict[str, object], values: dict[str, object]) -> None:
    """Write values into one row, which is found by all that it holds now."""
    where = " AND ".join(f'"{name}" = :was_{name}' for name in row if row[name] is not None)
    changed = ", ".join(f'"{name}" = :{name}' for name in values)
    given = {**values, **{f"was_{name}": value for name, value in row.items() if value is not None}}
    assert 1 == connection.execute(text(f'UPDATE "{table.name}" SET {changed} WHERE {where}'), given).rowcount


def is_named(said: list[str], name: str) -> bool:
    return any(all(part.lower() in each.lower() for part in name.split("|")) for each in said)


@pytest.mark.parametrize("table", TABLES)
def test_a_value_changed_in_any_column_is_found_and_its_row_named(store: Store, table: str) -> None:
    """For each column: another value is written beside the program, verify is asked, and the old value is put back.

    The digests are the same code over both databases, so that on the second one some columns at random will do.
    """
    found = schema.metadata.tables[table]
    columns = [column for column in found.c if column.name not in UNSEALED.get(table, {})]
    if not store.database.is_sqlite:
        columns = random.sample(columns, min(2, len(columns)))
    missed = []
    for column in columns:
        with store.reading() as connection:
            row = last(connection, found)
        value = other(column, row[column.name])
        with spoilt(store, found, row, column.name, value):
            said = faults(store)
        if (table, column.name) == ("ledger_entry", "position"):  # one is missing, one was added, in the same account
            assert is_named(said, f"of account {row['account']} are not as they were (1 then, 1 now)"), said
            continue
        keys = keys_of(found)
        was, becomes = (tuple(each[name] for name in keys) for each in (row, {**row, column.name: value}))
        if not is_named(said, names_of(found, was)) and not is_named(said, names_of(found, becomes)):
            missed.append((column.name, said))
    assert [] == missed
    assert [] == faults(store)


@pytest.mark.parametrize("table", TABLES)
def test_a_row_that_was_removed_or_added_is_found_and_named(store: Store, table: str) -> None:
    found = schema.metadata.tables[table]
    with store.reading() as connection:
        row = last(connection, found)
    columns = ", ".join(f'"{name}"' for name in row)
    where = " AND ".join(f'"{name}" = :{name}' for name in row if row[name] is not None)
    values = ", ".join(f":{name}" for name in row)
    insert, delete = f'INSERT INTO "{table}" ({columns}) VALUES ({values})', f'DELETE FROM "{table}" WHERE {where}'
    given = {name: value for name, value in row.items() if value is not None}
    name = names_of(found, tuple(row[each] for each in keys_of(found)))

    by_another_hand(store, lambda tx: tx.execute(text(delete), given))
    without = faults(store)
    by_another_hand(store, lambda tx: tx.execute(text(insert), row))
    assert [] == faults(store)

    if table == "ledger_entry":
        name = name.rstrip() + (f" of account {row['account']} is missing")
    if table != "audit":  # a row without a successor needs its own witness: see the anchor
        assert is_named(without, name), without
    twin = {**row, **TWIN[table]}
    by_another_hand(store, lambda tx: tx.execute(text(insert), twin))
    within = faults(store)
    where = " AND ".join(f'"{each}" = :{each}' for each in twin if twin[each] is not None)
    undo = f'DELETE FROM "{table}" WHERE {where}'
    by_another_hand(store, lambda tx: tx.execute(text(undo), {k: v for k, v in twin.items() if v is not None}))
    assert is_named(within, names_of(found, tuple(twin[each] for each in keys_of(found)))), within
    assert [] == faults(store)


def test_every_column_is_covered_or_listed_with_its_reason() -> None:
    for table in schema.metadata.sorted_tables:
        without = UNSEALED.get(table.name, {})
        assert (table.name in SEALED) + (table.name in PARTS) + (table.name in SUMMED) + ("*" in without) == 1, (
            f"{table.name}: its rows are vouched for by the audit in one way, or it is listed why not"
        )
        if "*" not in without:
            assert {column.name for column in table.c} == {*covered(table.name), *without}
        assert all(len(reason) > 20 for reason in without.values())


def test_entries_changed_in_several_accounts_are_each_named(store: Store) -> None:
    sums = "UPDATE ledger_entry SET amount = amount + {0} WHERE position IN (1, 5)"
    by_another_hand(store, lambda tx: tx.execute(text(sums.format("1"))))
    said = faults(store)
    by_another_hand(store, lambda tx: tx.execute(text(sums.format("-1"))))
    assert is_named(said, "entry 1 (account")
    assert is_named(said, "entry 5 (account")


def test_a_wrong_kind_of_value_is_a_fault_and_no_breakdown(store: Store) -> None:
    for table, column in (("ledger_entry", "position"), ("ledger_entry", "date"), ("message", "received_at"),
                          ("outbox", "due_at"), ("ledger_account", "sums"), ("audit", "at"), ("audit", "seals"),
                          ("ledger_version", "as_of"), ("finding", "content"), ("cursor", "uid")):  # fmt: skip
        found = schema.metadata.tables[table]
        if isinstance(found.c[column].type, Integer) and not store.database.is_sqlite:
            continue  # PostgreSQL takes no text for a number
        with store.reading() as connection:
            row = last(connection, found)
        with spoilt(store, found, row, column, "never"):
            assert faults(store), (table, column)
    assert [] == faults(store)
