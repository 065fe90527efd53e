"""Only a reply in doubt can be settled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from daemon.cli import exits
from tests.daemon.cli.case.cases import LAKESIDE, number_of
from tests.daemon.cli.conftest import Ended


def test_nothing_can_be_settled_that_is_not_in_doubt(config: Path, tieout: Callable[..., Ended]) -> None:
    ended = tieout("case", "settle", number_of(config, LAKESIDE), "-c", config)
    assert exits.FAILED == ended.code
    assert "nothing to settle" in ended.err
