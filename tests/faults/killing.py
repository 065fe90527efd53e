"""A service that is killed: run in a forked process, struck by SIGKILL at a chosen boundary or at any moment."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import threading
import time
from collections.abc import Callable

from daemon.pipeline import desk
from daemon.pipeline.work import Work
from daemon.store.states import CaseState
from tests.faults.scenes import Scene
from tests.faults.tally import deal

OnStep = Callable[[str], None]


def run_in_child(scene: Scene, on_step: OnStep = lambda _: None, *, forever: bool = False) -> int:
    """Start the service in a forked process. Return its id."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        with contextlib.suppress(BaseException):
            service = scene.service(scene.place.open(), on_step)
            if forever:
                service.run_forever(threading.Event())
            else:
                service.run_once()
            status = 0
    finally:
        os._exit(status)


def ended(child: int) -> int:
    """Wait for the child and return its exit code, negative for a signal."""
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code == -signal.SIGKILL:
        deal("kills")
    return code


def strike_at(number: int) -> OnStep:
    """Return what kills the process at the boundary of that number (from 0), whichever it is."""
    passed = iter(range(1_000_000))

    def strike(_: str) -> None:
        if next(passed) >= number:
            os.kill(os.getpid(), signal.SIGKILL)

    return strike


def strike_in(step: str) -> OnStep:
    """Return what kills the process at the first boundary of that name."""

    def strike(name: str) -> None:
        if name == step:
            os.kill(os.getpid(), signal.SIGKILL)

    return strike


def killed_at(scene: Scene, boundary: int) -> int:
    """Run the service and strike at the boundary of that number (from 0). Return the exit code."""
    return ended(run_in_child(scene, strike_at(boundary)))


def killed_in(scene: Scene, step: str) -> int:
    """Run the service and strike at the first boundary of that name. Return the exit code."""
    return ended(run_in_child(scene, strike_in(step)))


def killed_after(scene: Scene, seconds: float) -> None:
    """Strike at the watching service after a while, whatever it does then."""
    child = run_in_child(scene, forever=True)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    ended(child)


def killed_somewhere(scene: Scene, chance: random.Random, boundaries: int) -> None:
    """Strike at the watching service: right at one of so many `boundaries` that it is sure to pass, or shortly after it, in the
    middle of whatever its threads do then.
    """
    number = chance.randrange(boundaries)
    if chance.random() < 0.4:
        assert -signal.SIGKILL == ended(run_in_child(scene, strike_at(number), forever=True))
        return
    child = run_past(scene, number)
    time.sleep(chance.uniform(0, 0.04))
    os.kill(child, signal.SIGKILL)
    assert -signal.SIGKILL == ended(child)


def run_past(scene: Scene, number: int) -> int:
    """Start the watching service in a forked process. Return its id when it has passed the boundary of that number."""
    reading, writing = os.pipe()
    passed = iter(range(1_000_000))

    def tell(_: str) -> None:
        if next(passed) == number:
            os.write(writing, b".")

    child = run_in_child(scene, tell, forever=True)
    os.close(writing)
    assert b"." == os.read(reading, 1)
    os.close(reading)
    return child


def brought_to_rest(scene: Scene) -> None:
    """Run the service undisturbed until nothing is left to do; what died three times in one step is worked on again by staff."""
    assert 0 == ended(run_in_child(scene))
    if replay_stuck(scene):
        assert 0 == ended(run_in_child(scene))


def replay_stuck(scene: Scene) -> int:
    """Have every case worked on again that died three times in one step. Return how many."""
    with scene.looking() as store:
        stuck = [row.case.id for row in store.cases.overviews([CaseState.STUCK], limit=1000)]
        for case in stuck:
            desk.replay(Work(scene.settings, store), case, "staff")
    return len(stuck)


def boundaries(scene: Scene) -> list[str]:
    """Run undisturbed, in this process, and return the boundaries passed."""
    passed: list[str] = []
    with scene.looking() as store:
        scene.service(store, passed.append).run_once()
    return passed
