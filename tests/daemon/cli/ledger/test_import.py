"""`tieout ledger import`: what it says when it worked, and when a row cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from daemon.cli import exits
from tests.daemon.cli.conftest import Ended

GOOD = "Account,Date,Reference,Debit,Credit\nC1,2026-10-01,INV-1,5.00,\nC1,2026-10-02,INV-2,7.00,\n"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    file = tmp_path / "tieout.toml"
    file.write_text("", encoding="utf-8")
    return file


def test_it_says_how_much_was_taken_over(config: Path, tmp_path: Path, tieout: Callable[..., Ended]) -> None:
    (tmp_path / "l.csv").write_text(GOOD, encoding="utf-8")
    ended = tieout("ledger", "import", tmp_path / "l.csv", "-c", config)
    assert exits.DONE == ended.code, ended.err
    assert "Version 1: 2 entries in 1 accounts, up to 2026-10-02. It counts from now on.\n" == ended.out


def test_a_broken_row_is_named_and_nothing_is_taken_over(
    config: Path, tmp_path: Path, tieout: Callable[..., Ended]
) -> None:
    (tmp_path / "l.csv").write_text(GOOD.replace("7.00", "7.0.0"), encoding="utf-8")
    ended = tieout("ledger", "import", tmp_path / "l.csv", "-c", config)
    assert (exits.FAILED, "") == (ended.code, ended.out)
    assert "l.csv, row 3" in ended.err
    assert "No ledger has been imported yet" in tieout("ledger", "list", "-c", config).out


def test_receivables_and_payables_are_kept_apart(config: Path, tmp_path: Path, tieout: Callable[..., Ended]) -> None:
    (tmp_path / "l.csv").write_text(GOOD, encoding="utf-8")
    for role in ("customer", "supplier"):
        assert exits.DONE == tieout("ledger", "import", tmp_path / "l.csv", "--role", role, "-c", config).code
    assert 2 == tieout("ledger", "list", "-c", config).out.count("  yes  ")


def test_an_export_of_one_account_takes_its_code_from_the_option(
    config: Path, tmp_path: Path, tieout: Callable[..., Ended]
) -> None:
    (tmp_path / "l.csv").write_text("Date,Reference,Debit,Credit\n2026-10-01,INV-1,5.00,\n", encoding="utf-8")
    assert exits.DONE == tieout("ledger", "import", tmp_path / "l.csv", "--account", "C9", "-c", config).code
    assert "INV-1" in tieout("ledger", "show", "C9", "-c", config).out


def test_a_file_that_is_not_there_is_unusable(config: Path, tieout: Callable[..., Ended]) -> None:
    assert exits.UNUSABLE == tieout("ledger", "import", "none.csv", "-c", config).code
