"""Customers enough that each mail of a test is answered: one account each, one statement each that agrees with our ledger."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from functools import cache

from daemon.store import Store
from daemon.store.ledgers import Opening
from parsers.ledgers.counterparty import Counterparty
from parsers.ledgers.entry import LedgerEntry, Role
from tests.support.house import ACME, ACME_POSTINGS, BOLT, Posting, entries, mail, statement_pdf
from tests.support.stored import NOW, OpeningRow

SIZE = 40
NAMES = tuple(f"{first} {second} Ltd" for first in ("Northern", "Eastern", "Southern", "Western") for second in (
    "Bearings", "Castings", "Drills", "Enamels", "Flanges", "Gaskets", "Hinges", "Joinery", "Kilns", "Latches"
))  # fmt: skip


def customer(number: int) -> Counterparty:
    return Counterparty(
        code=f"C-{3000 + number}",
        name=NAMES[number],
        addresses=(f"ap@customer{number}.example",),
        language="en",
        currency="USD",
    )


def postings(number: int) -> tuple[Posting, ...]:
    return tuple(replace(each, reference=f"{each.reference}{number:02d}") for each in ACME_POSTINGS)


@cache
def statement_of(number: int) -> bytes:
    """Return a mail with the statement of that customer, which agrees. Its subject is "m" and the number."""
    paper = statement_pdf(postings(number), holder=NAMES[number], account=f"C-{3000 + number}")
    return mail(("s.pdf", paper), subject=f"m{number}", number=1000 + number, sender=f"ap@customer{number}.example")


def furnish(store: Store) -> None:
    """Import the ledger and the counterparties: the small company's two customers, and the crowd."""
    rows: list[LedgerEntry | Opening] = [
        OpeningRow("C-1001", Decimal("100.00"), dt.date(2026, 3, 1), 2, "USD"),
        *entries("C-1001", ACME_POSTINGS),
        *entries("C-2002", [Posting("2026-03-09", "INV-7001", "77.00")], start=20),
    ]
    for number in range(SIZE):
        start = 100 + 10 * number
        rows.append(OpeningRow(customer(number).code, Decimal("100.00"), dt.date(2026, 3, 1), start, "USD"))
        rows += entries(customer(number).code, postings(number), start + 1)
    store.ledgers.import_rows(rows, name="ledger.csv", sha256="1" * 64, role=Role.CUSTOMER, imported_at=NOW)
    store.counterparties.replace_all([ACME, BOLT, *map(customer, range(SIZE))])
