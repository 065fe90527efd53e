"""`tieout counterparty number-map`."""

from __future__ import annotations

from collections.abc import Callable

from tests.daemon.cli.conftest import Ended


def test_the_group_names_its_commands(tieout: Callable[..., Ended]) -> None:
    out = tieout("counterparty", "number-map", "--help").out
    assert "list" in out
    assert "remove" in out
