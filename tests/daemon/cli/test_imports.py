"""Lists are taken over wholly or not at all, and a refusal names the file and the row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from daemon.cli.exits import CommandError
from daemon.cli.imports import import_counterparties, import_ledger, refused
from daemon.store.opening import Store, open_store
from parsers.ledgers.entry import Role

NOW = dt.datetime(2026, 11, 5, tzinfo=dt.UTC)
GOOD = "Account,Name,Date,Reference,Debit,Credit\nC1,Acme,2026-10-01,INV-1,5.00,\nC2,Bolt,2026-10-02,INV-2,7.00,\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "state")
    yield opened
    opened.close()


def file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    return path


def take(store: Store, path: Path, role: Role = Role.CUSTOMER) -> None:
    import_ledger(store, path, role=role, account=None, now=NOW, by="carol")


def test_an_export_counts_from_its_import_on(store: Store, tmp_path: Path) -> None:
    seen: list[int] = []
    path = file(tmp_path, GOOD)
    version = import_ledger(store, path, role=Role.CUSTOMER, account=None, now=NOW, by="carol", progress=seen.append)
    assert (2, 2, dt.date(2026, 10, 2), True) == (version.entries, version.accounts, version.as_of, version.active)
    assert 2 == seen[-1]
    (row,) = store.audit.rows()
    assert ("ledger_imported", "carol", version.sha256) == (row.event, row.actor, row.facts["sha256"])
    assert ["Acme", "Bolt"] == [account.name for account in store.ledgers.accounts(version.id)]


def test_the_audit_says_which_system_an_export_looks_like(store: Store, tmp_path: Path) -> None:
    text = "Customer,Document Number,Document Type,Posting Date,Amount in local currency,Clearing Document\n0001,18,DR,2026-03-01,5.00,\n"
    seen: list[str] = []
    import_ledger(
        store, file(tmp_path, text), role=Role.CUSTOMER, account=None, now=NOW, by="carol", recognised=seen.append
    )
    (row,) = store.audit.rows()
    assert ["SAP FBL5N (customer line items)"] == seen == [row.facts["looks_like"]]
    take(store, file(tmp_path, GOOD))
    assert "looks_like" not in list(store.audit.rows())[-1].facts


def test_a_row_that_cannot_be_read_refuses_the_file_and_the_old_ledger_stays(store: Store, tmp_path: Path) -> None:
    take(store, file(tmp_path, GOOD))
    with pytest.raises(CommandError, match=r"list\.csv, row 3.*Nothing was taken over"):
        take(store, file(tmp_path, GOOD.replace("7.00", "seven")))
    active = store.ledgers.active(Role.CUSTOMER)
    assert active is not None
    assert 2 == active.entries
    assert 1 == len(store.ledgers.versions())


def test_a_file_that_is_gone_is_said(store: Store, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        take(store, tmp_path / "gone.csv")


def test_the_counterparty_list_replaces_the_old_one_or_stays_away(store: Store, tmp_path: Path) -> None:
    good = "Code,Name,Mail addresses\nC1,Acme,ap@acme.example\nC2,Bolt,ap@bolt.example\n"
    assert 2 == import_counterparties(store, file(tmp_path, good), now=NOW, by="carol")
    with pytest.raises(CommandError, match=r"list\.csv, row 3"):
        import_counterparties(store, file(tmp_path, good.replace("C2", "C1")), now=NOW, by="carol")
    assert 2 == store.counterparties.count()
    assert 1 == import_counterparties(store, file(tmp_path, "\n".join(good.splitlines()[:2])), now=NOW, by="carol")
    assert 1 == store.counterparties.count()
    assert [("counterparties_imported", "carol", "2"), ("counterparties_imported", "carol", "1")] == [
        (row.event, row.actor, row.facts["rows"]) for row in store.audit.rows()
    ]


def test_a_refusal_without_a_row_names_the_file_alone() -> None:
    assert "a.csv: No headings. Nothing was taken over." == str(refused(Path("x/a.csv"), None, "No headings."))


def test_a_dispute_outlives_a_list_that_has_no_column_for_it(store: Store, tmp_path: Path) -> None:
    people = file(tmp_path, "Code,Name\nC1,Acme\nC2,Bolt\n")
    import_counterparties(store, people, now=NOW, by="carol")
    found = store.counterparties.get("C1")
    assert found is not None
    store.counterparties.put(replace(found, disputed=("INV-1",), reference_map=(("P1", "INV-1"),)))
    import_counterparties(store, people, now=NOW, by="carol")
    assert [("INV-1",), ()] == [each.disputed for each in store.counterparties.all()]
    assert (("P1", "INV-1"),) == next(store.counterparties.all()).reference_map

    import_counterparties(store, file(tmp_path, "Code,Name,Disputed\nC1,Acme,\nC2,Bolt,INV-2\n"), now=NOW, by="carol")
    assert [(), ("INV-2",)] == [each.disputed for each in store.counterparties.all()]
