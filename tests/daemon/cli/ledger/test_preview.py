"""`tieout ledger preview`: what would be imported, shown and not stored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from daemon.cli import exits
from tests.daemon.cli.conftest import Ended
from tests.parsers.ledgers.systems import test_sap_fbl5n


def test_it_shows_the_system_the_headings_the_rows_and_the_sums(tmp_path: Path, tieout: Callable[..., Ended]) -> None:
    file = tmp_path / "list.txt"
    file.write_text(test_sap_fbl5n.UNCONVERTED, encoding="utf-8")
    ended = tieout("ledger", "preview", file)
    assert exits.DONE == ended.code, ended.err
    assert "It looks like SAP FBL5N (customer line items)." in ended.out
    assert "7 entries in 2 accounts from 2026-02-02 to 2026-03-20." in ended.out
    assert "Net due dt" in ended.out
    rows = [line.split() for line in ended.out.splitlines()]
    assert ["EUR", "0.00", "2,202.50", "-1,590.00", "612.50"] in rows
    assert ["USD", "0.00", "2,000.00", "0.00", "2,000.00"] in rows


def test_headings_of_nobody_are_read_by_meaning(tmp_path: Path, tieout: Callable[..., Ended]) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Account,Date,Ref,Debit,Credit\nC1,2026-03-01,A,5.00,\n", encoding="utf-8")
    assert "read by meaning" in tieout("ledger", "preview", file).out


def test_what_cannot_be_read_is_named_with_its_row(tmp_path: Path, tieout: Callable[..., Ended]) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Account,Date,Ref,Debit,Credit\nC1,2026-03-01,A,5.0.0,\n", encoding="utf-8")
    ended = tieout("ledger", "preview", file)
    assert (exits.FAILED, True) == (ended.code, "row 2" in ended.err)
