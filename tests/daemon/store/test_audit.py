from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from daemon.store import Store
from tests.support.stored import NOW


def _three(store: Store) -> None:
    with store.writing() as tx:
        for number in range(3):
            store.audit.add(tx, NOW, "decided", case=number, facts={"outcome": "确认", "n": str(number)})


def test_an_untouched_chain_has_no_faults_and_tells_what_was_written(store: Store) -> None:
    _three(store)

    assert list(store.audit.faults()) == []
    assert [row.facts for row in store.audit.rows(case=1)] == [{"n": "1", "outcome": "确认"}]


@pytest.mark.parametrize("change", ["UPDATE audit SET actor = 'x'", "DELETE FROM audit WHERE number = 3"])
def test_the_database_refuses_to_change_or_delete_a_row(store: Store, change: str) -> None:
    _three(store)

    with pytest.raises(DatabaseError, match="append-only"), store.writing() as tx:
        tx.execute(text(change))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("UPDATE audit SET actor = 'somebody' WHERE number = 2", ["Audit row 2 was changed."]),
        ("UPDATE audit SET facts = '{}' WHERE number = 3", ["Audit row 3 was changed."]),
        ("DELETE FROM audit WHERE number = 2", ["Audit rows 2 to 2 are missing."]),
        ("DELETE FROM audit WHERE number = 1", ["Audit rows 1 to 1 are missing."]),
        ("UPDATE audit SET case_id = 9 WHERE number = 1", ["Audit row 1 was changed."]),
    ],
)
def test_a_change_made_beside_the_program_is_found(store: Store, change: str, fault: list[str]) -> None:
    _three(store)
    with store.writing() as tx:
        for trigger in (
            ("audit_no_update", "audit_no_delete") if store.database.is_sqlite else ("audit_append_only ON audit",)
        ):
            tx.execute(text(f"DROP TRIGGER {trigger}"))
        tx.execute(text(change))

    assert fault == list(store.audit.faults())


def test_a_row_of_an_undone_transaction_is_not_there(store: Store) -> None:
    with pytest.raises(RuntimeError), store.writing() as tx:
        store.audit.add(tx, NOW, "decided")
        raise RuntimeError

    assert list(store.audit.rows()) == []
