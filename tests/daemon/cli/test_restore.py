"""`tieout restore` onto an empty machine gives the same store."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from daemon.cli import exits
from tests.daemon.cli.conftest import Demonstration, Ended
from tests.support.places import place_of
from tests.support.postgresql_server import PASSWORD


def test_a_restored_store_shows_the_same_as_the_one_that_was_lost(
    demonstration: Demonstration, tieout: Callable[..., Ended], tmp_path: Path
) -> None:
    config = demonstration.copy(tmp_path / "copy")
    shown = tieout("case", "list", "-c", config).out, tieout("status", "-c", config).out
    assert exits.DONE == tieout("backup", tmp_path / "backups", "-c", config).code
    assert "is not empty" in tieout("restore", tmp_path / "backups", "-c", config).err
    archive = sorted(path.name for path in (config.parent / "state" / "archive").glob("??/*"))
    shutil.rmtree(config.parent / "state")

    ended = tieout("restore", tmp_path / "backups", "-c", config)

    assert (exits.DONE, "") == (ended.code, ended.err)
    assert shown == (tieout("case", "list", "-c", config).out, tieout("status", "-c", config).out)
    assert archive == sorted(path.name for path in (config.parent / "state" / "archive").glob("??/*"))
    assert exits.DONE == tieout("verify", "-c", config).code
    assert exits.DONE == tieout("run", "--once", "-c", config).code


def test_a_directory_without_a_backup_is_refused_in_one_sentence(
    demonstration: Demonstration, tieout: Callable[..., Ended], tmp_path: Path
) -> None:
    config = demonstration.copy(tmp_path / "copy")
    ended = tieout("restore", tmp_path, "-c", config)
    assert exits.FAILED == ended.code
    assert f"There is no backup in {tmp_path}." in ended.err


def test_a_store_on_a_server_comes_back_onto_an_empty_machine(
    tieout: Callable[..., Ended], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Without a word of the server in it, a backup of an SQLite file is refused there, and the other way round."""
    old = next(olds := place_of(request, "postgresql", tmp_path / "old", "furnished_database"))
    new = next(news := place_of(request, "postgresql", tmp_path / "new", ""))
    (tmp_path / "db-password").write_text(PASSWORD, encoding="utf-8")
    (tmp_path / "db-password").chmod(0o600)
    configs = []
    for name, place in (("old", old), ("new", new)):
        config = tmp_path / f"{name}.toml"
        settings = f'url = "{place.url}"\ncredential = "db-password"\ndirectory = "{place.directory}"\n'
        config.write_text(f'[store]\n{settings}[log]\nlevel = "warning"\n', encoding="utf-8")
        configs.append(config)
    there, here = configs
    shown = tieout("ledger", "list", "-c", there).out
    saved = tieout("backup", tmp_path / "backups", "-c", there)
    assert (exits.DONE, "") == (saved.code, saved.err)

    ended = tieout("restore", tmp_path / "backups", "-c", here)

    assert (exits.DONE, "") == (ended.code, ended.err)
    assert shown == tieout("ledger", "list", "-c", here).out
    verified = tieout("verify", "--backups", tmp_path / "backups", "-c", here)
    assert (exits.DONE, "") == (verified.code, verified.err)
    embedded = tmp_path / "embedded.toml"
    embedded.write_text(f'[store]\ndirectory = "{tmp_path / "embedded"}"\n', encoding="utf-8")
    assert "is of a store on a PostgreSQL server" in tieout("restore", tmp_path / "backups", "-c", embedded).err
    assert [] == [*olds, *news]
