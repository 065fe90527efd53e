"""The one place of the program that catches everything: whoever works for many mails must outlive a fault in one of them.

A failure of the world (disk, database, server) is nobody's fault and passes through, to the loop that waits and goes on.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from daemon.pipeline.retry import is_failure_of_the_world


@dataclass(frozen=True, slots=True)
class Crash:
    """What an action died of. `error` names the fault and where it happened, and may be logged; `trace` may quote the paper
    and is for staff alone.
    """

    error: str
    trace: str


def attempted(action: Callable[[], object]) -> Crash | None:
    """Run `action`. Return what it died of, None where it did not; failures of the world are raised."""
    try:
        action()
    except Exception as error:
        if is_failure_of_the_world(error):
            raise
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(last.filename).name}:{last.lineno}"
        return Crash(f"{type(error).__name__} at {where}", traceback.format_exc())
    return None
