"""`tieout counterparty show`: all that is on file, passwords excepted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from daemon.cli import exits
from daemon.store.opening import open_store
from tests.daemon.cli.conftest import Demonstration, Ended


def test_a_password_is_counted_and_never_shown(
    demonstration: Demonstration, tmp_path: Path, tieout: Callable[..., Ended]
) -> None:
    config = demonstration.copy(tmp_path)
    store = open_store(tmp_path / "state")
    found = store.counterparties.get("C1001")
    assert found is not None
    store.counterparties.put(replace(found, passwords=("geheim-4711",)))
    store.close()
    out = tieout("counterparty", "show", "C1001", "-c", config).out
    assert "geheim-4711" not in out
    assert "1 kept" in out
    assert "accounts.payable@northgate-engineering.example" in out


def test_a_stranger_is_unusable(demonstration: Demonstration, tieout: Callable[..., Ended]) -> None:
    ended = tieout("counterparty", "show", "X", "-c", demonstration.config)
    assert exits.UNUSABLE == ended.code
    assert "tieout counterparty list" in ended.err
