from __future__ import annotations

import datetime as dt

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from daemon.store import Store
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
