from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event
from sqlalchemy.dialects import sqlite

from daemon.store import Store, open_store
from daemon.store.migrate import FOLDER
from daemon.store.schema import HEAD, Instant, metadata

DIALECT = sqlite.dialect()


def test_the_migrations_make_exactly_this_schema(store: Store) -> None:
    with store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, metadata) == []


def test_the_newest_migration_is_the_head() -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))

    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


@given(st.datetimes(), st.datetimes(), st.timezones(), st.timezones())
def test_instants_compare_in_the_store_as_they_do_in_time(
    a: dt.datetime, b: dt.datetime, za: dt.tzinfo, zb: dt.tzinfo
) -> None:
    kept = []
    for moment in (a.replace(tzinfo=za), b.replace(tzinfo=zb)):
        try:
            text = Instant().process_bind_param(moment, DIALECT)
        except OverflowError:
            return
        assert text is not None
        assert len(text) == 27
        assert moment.astimezone(dt.UTC) == Instant().process_result_value(text, DIALECT)
        kept.append((text, moment.astimezone(dt.UTC)))
    assert (kept[0][0] < kept[1][0]) == (kept[0][1] < kept[1][1])


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Instant().process_bind_param(dt.datetime(2026, 1, 1), DIALECT)  # noqa: DTZ001


def test_the_look_ups_that_are_made_for_every_mail_go_by_an_index(tmp_path: Path) -> None:
    """Whatever a store has grown to, they never read a whole table; asked of SQLite's own plan."""
    store, asked = open_store(tmp_path), list[str]()
    event.listen(store.database.engine, "before_cursor_execute", lambda *given: asked.append(str(given[2])))
    store.ledgers.elsewhere(1, [Decimal("12.30")], ["C-1"])
    store.messages.to_settle("ar")
    store.messages.own_copy("<1@us.example>")
    with store.reading() as tx:
        plans = [
            str(row[3])
            for statement in asked
            if statement.startswith("SELECT")
            for row in tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", ("1",) * statement.count("?"))
        ]

    store.close()
    searched = [plan for plan in plans if plan.startswith(("SEARCH", "SCAN"))]
    assert [
        "SEARCH ledger_entry USING INDEX ix_ledger_entry_version_amount (version=? AND amount=?)",
        "SEARCH message USING INDEX ix_message_mailbox_settle (mailbox=? AND settle>?)",
        "SEARCH message USING INDEX ix_message_message_id (message_id=?)",
    ] == searched
