"""A replayed case is decided anew, with what counts now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from daemon.cli import exits
from tests.daemon.cli.case.cases import LAKESIDE, number_of
from tests.daemon.cli.conftest import Ended


def test_a_replayed_case_is_decided_with_the_ledger_that_counts_now(config: Path, tieout: Callable[..., Ended]) -> None:
    number = number_of(config, LAKESIDE)
    (config.parent / "empty.csv").write_text(
        "Account,Date,Document no.,Debit,Credit\nC9,2026-10-01,INV-1,5.00,\n", encoding="utf-8"
    )
    assert exits.DONE == tieout("ledger", "import", config.parent / "empty.csv", "-c", config).code
    assert exits.DONE == tieout("case", "replay", number, "-c", config).code
    assert exits.DONE == tieout("run", "--once", "-c", config).code
    out = tieout("case", "show", number, "-c", config).out
    assert "The ledger has no account C1006." in out
