from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from daemon.cli import exits
from tests.daemon.cli.conftest import Ended


def test_an_empty_list_says_what_to_do_and_a_full_one_who_has_no_password(
    config: Path, tieout: Callable[..., Ended]
) -> None:
    empty = tieout("user", "list", "-c", config)
    assert (exits.DONE, True) == (empty.code, "makes the first admin" in empty.out)
    tieout("user", "add", "carol", "-c", config)
    (line,) = [line for line in tieout("user", "list", "-c", config).out.splitlines() if "carol" in line]
    assert "no password yet" in line
