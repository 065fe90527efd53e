"""`tieout counterparty number-map list`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from daemon.cli import exits
from tests.daemon.cli.conftest import Ended


def test_series_and_single_documents_are_shown_with_their_support(
    config: Path, code: str, tieout: Callable[..., Ended]
) -> None:
    ended = tieout("counterparty", "number-map", "list", code, "-c", config)
    shown = [line.split() for line in ended.out.splitlines()]
    assert ["A26#", "SI#", "+", "100000", "3"] in shown
    assert ["X9", "SI7", "1"] in shown
    assert "A26# = SI# + 100000" in " ".join(tieout("counterparty", "show", code, "-c", config).out.split())


def test_where_nothing_was_learned_it_says_so(config: Path, code: str, tieout: Callable[..., Ended]) -> None:
    others = [each for each in ("C1001", "C1002") if each != code]
    assert "Nothing was learned" in tieout("counterparty", "number-map", "list", others[0], "-c", config).out
    assert exits.UNUSABLE == tieout("counterparty", "number-map", "list", "nobody", "-c", config).code
