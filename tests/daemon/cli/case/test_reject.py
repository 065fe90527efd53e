"""A rejected case is closed, and its draft never leaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from daemon.cli import exits
from tests.daemon.cli.case.cases import LAKESIDE, answers, number_of, state_of
from tests.daemon.cli.conftest import Ended


def test_a_rejected_case_is_closed_and_its_draft_never_leaves(config: Path, tieout: Callable[..., Ended]) -> None:
    number = number_of(config, LAKESIDE)
    assert exits.DONE == tieout("case", "reject", number, "--because", "answered by telephone", "-c", config).code
    assert "done cancelled" == state_of(config, number)
    assert exits.FAILED == tieout("case", "approve", number, "-c", config).code
    tieout("run", "--once", "-c", config)
    assert [] == answers(config)
