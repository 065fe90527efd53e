"""The clock is set back, by an hour or a year, at any moment: nothing waits for that hour to come again, nothing is answered twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from tests.faults.conftest import DATABASES
from tests.faults.crowd import statement_of
from tests.faults.killing import boundaries, ended, killed_in, run_in_child
from tests.faults.promise import assert_nothing_lost_or_twice, outcomes
from tests.faults.scenes import Scene
from tests.support.stored import NOW


class SetBack:
    """A clock that jumps back when the service passes the boundary of that number (from 0)."""

    def __init__(self, number: int, back: dt.timedelta) -> None:
        self._passed = iter(range(1_000_000))
        self._number = number
        self._back = back
        self._now = NOW

    def on_step(self, _: str) -> None:
        if next(self._passed) == self._number:
            self._now -= self._back

    def __call__(self) -> dt.datetime:
        return self._now


@DATABASES
def test_a_clock_set_back_at_any_boundary_changes_nothing(scene: Scene) -> None:
    """One mail after the other into the same service, the clock back by an hour one boundary further on each time."""
    scene.deliver(statement_of(0), "m0")
    names = boundaries(scene)
    clock: Callable[[], dt.datetime] = lambda: NOW  # noqa: E731 - each mail has the next
    for number in range(len(names)):
        scene.deliver(statement_of(number + 1), f"m{number + 1}")
        set_back = SetBack(number, dt.timedelta(hours=1))
        scene.clock = clock = set_back
        with scene.looking() as store:
            scene.service(store, set_back.on_step).run_once()

    assert NOW - dt.timedelta(hours=1) == clock()
    found = outcomes(assert_nothing_lost_or_twice(scene))
    assert {f"m{number}": ("confirm", "sent") for number in range(len(names) + 1)} == found


@DATABASES
@pytest.mark.parametrize("step", ["receive:recorded", "case:claimed", "reply:recorded", "send:accepted"])
def test_a_kill_and_a_clock_that_was_a_year_ahead(scene: Scene, step: str) -> None:
    """A machine whose clock was wrong dies, and comes up with the right one: claims and replies of the future hold nothing up."""
    scene.deliver(statement_of(1), "m1")
    scene.clock = lambda: NOW + dt.timedelta(days=20)
    killed_in(scene, step)
    scene.clock = lambda: NOW

    assert 0 == ended(run_in_child(scene))

    reply = "uncertain" if step == "send:accepted" else "sent"
    assert {"m1": ("confirm", reply)} == outcomes(assert_nothing_lost_or_twice(scene))
