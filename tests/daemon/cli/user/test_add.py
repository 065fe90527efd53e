from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from daemon.cli import exits
from tests.daemon.cli.conftest import Ended


def test_who_is_added_gets_a_link_and_a_name_is_given_once(config: Path, tieout: Callable[..., Ended]) -> None:
    ended = tieout("user", "add", "carol", "--role", "approver", "-c", config)
    assert exits.DONE == ended.code
    assert ended.out.startswith("https://desk.example.com/welcome/")
    again = tieout("user", "add", "carol", "-c", config)
    assert (exits.FAILED, "tieout: There is a user carol already.\n") == (again.code, again.err)
    assert "approver" in tieout("user", "list", "-c", config).out
