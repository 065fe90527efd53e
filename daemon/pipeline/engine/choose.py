"""Which engine serves which `kind`."""

from __future__ import annotations

from collections.abc import Callable

from daemon.config.settings import Settings
from daemon.pipeline.engine.base import Duties, Engine
from daemon.pipeline.engine.local import LocalEngine
from daemon.store import StoreRefused


def choose(settings: Settings, duties: Duties, secret: Callable[[str], str]) -> Engine:
    """Return the engine that the configuration names. Raises `StoreRefused` where an extra is missing for it."""
    if settings.engine.kind == "local":
        return LocalEngine(duties)
    try:
        # An optional extra.
        from daemon.pipeline.engine.procrastinate import SharingEngine  # noqa: PLC0415
        from daemon.pipeline.engine.queue import Queue  # noqa: PLC0415
    except ImportError:
        raise StoreRefused("engine.kind = \"procrastinate\" needs an extra: pip install 'tieout[machines]'.") from None
    password = secret(settings.store.credential) if settings.store.credential else ""
    return SharingEngine(duties, Queue(settings.store, password))
