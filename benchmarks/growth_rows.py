"""The rows of a store that has grown, for benchmarks/growth.py: copies of those that one real mail leaves, written in bulk."""

from __future__ import annotations

import datetime as dt
import sqlite3
import tempfile
import time
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import select

from benchmarks.load import configuration, deliver
from benchmarks.mail import TODAY, address, code, furnish, postings
from daemon.config.load import load
from daemon.pipeline.service import Service
from daemon.store import Store, schema
from daemon.store.findings import STATEMENT
from daemon.store.postgresql import copy_in
from parsers.ledgers.counterparty import Counterparty
from parsers.ledgers.entry import Role
from tests.support.places import Place

ASKED = 500
"""So many counterparties have findings in full, and are asked about."""
WAITS_EVERY = 200
YEARS = dt.timedelta(days=1095)
Row = dict[str, object]


def template() -> dict[str, list[Row]]:
    """Return the rows that one answered mail leaves, table by table."""
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        store = Place(directory / "state").open()
        furnish(store, 1)
        deliver(directory, 1, 0)
        Service(load(configuration(directory)), store, lambda _: "").run_once()
        found: dict[str, list[Row]] = {}
        with sqlite3.connect(next((directory / "state").glob("*.sqlite"))) as connection:
            connection.row_factory = sqlite3.Row
            for table in ("message", "case", "outbox", "case_figures", "finding", "audit", "ledger_entry"):
                found[table] = [dict(row) for row in connection.execute(f'SELECT * FROM "{table}"')]
        store.close()
    assert found["outbox"], "the one mail was not answered"
    return found


