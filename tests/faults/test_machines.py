"""Several services share one store and die at any moment: every mail has one outcome, every reply left once or is in doubt, and whoever
lives takes over. Real processes, a real PostgreSQL, a folder or Dovecot with an SMTP server.
"""

from __future__ import annotations

import random
import signal
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from daemon.store import Store
from daemon.store.depth import depths
from daemon.store.states import ReplyState
from tests.faults.conftest import MAILS, MakePlace
from tests.faults.crowd import furnish, statement_of
from tests.faults.fleet import Fleet
from tests.faults.killing import replay_stuck, strike_in
from tests.faults.promise import assert_nothing_lost_or_twice, outcomes
from tests.faults.scenes import FolderScene, Scene
from tests.support.places import Place
from tests.support.postgresql_server import PostgresqlServer
from tests.support.sharing import until
from tests.support.stored import NOW

pytestmark = [pytest.mark.servers, pytest.mark.parametrize("make_place", ["postgresql"], indirect=True)]

CUSTOMERS = 20
KILLS = 12
ROLES = (("watch",), ("watch",), ("work",), ("work",), ("work",), ("send",), ("send",))


@pytest.fixture
def fleet(scene: Scene, tmp_path: Path) -> Iterator[Fleet]:
    """No service yet, of those that will serve the scene."""
    with Fleet.over(scene, tmp_path) as found:
        yield found


def looked_at(fleet: Fleet) -> Counter[str]:
    """End every service and check the whole promise. Return how many replies there are in each state."""
    codes = fleet.end()
    assert {0} == set(codes), "whoever lives ends well when asked to"
    found = outcomes(assert_nothing_lost_or_twice(fleet.scene))
    assert {"confirm"} == {outcome for outcome, _ in found.values()}
    assert not fleet.fetched_at_once()
    return Counter(state for _, state in found.values())


@MAILS
@pytest.mark.parametrize("seed", range(1))
def test_services_that_die_at_any_moment_lose_and_double_nothing(fleet: Fleet, seed: int) -> None:
    """Two watchers, three workers, two senders; again and again one of them is killed and another of its kind started."""
    chance = random.Random(seed)
    served = [fleet.start(*roles) for roles in ROLES]
    until(fleet.watched)
    delivered = amid = 0
    for kill in range(KILLS):
        while delivered < min(CUSTOMERS, 2 * CUSTOMERS * (kill + 1) // KILLS):
            fleet.deliver(statement_of(delivered))
            delivered += 1
        role = chance.choice(["watch", "work", "send"])
        amid += _is_at_it(fleet.store, role, chance.uniform(0.2, 2.0))
        victim = chance.choice([number for number, roles in enumerate(ROLES) if role in roles])
        served[victim].kill()
        served[victim] = fleet.start(*ROLES[victim])
    until(lambda: fleet.at_rest(CUSTOMERS, or_stuck=True))
    stuck = replay_stuck(fleet.scene)  # three kills may well fall into one step of one mail
    until(lambda: fleet.at_rest(CUSTOMERS))

    states = looked_at(fleet)

    assert {ReplyState.SENT, ReplyState.UNCERTAIN} >= set(states)
    said = f"{states[ReplyState.SENT]} sent, {states[ReplyState.UNCERTAIN]} in doubt, {stuck} replayed"
    print(f"{CUSTOMERS} mails, {KILLS} kills of seven services, {amid} amid work: {said}")  # noqa: T201 - pytest -s


def _is_at_it(store: Store, role: str, longest: float) -> bool:
    """Wait until some service of that role has work in hand, or for so long. Return whether one had."""
    end = time.monotonic() + longest
    while time.monotonic() < end:
        in_hand = {depth.kind: depth.in_hand for depth in depths(store.database, NOW)}
        if (role == "send" and in_hand["replies"]) or (role == "work" and in_hand["mails"] + in_hand["cases"]):
            return True
        time.sleep(0.01)
    return False


@MAILS
def test_when_the_watcher_of_a_mailbox_dies_the_other_takes_over(fleet: Fleet) -> None:
    first = fleet.start("watch")
    fleet.start("work", "send")
    fleet.deliver(statement_of(0))
    until(lambda: fleet.at_rest(1))
    fleet.start("watch")  # waits for its turn

    first.kill()
    killed = time.monotonic()
    fleet.deliver(statement_of(1))
    until(lambda: fleet.at_rest(2))

    print(f"watcher killed -> the next mail answered: {time.monotonic() - killed:.1f} s")  # noqa: T201 - pytest -s
    assert {ReplyState.SENT: 2} == looked_at(fleet)


@pytest.mark.parametrize("step", ["message:claimed", "decide:decided", "reply:archived"])
def test_the_work_of_a_dead_worker_is_taken_over_by_another(fleet: Fleet, step: str) -> None:
    fleet.start("watch", "send")
    dying = fleet.start("work", on_step=strike_in(step))
    fleet.deliver(statement_of(0))
    assert -signal.SIGKILL == dying.wait()
    killed = time.monotonic()

    fleet.start("work")

    until(lambda: fleet.at_rest(1))
    print(f"worker killed at {step} -> answered by another: {time.monotonic() - killed:.1f} s")  # noqa: T201
    assert {ReplyState.SENT: 1} == looked_at(fleet)


@pytest.mark.parametrize(("step", "left"), [("send:sending", 0), ("transport:accepted", 1), ("send:accepted", 1)])
def test_a_sender_that_dies_while_sending_leaves_a_reply_in_doubt_that_no_other_sends(
    fleet: Fleet, step: str, left: int
) -> None:
    fleet.start("watch", "work")
    dying = fleet.start("send", on_step=strike_in(step))
    fleet.deliver(statement_of(0))
    assert -signal.SIGKILL == dying.wait()
    killed = time.monotonic()

    fleet.start("send")
    until(lambda: fleet.store.outbox.counts() == {"uncertain": 1})
    doubted = time.monotonic() - killed
    fleet.deliver(statement_of(1))
    until(lambda: fleet.at_rest(2))  # it goes on with what comes after

    print(f"sender killed at {step} -> in doubt: {doubted:.1f} s")  # noqa: T201 - pytest -s
    assert {ReplyState.SENT: 1, ReplyState.UNCERTAIN: 1} == looked_at(fleet)
    assert 1 + left == len(fleet.scene.accepted())


@pytest.fixture
def own_server() -> Iterator[PostgresqlServer]:
    """A server that the test may restart."""
    server = PostgresqlServer()
    try:
        server.start()
        yield server
    finally:
        server.stop()


def test_a_restart_of_the_database_ends_every_service_and_those_started_anew_go_on(
    tmp_path: Path, own_server: PostgresqlServer, make_place: MakePlace
) -> None:
    del make_place  # its server is for all tests
    place = Place(tmp_path / "state", own_server.url(own_server.new_database()))
    store = place.open()
    furnish(store)
    store.close()
    with Fleet.over(FolderScene(tmp_path, place), tmp_path) as fleet:
        served = [fleet.start(role) for role in ("watch", "work", "send")]
        fleet.deliver(statement_of(0))
        until(lambda: fleet.at_rest(1))

        own_server.end()
        own_server.run()

        assert [1, 1, 1] == [process.wait() for process in served], "they end, for systemd to start them anew"
        fleet.start("watch", "work")
        fleet.start("send")
        fleet.deliver(statement_of(1))
        until(lambda: fleet.at_rest(2))
        assert {ReplyState.SENT: 2} == looked_at(fleet)
