from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from daemon.store import StoreRefused, open_store
from daemon.store.migrate import version_of
from daemon.store.schema import HEAD


def test_a_fresh_store_stands_at_the_head_and_opens_again(tmp_path: Path) -> None:
    for _ in range(2):
        store = open_store(tmp_path)
        with store.reading() as connection:
            assert version_of(connection) == HEAD
        store.close()


def test_a_store_of_a_newer_program_is_refused_in_one_sentence(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    connection = sqlite3.connect(tmp_path / "tieout.sqlite")
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()

    with pytest.raises(StoreRefused, match=r"newer tieout; install that version"):
        open_store(tmp_path)


def test_nobody_else_may_read_the_store(tmp_path: Path) -> None:
    store = open_store(tmp_path / "state")

    modes = {path.name: path.stat().st_mode & 0o077 for path in (tmp_path / "state").iterdir() if path.is_file()}

    assert {0} == set(modes.values())
    store.close()
