"""`tieout counterparty number-map remove`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from daemon.cli import exits
from tests.daemon.cli.conftest import Ended


def test_what_is_taken_away_is_gone_from_the_list_and_stands_in_the_audit(
    config: Path, code: str, tieout: Callable[..., Ended]
) -> None:
    assert exits.DONE == tieout("counterparty", "number-map", "remove", code, "A26#", "-c", config).code
    left = tieout("counterparty", "number-map", "list", code, "-c", config).out
    assert "SI# + 100000" not in left
    assert "X9" in left
    assert "Taken away by staff: A26#" in left


def test_what_was_not_learned_cannot_be_taken_away(config: Path, code: str, tieout: Callable[..., Ended]) -> None:
    for arguments in ((code, "B7#"), ("nobody", "A26#")):
        assert exits.UNUSABLE == tieout("counterparty", "number-map", "remove", *arguments, "-c", config).code
