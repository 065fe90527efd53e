"""`tieout verify` as a user runs it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from daemon.cli import exits
from tests.daemon.cli.conftest import Demonstration, Ended


def test_a_store_where_all_is_well_says_so_with_its_anchor(
    demonstration: Demonstration, tieout: Callable[..., Ended]
) -> None:
    ended = tieout("verify", "-c", demonstration.config)
    assert (exits.DONE, "") == (ended.code, ended.err)
    anchor = ended.out.split()[-1].rstrip(".")
    assert exits.DONE == tieout("verify", "-c", demonstration.config, "--anchor", anchor).code


def test_each_fault_is_a_sentence_and_the_exit_code_tells(
    demonstration: Demonstration, tieout: Callable[..., Ended], tmp_path: Path
) -> None:
    config = demonstration.copy(tmp_path / "copy")
    (first, *_) = sorted((config.parent / "state" / "archive").glob("??/*"))
    first.write_bytes(b"")
    ended = tieout("verify", "-c", config)
    assert exits.FAILED == ended.code
    assert f"The archived file {first.name} was changed" in ended.err
    assert "1 fault;" in ended.err


def test_an_anchor_that_is_not_there_is_a_fault_and_one_that_is_none_is_refused(
    demonstration: Demonstration, tieout: Callable[..., Ended]
) -> None:
    ended = tieout("verify", "-c", demonstration.config, "--anchor", f"99999:{'a' * 64}")
    assert exits.FAILED == ended.code
    assert "its end was cut off" in ended.err
    assert exits.UNUSABLE == tieout("verify", "-c", demonstration.config, "--anchor", "today").code


def test_an_end_that_was_cut_off_since_a_backup_shows_by_what_the_backup_noted(
    demonstration: Demonstration, tieout: Callable[..., Ended], tmp_path: Path
) -> None:
    config = demonstration.copy(tmp_path / "copy")
    ended = tieout("backup", tmp_path / "backups", "-c", config)
    noted = ended.out.split()[-1].rstrip(".")
    assert exits.DONE == tieout("verify", "--backups", tmp_path / "backups", "-c", config).code
    connection = sqlite3.connect(config.parent / "state" / "tieout.sqlite")
    connection.execute("DROP TRIGGER audit_no_delete")
    connection.execute("DELETE FROM audit WHERE number = (SELECT max(number) FROM audit)")
    connection.commit()
    connection.close()

    ended = tieout("verify", "--backups", tmp_path / "backups", "-c", config)

    assert exits.FAILED == ended.code
    assert f"The audit does not hold {noted} of the backup " in ended.err
