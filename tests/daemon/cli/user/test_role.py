from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from daemon.cli import exits
from tests.daemon.cli.conftest import Ended


def test_a_role_is_changed_but_the_last_admin_stays_one(config: Path, tieout: Callable[..., Ended]) -> None:
    tieout("user", "add", "ada", "--role", "admin", "-c", config)
    assert "ada is the last admin" in tieout("user", "role", "ada", "clerk", "-c", config).err
    tieout("user", "add", "bob", "--role", "admin", "-c", config)
    assert exits.DONE == tieout("user", "role", "ada", "clerk", "-c", config).code
    (line,) = [line for line in tieout("user", "list", "-c", config).out.splitlines() if "ada" in line]
    assert "clerk" in line