class Rows:
    """Makes the rows of each table, one case after the other."""

    def __init__(self, cases: int, counterparties: int, entries: int) -> None:
        self.cases, self.counterparties, self.entries = cases, counterparties, entries
        self._of = template()

    def moment(self, case: int) -> str:
        return schema.instant_text(TODAY - YEARS + YEARS * (case / (self.cases + 1)))

    def messages(self) -> Iterator[Row]:
        (base,) = self._of["message"]
        for case in range(1, self.cases + 1):
            at = self.moment(case)
            yield base | {
                "id": case,
                "uid": case,
                "sha256": f"{case:064x}",
                "message_id": f"<old-{case}@customers.example>",
                "sender": address(case % self.counterparties),
                "received_at": at,
                "recorded_at": at,
                "remote": f"old-{case}",
                "settle": "",
                "settled": "answered",
            }

    def of_cases(self) -> Iterator[Row]:
        (base,) = self._of["case"]
        for case in range(1, self.cases + 1):
            at, waits = self.moment(case), case % WAITS_EVERY == 0
            party = code(case % self.counterparties)
            yield base | {
                "id": case,
                "message": case,
                "document": f"{case:064x}",
                "counterparty": party,
                "account": party,
                "fingerprint": f"{case:064x}",
                "created_at": at,
                "updated_at": at,
                "state": "waiting" if waits else "done",
                "outcome": "hold" if waits else base["outcome"],
            }

    def replies(self) -> Iterator[Row]:
        (base,) = self._of["outbox"]
        for case in range(1, self.cases + 1):
            if case % WAITS_EVERY == 0:
                continue
            at, party = self.moment(case), case % self.counterparties
            yield base | {
                "id": case,
                "case_id": case,
                "message_id": f"<our-{case}@us.example>",
                "answers": f"{code(party)}|{case:064x}",
                "counterparty": code(party),
                "account": code(party),
                "recipient": address(party),
                "due_at": at,
                "created_at": at,
                "updated_at": at,
                "copied": True,
            }

    def figures(self) -> Iterator[Row]:
        (base,) = self._of["case_figures"]
        for case in range(1, self.cases + 1):
            gates = " first_statement " if case % WAITS_EVERY == 0 else base["gates"]
            yield base | {"case_id": case, "stake": case * 7919 % 10**9, "gates": gates}

    def findings(self) -> Iterator[Row]:
        for case in range(1, self.cases + 1):
            full = case % self.counterparties < ASKED
            for base in self._of["finding"]:
                if full or base["kind"] == STATEMENT:
                    yield base | {"case_id": case, **({} if full else {"content": "{}"})}

    def audit(self) -> Iterator[Row]:
        first, *_, last = self._of["audit"]
        for case in range(1, self.cases + 1):
            for number, base in ((case * 2 + 1000, first), (case * 2 + 1001, last)):
                yield base | {"number": number, "message": case, "case_id": case, "at": self.moment(case), "seals": ""}

    def ledger(self) -> Iterator[Row]:
        base = self._of["ledger_entry"][0] | {"version": 1}
        each = self.entries // self.counterparties
        position = 0
        for party in range(self.counterparties):
            account = code(party)
            for number in range(each - 3):
                position += 1
                day = dt.date(2023, 3, 1) + dt.timedelta(days=number * 1090 // each)
                cents = (position * 7919) % 1_000_000 + 100
                yield base | {
                    "account": account,
                    "position": position,
                    "row": position,
                    "id": f"r{position}",
                    "date": day.isoformat(),
                    "amount": cents if number % 2 == 0 else -cents,
                    "scale": 2,
                    "references": f'["OLD-{position}"]',
                }
            for posting in postings(party):
                position += 1
                yield base | {
                    "account": account,
                    "position": position,
                    "row": position,
                    "id": f"r{position}",
                    "date": posting.date,
                    "amount": int(Decimal(posting.amount) * 100),
                    "scale": 2,
                    "references": f'["{posting.reference}"]',
                }

    def accounts(self) -> Iterator[Row]:
        each = self.entries // self.counterparties
        position = 0
        for party in range(self.counterparties):
            before = 0  # so that the opening balance of the paper is the balance before it, as in any ledger
            for number in range(each - 3):
                position += 1
                cents = (position * 7919) % 1_000_000 + 100
                before += cents if number % 2 == 0 else -cents
            position += 3
            yield {
                "version": 1,
                "account": code(party),
                "currency": "USD",
                "name": "",
                "opening": 10_000 - before,
                "scale": 2,
                "opening_date": "2023-02-28",
                "entries": each,
                "sums": "",
            }

    def versions(self) -> Iterator[Row]:
        yield {
            "id": 1,
            "role": str(Role.CUSTOMER),
            "name": "ledger.csv",
            "sha256": "1" * 64,
            "imported_at": schema.instant_text(TODAY),
            "as_of": "2026-03-31",
            "entries": self.entries,
            "accounts": self.counterparties,
            "active": True,
        }


def write(store: Store, table: str, rows: Iterable[Row]) -> None:
    """Write rows in bulk. On SQLite without waiting for the disk, since a store half built is built anew."""
    begin, iterator = time.perf_counter(), iter(rows)
    names = list(first := next(iterator))
    counted = 1

    def values() -> Iterator[list[object]]:
        nonlocal counted
        yield [first[name] for name in names]
        for row in iterator:
            counted += 1
            yield [row[name] for name in names]

    if store.database.is_sqlite:
        raw = store.database.engine.raw_connection()
        columns = ", ".join(f'"{name}"' for name in names)
        cursor: Any = raw.cursor()
        cursor.execute("PRAGMA synchronous=OFF")
        cursor.execute("BEGIN IMMEDIATE")
        cursor.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({", ".join("?" * len(names))})', values())
        cursor.execute("COMMIT")
        raw.close()
    else:
        booleans = {column.name for column in schema.metadata.tables[table].c if str(column.type) == "BOOLEAN"}
        with store.database.writing(sealed=False) as tx:
            typed = (
                [bool(value) if name in booleans else value for name, value in zip(names, row, strict=True)]
                for row in values()
            )
            copy_in(tx, table, names, typed)
    print(f"{table}: {counted} rows in {time.perf_counter() - begin:.0f} s", flush=True)


def newcomers(store: Store, count: int) -> int:
    """Add so many counterparties whose accounts hold what their papers say and nothing else. Return the number of the first."""
    first = store.counterparties.count()
    with store.reading() as tx:
        entry = schema.ledger_entry.c
        position = tx.execute(select(entry.position).order_by(entry.position.desc()).limit(1)).scalar_one()
    accounts: list[Row] = []
    rows: list[Row] = []
    for party in range(first, first + count):
        store.counterparties.put(
            Counterparty(
                code=code(party),
                name=f"Customer {party} Ltd",
                addresses=(address(party),),
                language="en",
                currency="USD",
            )
        )
        accounts.append(
            {
                "version": 1,
                "account": code(party),
                "currency": "USD",
                "name": "",
                "opening": 10_000,
                "scale": 2,
                "opening_date": "2026-02-28",
                "entries": 3,
                "sums": "",
            }
        )
        for posting in postings(party):
            position += 1
            rows.append(
                {
                    "version": 1,
                    "account": code(party),
                    "position": position,
                    "currency": "USD",
                    "id": f"r{position}",
                    "row": position,
                    "date": posting.date,
                    "amount": int(Decimal(posting.amount) * 100),
                    "scale": 2,
                    "kind": None,
                    "references": f'["{posting.reference}"]',
                    "description": "",
                }
            )
    write(store, "ledger_account", accounts)
    write(store, "ledger_entry", rows)
    return first
