"""The sums over a version's rows name what another hand did to them, also where several rows differ."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import text

from daemon.store import Store
from daemon.store.ledger_sums import Told, faults, forget, tell_all
from daemon.store.seal_check import SealCheck
from tests.support.house import House

WHOSE = "Version 1 of the ledger (ledger.csv) is not as audit row 1 tells: "


@pytest.fixture
def store(store: Store, tmp_path: Path) -> Store:
    House(tmp_path).furnish(store)
    return store


def told(store: Store) -> Told | None:
    with SealCheck() as seals:
        for row in store.audit.rows():
            seals.learn(row)
        return seals.version(1)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (["UPDATE ledger_entry SET amount = amount + 1 WHERE position = 3"], ["entry 3 (account C-1001, row "]),
        (["UPDATE ledger_entry SET amount = -amount"], ["several entries of account C-1001 are not as they were (4 "]),
        (["UPDATE ledger_account SET name = 'Mallory' WHERE account = 'C-2002'"], ["account C-2002 was changed"]),
        # Without the sums of each account those of the whole version still name the entry.
        (
            ["UPDATE ledger_entry SET amount = amount + 1 WHERE position = 3", "UPDATE ledger_account SET sums = ''"],
            ["entry 3 (account C-1001, row ", "several accounts"],
        ),
        (["DELETE FROM ledger_account WHERE account = 'C-2002'"], ["account C-2002 is missing"]),
        (["DELETE FROM ledger_entry WHERE position = 3"], ["holds 4 entries; 5 were imported: entry 3 of account C-1001"]),
    ],
)  # fmt: skip
def test_what_differs_is_named(store: Store, changes: Sequence[str], said: Sequence[str]) -> None:
    vouched = told(store)
    with store.writing() as tx:
        for change in changes:
            tx.execute(text(change))
        found = list(faults(tx, 1, "ledger.csv", 5, vouched))
    assert [] == [each for each in said if not any(each in fault for fault in found)], found


def test_a_version_without_a_word_of_the_audit_is_named(store: Store) -> None:
    with store.reading() as connection:
        assert ["Version 1 of the ledger (ledger.csv) is not told of in the audit."] == list(
            faults(connection, 1, "ledger.csv", 5, None)
        )


def test_a_later_word_counts_and_a_version_may_be_forgotten(store: Store) -> None:
    with store.writing() as tx:
        tx.execute(text("UPDATE ledger_entry SET amount = amount + 1 WHERE position = 3"))
        tell_all(tx)
    assert [each for each in store.faults() if "entries" not in each] == [
        fault for fault in store.faults() if "entries" not in fault
    ]
    with store.writing() as tx:
        forget(tx, 1)
    assert told(store) is None
