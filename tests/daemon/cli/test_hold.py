"""`tieout hold`: placed by name, shown, lifted; what is not there is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from daemon.cli import exits
from tests.daemon.cli.conftest import Demonstration, Ended


def test_a_hold_is_placed_shown_and_lifted(
    demonstration: Demonstration, tieout: Callable[..., Ended], tmp_path: Path
) -> None:
    config = demonstration.copy(tmp_path / "copy")
    assert exits.DONE == tieout("hold", "place", "--case", 1, "--because", "a dispute", "-c", config).code
    out = tieout("hold", "list", "-c", config).out
    assert "a dispute" in out
    assert exits.DONE == tieout("hold", "lift", "--case", 1, "-c", config).code
    assert "a dispute" not in tieout("hold", "list", "-c", config).out
    assert exits.DONE == tieout("verify", "-c", config).code


def test_what_is_not_there_cannot_be_held_or_lifted(
    demonstration: Demonstration, tieout: Callable[..., Ended], tmp_path: Path
) -> None:
    config = demonstration.copy(tmp_path / "copy")
    assert exits.UNUSABLE == tieout("hold", "place", "--counterparty", "nobody", "-c", config).code
    assert exits.UNUSABLE == tieout("hold", "place", "--case", 999, "-c", config).code
    assert exits.UNUSABLE == tieout("hold", "place", "-c", config).code
    assert exits.FAILED == tieout("hold", "lift", "--case", 1, "-c", config).code
