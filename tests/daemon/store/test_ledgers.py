from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import pytest

from daemon.store import Store
from daemon.store.ledgers import ImportRefused, LedgerVersion, Opening
from parsers.ledgers.entry import LedgerEntry, Role
from tests.support.stored import NOW, OpeningRow, entry


def _import(store: Store, *rows: LedgerEntry | Opening, role: Role = Role.CUSTOMER) -> LedgerVersion:
    return store.ledgers.import_rows(
        rows, name="ledger.csv", sha256="a" * 64, role=role, imported_at=NOW, names=lambda: {"C-1": "Acme"}
    )


def test_an_account_comes_back_with_every_digit_and_by_date(store: Store) -> None:
    rows = (
        entry(3, "1200.00", date="2026-03-05", due_date=dt.date(2026, 4, 4), description="货款"),
        entry(4, "-0.005", date="2026-02-01", open_amount=Decimal("-0.0050"), kind=None, references=()),
        entry(5, "7", account="C-2"),
        entry(6, "-7", date="2026-03-20", open_amount=Decimal("0.00"), cleared_on=dt.date(2026, 4, 1)),
    )
    version = _import(store, OpeningRow("C-1", Decimal("10.50"), dt.date(2026, 1, 1)), *rows)

    (account,) = store.ledgers.account(version.id, "C-1")

    assert (rows[1], rows[0], rows[3]) == account.entries
    assert [str(row.amount) for row in account.entries] == ["-0.005", "1200.00", "-7"]
    assert ("Acme", Decimal("10.50"), dt.date(2026, 1, 1)) == (account.name, account.opening, account.opening_date)
    assert Decimal("1203.495") == account.balance()


def test_an_import_becomes_the_active_version_with_what_is_known_of_its_file(store: Store) -> None:
    first = _import(store, entry(2, "1"))
    second = _import(store, entry(2, "2", date="2026-03-31"), entry(3, "1", account="C-9"))

    active = store.ledgers.active(Role.CUSTOMER)

    assert second == active
    assert [(second.id, True), (first.id, False)] == [
        (version.id, version.active) for version in store.ledgers.versions()
    ]
    assert ("ledger.csv", "a" * 64, NOW, dt.date(2026, 3, 31), 2, 2) == (
        second.name,
        second.sha256,
        second.imported_at,
        second.as_of,
        second.entries,
        second.accounts,
    )


def test_receivables_and_payables_stand_side_by_side(store: Store) -> None:
    receivable = _import(store, entry(2, "1"))
    payable = _import(store, entry(2, "2"), role=Role.SUPPLIER)

    assert receivable.id == _active(store, Role.CUSTOMER)
    assert payable.id == _active(store, Role.SUPPLIER)


def _active(store: Store, role: Role) -> int:
    version = store.ledgers.active(role)
    assert version is not None
    return version.id


def test_a_file_that_breaks_half_way_leaves_the_old_version(store: Store) -> None:
    kept = _import(store, entry(2, "1"))

    def rows() -> Iterator[LedgerEntry]:
        for row in range(2, 12_000):
            yield entry(row, "1.00")
        raise RuntimeError("row 12000 is broken")

    with pytest.raises(RuntimeError, match="row 12000"):
        store.ledgers.import_rows(rows(), name="x", sha256="b", role=Role.CUSTOMER, imported_at=NOW)
    assert [kept] == list(store.ledgers.versions())


def test_an_amount_that_cannot_be_kept_exactly_is_refused_with_its_row(store: Store) -> None:
    with pytest.raises(ImportRefused, match=r"Row 3: .* more digits") as refusal:
        _import(store, entry(2, "1"), entry(3, "1E+25"))
    assert refusal.value.row == 3
    assert store.ledgers.versions() == ()


def test_an_account_in_two_currencies_is_two_accounts(store: Store) -> None:
    version = _import(
        store, entry(2, "1", currency="USD"), entry(3, "2", currency="EUR"), entry(4, "3", currency="USD")
    )

    assert [("EUR", [Decimal(2)]), ("USD", [Decimal(1), Decimal(3)])] == [
        (account.currency, [row.amount for row in account.entries])
        for account in store.ledgers.account(version.id, "C-1")
    ]


def test_an_account_with_an_opening_balance_only_is_known(store: Store) -> None:
    version = _import(store, OpeningRow("C-7", Decimal(5)))

    assert store.ledgers.holds(version.id, "C-7")
    assert not store.ledgers.holds(version.id, "C-8")
    assert store.ledgers.account(version.id, "C-8") == ()
    assert [("C-7", Decimal(5), 0)] == [(a.account, a.opening, a.entries) for a in store.ledgers.accounts(version.id)]


def test_the_import_tells_its_progress_and_asks_for_the_hash_last(store: Store) -> None:
    told: list[int] = []
    order: list[str] = []

    def rows() -> Iterator[LedgerEntry]:
        for row in range(2, 7_002):
            yield entry(row, "1.00")
        order.append("rows")

    def sha256() -> str:
        order.append("sha256")
        return "c" * 64

    version = store.ledgers.import_rows(
        rows(), name="x", sha256=sha256, role=Role.CUSTOMER, imported_at=NOW, progress=told.append
    )

    assert order == ["rows", "sha256"]
    assert told == [5000, 7000]
    assert version.sha256 == "c" * 64


@pytest.mark.parametrize(("account", "currency"), [("C" * 201, "USD"), ("C-1", "US dollars")])
def test_an_account_or_currency_that_is_longer_than_can_be_kept_is_refused_with_its_row(
    store: Store, account: str, currency: str
) -> None:
    row = LedgerEntry(
        id="r", row=7, account=account, date=dt.date(2026, 3, 1), amount=Decimal(1), references=(), currency=currency
    )
    with pytest.raises(ImportRefused, match=r"Row 7: the (account|currency) .* has more than"):
        store.ledgers.import_rows([row], name="l", sha256="1" * 64, role=Role.CUSTOMER, imported_at=NOW)

    assert () == store.ledgers.versions()


def test_amounts_are_found_on_other_accounts_alone(store: Store) -> None:
    rows = (
        entry(3, "88.80"),
        entry(4, "88.8", account="C-2"),
        entry(5, "8.88", account="C-2"),
        entry(6, "-88.80", account="C-3"),
    )
    version = _import(store, *rows)
    found = store.ledgers.elsewhere(version.id, [Decimal("88.800"), Decimal(5)], ["C-1"])
    assert [("C-2", (rows[1],))] == [(account.account, account.entries) for account in found]
    assert () == store.ledgers.elsewhere(version.id, [], ["C-1"])
