"""What tests of services that share one store need: their settings, their queue, and patience."""

from __future__ import annotations

import time
from collections.abc import Callable

from daemon.config.settings import Engine, Settings
from daemon.config.settings import Store as StoreSettings
from daemon.observe.health import Pulse
from daemon.outgoing.base import Transport
from daemon.pipeline.engine.base import Duties
from daemon.pipeline.engine.queue import Queue
from daemon.pipeline.engine.queue_schema import bring_up_to_date
from daemon.pipeline.work import Work
from daemon.store import Store
from tests.support.house import replace_struct
from tests.support.places import Place
from tests.support.postgresql_server import PASSWORD

ALL = ("watch", "work", "send")


def store_settings(place: Place) -> StoreSettings:
    return StoreSettings(directory=str(place.directory), url=place.url, credential=PASSWORD)


def shared(settings: Settings, place: Place, *roles: str) -> Settings:
    """Return the settings of a service that shares the store at `place`; its waits are short.

    It works on one mail at once: tests read PDFs in the service's own process, where the library stands one thread only.
    """
    engine = Engine(
        kind="procrastinate",
        roles=roles or ALL,  # type: ignore[arg-type]
        sweep_seconds=1,
        stalled_seconds=3,
    )
    return replace_struct(settings, store=store_settings(place), engine=engine)


def migrate_queue(place: Place, store: Store) -> list[str]:
    return bring_up_to_date(store_settings(place), PASSWORD, store.archive)


def queue_of(place: Place) -> Queue:
    return Queue(store_settings(place), PASSWORD)


def duties_of(work: Work, way_out: Transport) -> Duties:
    def nowhere(_mailbox: object) -> object:
        raise AssertionError

    return Duties(work=work, pulse=Pulse(), connect=nowhere, transport=lambda: way_out)  # type: ignore[arg-type]


def until(done: Callable[[], bool], seconds: float = 60.0) -> float:
    """Wait until it is done. Return the seconds that it took."""
    begun = time.monotonic()
    while not done():
        assert time.monotonic() - begun < seconds, "it was not done in time"
        time.sleep(0.05)
    return time.monotonic() - begun
