from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from daemon.imports.ledger import import_ledger, preview_ledger
from daemon.imports.refusal import FileRefused, Outdated
from daemon.store.ledgers import LedgerVersion
from daemon.store.opening import Store
from parsers.ledgers.entry import Role

NOW = dt.datetime(2026, 11, 5, tzinfo=dt.UTC)
GOOD = (
    "Account,Name,Date,Reference,Debit,Credit\nC1,Acme,2026-10-01,INV-1,5.00,\n"
    "C2,Bolt,2026-10-02,INV-2,7.00,\nC1,Acme,2026-10-03,PAY-1,,1.50\n"
)


def file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "ledger.csv"
    path.write_text(text, encoding="utf-8")
    return path


def take(store: Store, path: Path, **more: object) -> LedgerVersion:
    with path.open("rb") as stream:
        return import_ledger(store, stream, path.name, role=Role.CUSTOMER, account=None, now=NOW, by="carol", **more)  # type: ignore[arg-type]


def test_a_preview_tells_what_the_import_then_brings_and_stores_nothing(store: Store, tmp_path: Path) -> None:
    path = file(tmp_path, GOOD)
    with path.open("rb") as stream:
        seen = preview_ledger(stream, path.name, role=Role.CUSTOMER, account=None)
    assert () == store.ledgers.versions()
    assert (3, dt.date(2026, 10, 1), dt.date(2026, 10, 3), {"": Decimal("10.50")}) == (
        seen.entries,
        seen.since,
        seen.as_of,
        seen.totals,
    )
    version = take(store, path, seen=seen, in_place_of=None)
    assert seen.sha256 == version.sha256
    assert {key: (each.name, each.opening, each.balance, each.entries) for key, each in seen.accounts.items()} == {
        (each.account, each.currency): (each.name, each.opening, each.balance, each.entries)
        for each in store.books.balances(version)
    }


def test_a_row_that_cannot_be_read_is_named_and_nothing_counts(store: Store, tmp_path: Path) -> None:
    path = file(tmp_path, GOOD + "C1,Acme,someday,INV-9,1.00,\n")
    with path.open("rb") as stream, pytest.raises(FileRefused) as previewed:
        preview_ledger(stream, path.name, role=Role.CUSTOMER, account=None)
    with pytest.raises(FileRefused) as taken:
        take(store, path)
    assert (5, str(previewed.value)) == (previewed.value.row, str(taken.value))
    assert store.ledgers.active(Role.CUSTOMER) is None


def test_what_was_looked_at_must_still_be_so(store: Store, tmp_path: Path) -> None:
    path = file(tmp_path, GOOD)
    with path.open("rb") as stream:
        seen = preview_ledger(stream, path.name, role=Role.CUSTOMER, account=None)
    first = take(store, path)
    with pytest.raises(Outdated):
        take(store, path, seen=seen, in_place_of=None)
    with pytest.raises(Outdated):
        take(store, file(tmp_path, GOOD + "C3,Crane,2026-10-03,INV-3,1.00,\n"), seen=seen, in_place_of=first.id)
    assert [first.id] == [each.id for each in store.ledgers.versions()]
