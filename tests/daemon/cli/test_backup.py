"""`tieout backup` as the timer runs it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from daemon.cli import exits
from tests.daemon.cli.conftest import Demonstration, Ended


def test_a_backup_holds_the_store_and_the_configuration(
    demonstration: Demonstration, tieout: Callable[..., Ended], tmp_path: Path
) -> None:
    config = demonstration.copy(tmp_path / "copy")
    ended = tieout("backup", tmp_path / "backups", "--keep", 3, "-c", config)
    assert (exits.DONE, "") == (ended.code, ended.err)
    (made,) = (tmp_path / "backups").glob("*Z")
    assert config.read_text() == (made / "tieout.toml").read_text()
    assert {"archive", "manifest.json", "tieout.sqlite", "tieout.toml"} == {path.name for path in made.iterdir()}
    assert "The audit ends with" in ended.out


def test_a_store_with_a_fault_ends_with_one_and_says_which(
    demonstration: Demonstration, tieout: Callable[..., Ended], tmp_path: Path
) -> None:
    config = demonstration.copy(tmp_path / "copy")
    next((config.parent / "state" / "archive").glob("??/*")).unlink()
    ended = tieout("backup", tmp_path / "backups", "-c", config)
    assert exits.FAILED == ended.code
    assert "missing from the archive" in ended.err
