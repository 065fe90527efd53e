from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from daemon.cli import exits
from tests.daemon.cli.conftest import Ended


def test_who_is_disabled_can_be_let_in_again(config: Path, tieout: Callable[..., Ended]) -> None:
    tieout("user", "add", "carol", "-c", config)
    assert "may not sign in any more" in tieout("user", "disable", "carol", "-c", config).out
    assert "disabled" in tieout("user", "list", "-c", config).out
    assert exits.DONE == tieout("user", "disable", "carol", "--undo", "-c", config).code
    assert "disabled" not in tieout("user", "list", "-c", config).out
