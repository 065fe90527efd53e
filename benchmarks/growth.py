"""What a store that has grown costs: a million old cases, a ledger of five million entries, fifty thousand counterparties.

    python -m benchmarks.growth build /var/tmp/big             # once, some minutes and about 5 GB
    python -m benchmarks.growth ask /var/tmp/big               # each look-up of the steps and of the desk: median and 95th in 100
    python -m benchmarks.growth mails /var/tmp/big --mails 200 # mails through the pipeline on that store: CPU by step
    (each with --url postgresql://... for a store on a server; --cases, --counterparties, --entries for another size)

The rows are copies of those that one real mail leaves, written in bulk beside the program: no seals, two audit rows a case, findings in full
for the counterparties that are asked about and short ones for the rest. Cases are spread over three years; every 200th waits for a person.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import Connection, select

from benchmarks.load import by_step, configuration, deliver
from benchmarks.mail import TODAY, address, code, furnish, postings
from daemon.config.load import load
from daemon.pipeline.budgets import DAY, FOUR_WEEKS, HOUR
from daemon.pipeline.service import Service
from daemon.store import Store, claims, repeats, schema
from daemon.store.cases import Case
from daemon.store.depth import depths
from daemon.store.findings import RECONCILIATION, STATEMENT
from daemon.store.postgresql import copy_in
from daemon.store.queue import Wanted
from daemon.store.states import CaseState
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


def build(store: Store, rows: Rows) -> None:
    store.counterparties.replace_all(
        Counterparty(code=code(n), name=f"Customer {n} Ltd", addresses=(address(n),), language="en", currency="USD")
        for n in range(rows.counterparties)
    )
    write(store, "ledger_version", rows.versions())
    write(store, "ledger_account", rows.accounts())
    write(store, "ledger_entry", rows.ledger())
    write(store, "message", rows.messages())
    write(store, "case", rows.of_cases())
    write(store, "outbox", rows.replies())
    write(store, "case_figures", rows.figures())
    write(store, "finding", rows.findings())
    write(store, "audit", rows.audit())


@dataclass(frozen=True)
class Question:
    """A case of the counterparty with number `n`, and a connection."""

    tx: Connection
    case: Case
    n: int


def look_ups(store: Store) -> dict[str, Callable[[], object]]:
    """Return what the steps and the desk ask of the store, each with a case of its own by chance."""
    chance = random.Random(11)
    with store.reading() as connection:
        last = connection.execute(select(schema.case.c.id).order_by(schema.case.c.id.desc()).limit(1)).scalar_one()
    parties = store.counterparties.count()

    def asked(find: Callable[[Question], object]) -> Callable[[], object]:
        def ask() -> object:
            party = chance.randrange(min(ASKED, parties))
            case = store.cases.get(
                max(1, (last // parties - 1) * parties + party) if last > parties else 1 + party % last
            )
            with store.reading() as tx:
                found = find(Question(tx, case, party))
                return list(found) if isinstance(found, Iterator) else found

        return ask

    def lists(wanted: Wanted) -> Callable[[], object]:
        return lambda: store.queue.cases(wanted)

    waiting = (CaseState.WAITING, CaseState.STUCK)
    now = TODAY
    cases, outbox, ledgers, parties_of = store.cases, store.outbox, store.ledgers, store.counterparties
    return {
        "step: claim a case": lambda: cases.claim("bench", now),
        "step: claim a mail": lambda: store.messages.claim("bench", now),
        "step: by_address": asked(lambda q: parties_of.by_address(address(q.n), q.tx)),
        "step: by_name": asked(lambda q: parties_of.by_name(f"Customer {q.n} Ltd", q.tx)),
        "step: look-alike, all addresses": asked(lambda q: sum(1 for _ in parties_of.filed("address", q.tx))),
        "step: ledger account": asked(lambda q: ledgers.account(1, code(q.n), q.tx)),
        "step: elsewhere, 1 amount": asked(lambda q: ledgers.elsewhere(1, [Decimal(q.n) + 1], [code(q.n)])),
        "step: elsewhere, 30 amounts": asked(
            lambda q: ledgers.elsewhere(1, [Decimal(q.n + each) for each in range(30)], [code(q.n)])
        ),
        "step: same_statement": asked(lambda q: repeats.same_statement(q.tx, q.case, authenticated=True)),
        "step: latest_statements": asked(
            lambda q: repeats.latest_statements(q.tx, q.case, STATEMENT, authenticated=True)
        ),
        "step: answered_before": asked(lambda q: cases.answered_before(q.tx, q.case, q.case.account, RECONCILIATION)),
        "step: same_mail": asked(lambda q: repeats.same_mail(q.tx, q.case, store.messages.get(q.case.message, q.tx))),
        "step: same_bytes": asked(lambda q: repeats.same_bytes(q.tx, q.case, store.messages.get(q.case.message, q.tx))),
        "step: own_copy": asked(lambda q: store.messages.own_copy(f"<our-{q.n}@us.example>", q.tx)),
        "step: has_earlier_statement": asked(lambda q: cases.has_earlier_statement(q.tx, q.case)),
        "step: answers of today": asked(lambda q: outbox.answers_since(q.tx, code(q.n), now - DAY)),
        "step: answers of the hour": asked(lambda q: outbox.left_since(q.tx, now - HOUR)),
        "step: answers of the day": asked(lambda q: outbox.left_since(q.tx, now - DAY)),
        "step: answers by day": asked(lambda q: outbox.left_by_day(q.tx, now - FOUR_WEEKS, now - DAY)),
        "step: told the same": asked(lambda q: outbox.latest_to(q.tx, address(q.n), now - DAY, 20)),
        "service: due replies": lambda: outbox.due(now),
        "service: to settle": lambda: store.messages.to_settle("statements"),
        "service: to copy": lambda: outbox.to_copy("statements"),
        "service: unfinished": cases.unfinished,
        "service: depths": lambda: depths(store.database, now),
        "service: counts of cases": cases.counts,
        "service: counts of replies": outbox.counts,
        "start: free all claims": lambda: _free(store),
        "desk: queue, by age": lists(Wanted(states=waiting)),
        "desk: queue, by stake": lists(Wanted(states=waiting, order="stake", descending=True)),
        "desk: queue, one gate": lists(Wanted(states=waiting, gate="first_statement")),
        "desk: green": lists(Wanted(green=True, limit=2000)),
        "desk: gates": lambda: store.queue.gates(waiting),
        "desk: case list": cases.overviews,
        "desk: audit of a case": asked(lambda q: list(store.audit.rows(q.case.id, q.tx))),
        "desk: search a number": lists(Wanted(descending=True, search="4711")),
        "desk: search a word": lists(Wanted(descending=True, search="customer77")),
        "desk: sent by itself": lists(Wanted(sent_by_itself=True, descending=True)),
        "desk: all cases of one": lists(Wanted(counterparty=code(7), descending=True)),
    }


def _free(store: Store) -> None:
    with store.writing() as tx:
        claims.release_all(tx, schema.message)
        claims.release_all(tx, schema.case)


def ask(store: Store, rounds: int, only: str) -> None:
    for name, question in look_ups(store).items():
        if only not in name:
            continue
        times: list[float] = []
        began = time.perf_counter()
        while len(times) < rounds and (len(times) < 3 or time.perf_counter() - began < 5):
            begin = time.perf_counter()
            question()
            times.append((time.perf_counter() - begin) * 1000)
        times.sort()
        print(
            f"{name:<34} {median(times):9.2f} {times[int(len(times) * 0.95)]:9.2f} ms ({len(times)} times)", flush=True
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("act", choices=["build", "ask", "mails"])
    parser.add_argument("directory", type=Path)
    parser.add_argument(
        "--url", default="", help="a store on a PostgreSQL server; its password is that of the tests' server"
    )
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--counterparties", type=int, default=50_000)
    parser.add_argument("--entries", type=int, default=5_000_000)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--only", default="", help="ask: the look-ups with this in their name")
    parser.add_argument("--mails", type=int, default=200)
    given = parser.parse_args()
    given.directory.mkdir(parents=True, exist_ok=True)
    store = Place(given.directory / "state", given.url).open()
    if given.act == "build":
        build(store, Rows(given.cases, given.counterparties, given.entries))
    elif given.act == "ask":
        ask(store, given.rounds, given.only)
    elif given.mails > store.counterparties.count():
        sys.exit("there are not so many counterparties")
    else:
        deliver(given.directory, given.mails, 0)
        print(by_step(configuration(given.directory, given.url), store, given.mails, "").told(given.mails))
    store.close()


if __name__ == "__main__":
    main()
