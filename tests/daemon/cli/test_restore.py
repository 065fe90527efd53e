"""`tieout restore` onto an empty machine gives the same store."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from daemon.cli import exits
from tests.daemon.cli.conftest import Demonstration, Ended


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


def test_a_store_on_a_server_is_not_restored_into_a_directory_that_nobody_reads(
    tieout: Callable[..., Ended], tmp_path: Path
) -> None:
    config = tmp_path / "tieout.toml"
    config.write_text('[store]\nurl = "postgresql://tieout@127.0.0.1:1/tieout"\n', encoding="utf-8")

    ended = tieout("restore", tmp_path, "-c", config)

    assert exits.FAILED == ended.code
    assert "is in PostgreSQL" in ended.err
