"""Which engine serves which `kind`."""

from __future__ import annotations

from daemon.config.settings import Engine as Settings
from daemon.pipeline.engine.base import Duties, Engine
from daemon.pipeline.engine.local import LocalEngine


def choose(settings: Settings, duties: Duties) -> Engine:
    """Return the engine that the configuration names."""
    del settings
    return LocalEngine(duties)
