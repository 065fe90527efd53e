"""The engine of one process: it puts right what a death left behind, and has a loop for each duty."""

from __future__ import annotations

import threading

import pytest

from daemon.observe.health import Pulse
from daemon.outgoing.connect import transport
from daemon.pipeline.engine.base import Duties
from daemon.pipeline.engine.local import LocalEngine
from daemon.pipeline.work import Work
from daemon.store import Store, StoreInUse
from tests.support.house import House
from tests.support.stored import NOW, raw_mail


@pytest.fixture
def engine(house: House, store: Store) -> LocalEngine:
    def nobody(_mailbox: object) -> object:
        raise AssertionError

    work = Work(house.settings, store, clock=lambda: NOW)
    way_out = transport(house.settings.outgoing, str)
    return LocalEngine(Duties(work=work, pulse=Pulse(), connect=nobody, transport=lambda: way_out))  # type: ignore[arg-type]


def test_what_a_dead_service_had_claimed_is_free_again_at_the_start(engine: LocalEngine, store: Store) -> None:
    with store.writing() as tx:
        _, message = store.messages.record(tx, raw_mail(), sha256=store.archive.put(b"x"), now=NOW)
    assert store.messages.claim("dead", NOW) is not None
    assert store.messages.claim("living", NOW) is None

    with engine.holding():
        engine.recover()

    found = store.messages.claim("living", NOW)
    assert found is not None
    assert message == found.id


def test_it_has_the_store_for_itself(engine: LocalEngine) -> None:
    with engine.holding(), pytest.raises(StoreInUse), engine.holding():
        pass


def test_each_duty_has_a_loop_of_its_own(engine: LocalEngine) -> None:
    assert ["sender", "worker", "mailbox-ar", "keeper"] == [loop.name for loop in engine.loops(threading.Event())]
