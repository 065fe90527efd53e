"""What a store that has grown costs: a million old cases, a ledger of five million entries, fifty thousand counterparties.

    python -m benchmarks.growth build /var/tmp/big             # once, some minutes and about 5 GB
    python -m benchmarks.growth ask /var/tmp/big               # each look-up of the steps and of the desk: median and 95th in 100
    python -m benchmarks.growth mails /var/tmp/big --mails 200 # mails of new counterparties through the pipeline on that store: CPU by step
    (each with --url postgresql://... for a store on a server; --cases, --counterparties, --entries for another size)

The rows are copies of those that one real mail leaves, written in bulk beside the program: no seals, two audit rows a case, findings in full
for the counterparties that are asked about and short ones for the rest. Cases are spread over three years; every 200th waits for a person.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from statistics import median

from sqlalchemy import Connection, select

from benchmarks.growth_rows import ASKED, Rows, newcomers, write
from benchmarks.load import by_step, configuration, deliver
from benchmarks.mail import TODAY, address, code
from daemon.mail.look_alikes import resembles
from daemon.pipeline.budgets import DAY, FOUR_WEEKS, HOUR
from daemon.store import Store, claims, repeats, schema
from daemon.store.cases import Case
from daemon.store.depth import depths
from daemon.store.findings import RECONCILIATION, STATEMENT
from daemon.store.queue import Wanted
from daemon.store.states import CaseState
from parsers.ledgers.counterparty import Counterparty
from tests.support.places import Place


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
        "step: a stranger beside all": asked(
            lambda q: resembles("ap@a-stranger.test", (filed for filed, _ in parties_of.filed("address", q.tx)))
        ),
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
    parser.add_argument(
        "--known",
        action="store_true",
        help="mails: from those with a hundred entries and a history, who are held, not from new ones",
    )
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
        first = 0 if given.known else newcomers(store, given.mails)
        deliver(given.directory, given.mails, 0, first)
        print(by_step(configuration(given.directory, given.url), store, given.mails, "").told(given.mails))
    store.close()


if __name__ == "__main__":
    main()
