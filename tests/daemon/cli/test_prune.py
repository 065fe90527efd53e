"""`tieout prune` says what goes, and in a dry run what would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from daemon.cli import exits
from tests.daemon.cli.conftest import Demonstration, Ended


def test_nothing_goes_where_everything_is_kept_for_ever(
    demonstration: Demonstration, tieout: Callable[..., Ended]
) -> None:
    assert "kept for ever" in tieout("prune", "-c", demonstration.config).out


def test_a_dry_run_removes_nothing_and_young_cases_stay(
    demonstration: Demonstration, tieout: Callable[..., Ended], tmp_path: Path
) -> None:
    config = demonstration.copy(tmp_path / "copy")
    config.write_text(config.read_text() + "\n[retention]\nmail_days = 400\nledger_days = 90\n")
    assert (
        "0 mails with 0 files and 0 versions of the ledger would go." in tieout("prune", "--dry-run", "-c", config).out
    )
    assert "versions of the ledger went." in tieout("prune", "-c", config).out
    assert exits.DONE == tieout("verify", "-c", config).code


def test_too_short_a_time_is_refused(
    demonstration: Demonstration, tieout: Callable[..., Ended], tmp_path: Path
) -> None:
    config = demonstration.copy(tmp_path / "copy")
    config.write_text(config.read_text() + "\n[retention]\nmail_days = 7\n")
    ended = tieout("prune", "-c", config)
    assert exits.UNUSABLE == ended.code
    assert "at least 60" in ended.err
