from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from daemon.store import Store
from daemon.store.ledgers import LedgerVersion, Opening
from parsers.ledgers.entry import LedgerEntry, Role
from tests.support.stored import NOW, OpeningRow

AMOUNTS = ("10.00", "-4.5", "7", "0.0001", "-12345678901234.56")


def entry(number: int, amount: str, account: str = "C-1", currency: str = "EUR", **more: object) -> LedgerEntry:
    return LedgerEntry(
        id=f"E-{number}",
        row=number + 1,
        account=account,
        currency=currency,
        date=dt.date(2026, 1, 1) + dt.timedelta(days=number),
        amount=Decimal(amount),
        references=(f"INV-{number}",),
        description=f"50% of delivery {number}",
        **more,  # type: ignore[arg-type]
    )


@pytest.fixture
def version(store: Store) -> LedgerVersion:
    rows: list[LedgerEntry | Opening] = [
        OpeningRow("C-1", Decimal("100.25"), dt.date(2026, 1, 1), 2, "EUR"),
        *(entry(number, amount) for number, amount in enumerate(AMOUNTS, 1)),
        entry(9, "3.00", currency="USD", open_amount=Decimal("3.00")),
        entry(10, "8.00", account="C-2", open_amount=Decimal(0)),
    ]
    return store.ledgers.import_rows(
        rows, name="l.csv", sha256="1" * 64, role=Role.CUSTOMER, imported_at=NOW, names=lambda: {"C-1": "Acme"}
    )


def test_each_account_has_its_balance_in_each_currency(store: Store, version: LedgerVersion) -> None:
    found = store.books.balances(version)
    expected = Decimal("100.25") + sum(map(Decimal, AMOUNTS))
    assert [("C-1", "EUR", expected), ("C-1", "USD", 3), ("C-2", "EUR", 8)] == [
        (each.account, each.currency, each.balance) for each in found
    ]
    assert ("Acme", 5, dt.date(2026, 1, 2), dt.date(2026, 1, 6)) == (
        found[0].name,
        found[0].entries,
        found[0].first,
        found[0].last,
    )
    assert found is store.books.balances(version)  # kept, since a version never changes
    assert found[:2] == store.books.balances_of(version.id, ["C-1", "unknown"])


def test_pages_of_an_account_carry_its_balance_on(store: Store, version: LedgerVersion) -> None:
    account = store.books.balances(version)[0]
    pages = [store.books.entries(version.id, account, limit=2, offset=offset) for offset in (0, 2, 4)]
    assert {5} == {total for _, total in pages}
    balances = [each.balance for rows, _ in pages for each in rows]
    running = account.opening
    for amount, balance in zip(AMOUNTS, balances, strict=True):
        running += Decimal(amount)
        assert running == balance
    assert account.balance == running


def test_entries_are_found_by_what_they_say_and_then_have_no_running_balance(
    store: Store, version: LedgerVersion
) -> None:
    euro, dollar, other = store.books.balances(version)
    rows, total = store.books.entries(version.id, euro, search="inv-2 50%", limit=9, offset=0)
    assert (1, ["E-2"], [None]) == (total, [each.id for each in rows], [each.balance for each in rows])
    assert 0 == store.books.entries(version.id, euro, search="inv_2", limit=9, offset=0)[1]
    assert 1 == store.books.entries(version.id, dollar, open_only=True, limit=9, offset=0)[1]
    assert 0 == store.books.entries(version.id, other, open_only=True, limit=9, offset=0)[1]
