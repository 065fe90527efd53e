"""Two services on one store, each of which believes to be the only one: one works, the other is refused, and takes over on its death."""

from __future__ import annotations

import os
import random
import signal

import pytest

from daemon.store import StoreInUse
from tests.faults.conftest import DATABASES
from tests.faults.crowd import statement_of
from tests.faults.killing import brought_to_rest, ended, killed_somewhere, run_in_child, run_past
from tests.faults.promise import assert_nothing_lost_or_twice
from tests.faults.scenes import Scene

SURE_TO_PASS = 12


@DATABASES
def test_the_second_service_is_refused_while_the_first_lives_and_takes_over_at_once_when_it_is_killed(
    scene: Scene,
) -> None:
    mails = 5
    for number in range(mails):
        scene.deliver(statement_of(number), f"m{number}")
        first = run_past(scene, 0)
        with scene.looking() as store, pytest.raises(StoreInUse):
            scene.service(store).run_once()
        os.kill(first, signal.SIGKILL)
        assert -signal.SIGKILL == ended(first)

        assert 0 == ended(run_in_child(scene)), "the other takes over"

    brought_to_rest(scene)
    assert mails == len(assert_nothing_lost_or_twice(scene))


@DATABASES
def test_services_started_at_the_same_moment_never_work_beside_each_other(scene: Scene) -> None:
    """Three start at once on each mail, and a fourth that is killed: whoever is refused ends without having touched anything."""
    chance = random.Random(scene.place.kind)
    mails = 5
    for number in range(mails):
        scene.deliver(statement_of(number), f"m{number}")
        killed_somewhere(scene, chance, SURE_TO_PASS)
        codes = [ended(child) for child in [run_in_child(scene) for _ in range(3)]]
        assert 0 in codes, "one of them did the work"

    brought_to_rest(scene)
    cases = assert_nothing_lost_or_twice(scene)
    assert {f"m{number}" for number in range(mails)} == {row.subject for row in cases}
    assert {"confirm"} == {row.case.outcome for row in cases}
