from __future__ import annotations

from dataclasses import replace

from daemon.store import Store
from daemon.store.holds import Hold
from tests.support.stored import NOW

HOLD = Hold(kind="counterparty", value="C-1001", because="a dispute", placed_by="carol", placed_at=NOW)


def test_a_hold_stands_until_it_is_lifted_and_may_get_another_reason(store: Store) -> None:
    with store.writing() as tx:
        store.holds.place(tx, HOLD)
        store.holds.place(tx, replace(HOLD, because="a law suit"))
        store.holds.place(tx, replace(HOLD, kind="case", value="7"))
    assert [("case", "7", "a dispute"), ("counterparty", "C-1001", "a law suit")] == [
        (each.kind, each.value, each.because) for each in store.holds.all()
    ]
    with store.writing() as tx:
        assert store.holds.lift(tx, "case", "7")
        assert not store.holds.lift(tx, "case", "7")
    assert ["C-1001"] == [each.value for each in store.holds.all()]
