"""Every act of a person refuses a case that does not exist with one sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from daemon.cli import exits
from tests.daemon.cli.conftest import Ended


@pytest.mark.parametrize("act", ["approve", "reject", "replay", "settle", "show"])
def test_a_case_that_does_not_exist_is_unusable(config: Path, act: str, tieout: Callable[..., Ended]) -> None:
    ended = tieout("case", act, 4711, "-c", config)
    assert exits.UNUSABLE == ended.code
    assert 1 == ended.err.count("\n")
