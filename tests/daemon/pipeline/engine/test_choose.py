"""The configuration names the engine."""

from __future__ import annotations

from daemon.observe.health import Pulse
from daemon.pipeline.engine.base import Duties
from daemon.pipeline.engine.choose import choose
from daemon.pipeline.engine.local import LocalEngine
from daemon.pipeline.work import Work
from daemon.store import Store
from tests.support.house import House


def test_one_process_does_everything_where_nothing_else_is_said(house: House, store: Store) -> None:
    duties = Duties(work=Work(house.settings, store), pulse=Pulse(), connect=str, transport=str)  # type: ignore[arg-type]
    assert isinstance(choose(house.settings, duties, str), LocalEngine)
