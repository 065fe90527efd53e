"""`tieout counterparty list`: everybody with the addresses that figures may go to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from daemon.cli.demo import company
from tests.daemon.cli.conftest import Demonstration, Ended


def test_everybody_is_listed_with_the_address(demonstration: Demonstration, tieout: Callable[..., Ended]) -> None:
    out = tieout("counterparty", "list", "-c", demonstration.config).out
    assert [] == [each.address for each in company.CUSTOMERS if each.address not in out or each.name not in out]


def test_an_empty_list_says_what_to_do(tmp_path: Path, tieout: Callable[..., Ended]) -> None:
    (tmp_path / "tieout.toml").write_text("", encoding="utf-8")
    assert "tieout counterparty import FILE" in tieout("counterparty", "list", "-c", tmp_path / "tieout.toml").out
