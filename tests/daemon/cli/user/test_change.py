from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from daemon.cli import exits
from tests.daemon.cli.conftest import Ended


def test_whoever_is_not_there_cannot_be_changed(config: Path, tieout: Callable[..., Ended]) -> None:
    for arguments in (("disable", "carol"), ("role", "carol", "clerk"), ("reset-link", "carol", "--second-factor")):
        ended = tieout("user", *arguments, "-c", config)
        assert exits.FAILED == ended.code
        assert "There is no user carol" in ended.err
