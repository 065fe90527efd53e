from __future__ import annotations

from pathlib import Path

from daemon.store import case_statements as said
from daemon.store import open_store, repeats


def test_what_is_asked_for_every_mail_goes_by_an_index(tmp_path: Path) -> None:
    """Whatever a store has grown to, none of it reads a whole table; asked of SQLite's own plan."""
    store = open_store(tmp_path)
    asked = [
        *(said.ONE, said.NUMBERED, said.OF_MESSAGE, said.FINDING, said.FORGET, said.EARLIER_STATEMENT),
        said.moving(("claimed_by", "state")),
        *repeats.asked_for_every_mail(),
        *(said.answered(flag) for flag in (True, False)),
    ]
    plans = []
    with store.reading() as tx:
        for sql in (each.sql(tx) for each in asked):
            plans += [str(row[3]) for row in tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", ("1",) * sql.count("?"))]
    store.close()
    assert [plan for plan in plans if plan.startswith("SCAN")] == []
    assert len([plan for plan in plans if plan.startswith("SEARCH")]) >= len(asked)
