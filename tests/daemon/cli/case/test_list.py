"""`tieout case list`: the newest first, those in a state, so many at most."""

from __future__ import annotations

from collections.abc import Callable

from daemon.cli import exits
from tests.daemon.cli.conftest import Demonstration, Ended


def test_the_newest_stands_first(demonstration: Demonstration, tieout: Callable[..., Ended]) -> None:
    numbers = [int(row.split()[0]) for row in tieout("case", "list", "-c", demonstration.config).out.splitlines()[1:]]
    assert sorted(numbers, reverse=True) == numbers
    assert 12 == len(numbers)


def test_what_waits_for_a_person_can_be_listed_alone(
    demonstration: Demonstration, tieout: Callable[..., Ended]
) -> None:
    rows = tieout("case", "list", "--state", "waiting", "-c", demonstration.config).out.splitlines()[1:]
    assert rows
    assert [] == [row for row in rows if " waiting" not in row]
    assert 1 == len(tieout("case", "list", "--limit", 1, "-c", demonstration.config).out.splitlines()[1:])


def test_a_state_that_does_not_exist_is_unusable(demonstration: Demonstration, tieout: Callable[..., Ended]) -> None:
    assert exits.UNUSABLE == tieout("case", "list", "--state", "lost", "-c", demonstration.config).code
    assert "no such case" in tieout("case", "list", "--state", "stuck", "-c", demonstration.config).out
