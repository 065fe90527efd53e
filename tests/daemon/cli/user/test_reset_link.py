from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.daemon.cli.conftest import Ended


def test_a_new_link_takes_the_place_of_the_old_one(config: Path, tieout: Callable[..., Ended]) -> None:
    first = tieout("user", "add", "carol", "-c", config).out.strip()
    second = tieout("user", "reset-link", "carol", "--second-factor", "-c", config).out.strip()
    assert first != second
    assert second.startswith("https://desk.example.com/welcome/")
    assert "There is no user bob" in tieout("user", "reset-link", "bob", "-c", config).err
