"""A closed case is opened again only where nothing can have left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from daemon.cli import exits
from tests.daemon.cli.case.cases import LAKESIDE, number_of
from tests.daemon.cli.conftest import Ended


def test_a_closed_case_is_worked_on_again_and_its_draft_is_made_anew(
    config: Path, tieout: Callable[..., Ended]
) -> None:
    number = number_of(config, LAKESIDE)
    assert exits.DONE != tieout("case", "reopen", number, "-c", config).code
    assert exits.DONE == tieout("case", "reject", number, "-c", config).code
    assert exits.DONE == tieout("case", "reopen", number, "--because", "too early", "-c", config).code
    assert exits.DONE == tieout("run", "--once", "-c", config).code
    assert "waiting" in tieout("case", "show", number, "-c", config).out
    assert exits.DONE == tieout("case", "approve", number, "-c", config).code
    assert exits.DONE == tieout("run", "--once", "-c", config).code
    refused = tieout("case", "reopen", number, "-c", config)
    assert exits.DONE != refused.code
    assert "may have left" in refused.out + refused.err
