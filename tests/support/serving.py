"""A service that runs while a test looks at it from outside, and patience."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from daemon.pipeline.service import Service


@contextmanager
def serving(service: Service) -> Iterator[Service]:
    """Run the service until the block ends; it must stop by itself then."""
    stop, ready = threading.Event(), threading.Event()
    thread = threading.Thread(target=service.run_forever, args=(stop, ready.set))
    thread.start()
    try:
        assert ready.wait(30)
        yield service
    finally:
        stop.set()
        thread.join(60)
    assert not thread.is_alive(), "the service did not stop"


def until(holds: Callable[[], bool], seconds: float = 90.0) -> None:
    """Wait until `holds()`; the bound only keeps a failing test from hanging."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came to be"
        time.sleep(0.05)
