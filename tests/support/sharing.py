"""Several services on one store on a PostgreSQL server, as processes that may be killed; customers of their own, so that each mail is answered."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from daemon.config.settings import Engine, Settings
from daemon.config.settings import Store as StoreSettings
from daemon.observe.health import Pulse
from daemon.outgoing.base import Transport
from daemon.pipeline.engine.base import Duties
from daemon.pipeline.engine.queue import Queue
from daemon.pipeline.engine.queue_schema import bring_up_to_date
from daemon.pipeline.service import Service
from daemon.pipeline.work import Work
from daemon.store import Store
from parsers.ledgers.counterparty import Counterparty
from parsers.ledgers.entry import LedgerEntry, Role
from tests.support.house import House, Posting, entries, mail, read_here, replace_struct
from tests.support.places import Place
from tests.support.postgresql_server import PASSWORD
from tests.support.stored import NOW, OpeningRow

ALL = ("watch", "work", "send")


def store_settings(place: Place) -> StoreSettings:
    return StoreSettings(directory=str(place.directory), url=place.url, credential=PASSWORD)


def shared(settings: Settings, place: Place, *roles: str) -> Settings:
    """Return the settings of a service that shares the store at `place`; its waits are short."""
    engine = Engine(kind="procrastinate", roles=roles or ALL, sweep_seconds=1, stalled_seconds=3)  # type: ignore[arg-type]
    return replace_struct(settings, store=store_settings(place), engine=engine)


def migrate_queue(place: Place, store: Store) -> list[str]:
    return bring_up_to_date(store_settings(place), PASSWORD, store.archive)


def queue_of(place: Place) -> Queue:
    return Queue(store_settings(place), PASSWORD)


def duties_of(work: Work, way_out: Transport) -> Duties:
    def nowhere(_mailbox: object) -> object:
        raise AssertionError

    return Duties(work=work, pulse=Pulse(), connect=nowhere, transport=lambda: way_out)  # type: ignore[arg-type]


def _postings(number: int) -> tuple[Posting, ...]:
    return (
        Posting("2026-03-03", f"INV-{number}1", f"{600 + number}.25"),
        Posting("2026-03-11", f"INV-{number}2", "250.50"),
        Posting("2026-03-17", f"RCT-{number}3", "-500.00"),
    )


def furnish(store: Store, count: int) -> None:
    """Import a ledger of so many customers, each with its account."""
    rows: list[LedgerEntry | OpeningRow] = []
    for number in range(count):
        code = f"C-{number:04}"
        rows.append(OpeningRow(code, Decimal("100.00"), row=2 + 4 * number, currency="USD"))
        rows += entries(code, _postings(number), start=3 + 4 * number)
    store.ledgers.import_rows(rows, name="ledger.csv", sha256="1" * 64, role=Role.CUSTOMER, imported_at=NOW)
    store.counterparties.replace_all(
        [
            Counterparty(
                code=f"C-{number:04}",
                name=f"Customer {number} Ltd",
                addresses=(f"ap@customer{number}.example",),
                language="en",
                currency="USD",
            )
            for number in range(count)
        ]
    )


def mail_of(number: int, to: str) -> bytes:
    """Return the mail of one customer, whose statement agrees with our ledger."""
    lines = ["Statement of account", "Currency;USD", "Date;Reference;Debit;Credit;Balance"]
    balance = Decimal("100.00")
    lines.append(f"2026-03-01;Opening balance;;;{balance}")
    for posting in _postings(number):
        amount = Decimal(posting.amount)
        balance += amount
        debit, credit = ("", amount) if amount > 0 else (-amount, "")
        lines.append(f"{posting.date};{posting.reference};{debit};{credit};{balance}")
    lines.append(f"2026-03-31;Closing balance;;;{balance}")
    paper = ("statement.csv", "\n".join(lines).encode())
    return mail(paper, subject=f"m{number}", number=number, sender=f"ap@customer{number}.example", to=to)


@dataclass
class Process:
    """One service in a process of its own."""

    pid: int
    roles: tuple[str, ...]
    alive: bool = True

    def kill(self) -> None:
        self.end(signal.SIGKILL)

    def end(self, number: int = signal.SIGTERM) -> int:
        """Send a signal and wait. Return the exit code, negative for a signal."""
        self.alive = False
        os.kill(self.pid, number)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def start(
    house: House,
    place: Place,
    settings: Settings,
    secret: Callable[[str], str],
    on_step: Callable[[str], None] = lambda _: None,
    make: Callable[..., Service] = Service,
) -> Process:
    """Start a service with these settings in a forked process; it ends well on SIGTERM."""
    child = os.fork()
    if child:
        return Process(child, settings.engine.roles)
    status = 1
    try:
        with contextlib.suppress(BaseException):
            stop = threading.Event()
            signal.signal(signal.SIGTERM, lambda *_: stop.set())
            store = place.open()
            service = make(settings, store, secret, clock=lambda: NOW, on_step=on_step, read=read_here)
            service.run_forever(stop)
            status = 0
    finally:
        os._exit(status)


def until(done: Callable[[], bool], seconds: float = 60.0) -> float:
    """Wait until it is done. Return the seconds that it took."""
    begun = time.monotonic()
    while not done():
        assert time.monotonic() - begun < seconds, "it was not done in time"
        time.sleep(0.05)
    return time.monotonic() - begun


def end_all(processes: Sequence[Process]) -> None:
    for process in processes:
        if process.alive:
            process.kill()
