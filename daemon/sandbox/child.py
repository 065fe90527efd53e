"""One child's whole life: it is shut in, reads its request, works, writes its answer and is gone. It never returns.

Nothing that a child says is trusted on the other side: its answer is bytes of a capped number, decoded into typed values.
"""

from __future__ import annotations

import importlib
import os
import signal
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from daemon.sandbox.budget import Budget
from daemon.sandbox.confine import confine
from daemon.sandbox.level import Level

Entry = Callable[[bytes], bytes]
"""What a child runs: a request in bytes gives an answer in bytes."""

CHANNEL = 3
"""The child's only open file beside the three standard ones, which lead nowhere."""

ANSWER, FAILURE = b"A", b"F"
OUT_OF_MEMORY = 71
"""The exit status of a child that ran out of memory outside of any reader."""

_CHUNK = 1 << 20
_MOST_DESCRIPTORS = 1 << 16
"""The fork server holds a handful. The system's own limit may be a billion, and old C libraries close them one by one."""


def named(entry: str) -> Entry:
    """Return the function called "module:name"."""
    module, _, name = entry.partition(":")
    found: Entry = getattr(importlib.import_module(module), name)
    return found


def also_readable(entry: str) -> list[Path]:
    """Return what this entry's module names as `ALSO_READABLE`: public folders of the system that other work does not need."""
    module = importlib.import_module(entry.partition(":")[0])
    return [Path(each) for each in getattr(module, "ALSO_READABLE", ()) if Path(each).exists()]


def live(channel: int, entry: str, budget: Budget, paths: Sequence[Path]) -> None:
    """Do everything that this process is for, and end it."""
    status = 1
    try:
        _leave_everything_behind(channel)
        work = named(entry)  # imported while files can still be read
        confine(budget, (*paths, *also_readable(entry)))
        status = _answer(work)
    except BaseException:  # noqa: BLE001 - nothing may unwind into the fork server's own frames
        status = 1
    finally:
        os._exit(status)


def level_here(budget: Budget, paths: Sequence[Path]) -> Level:
    """Return how far a child gets shut in, found by shutting one in."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            os.write(writing, msgspec.json.encode(confine(budget, paths)))
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        said = told.read()
    os.waitpid(child, 0)
    return msgspec.json.decode(said, type=Level) if said else Level()


def _leave_everything_behind(channel: int) -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    if channel != CHANNEL:
        if nowhere == CHANNEL:
            nowhere = os.dup(nowhere)
        os.dup2(channel, CHANNEL)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    os.closerange(CHANNEL + 1, _MOST_DESCRIPTORS)
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)


def _answer(work: Entry) -> int:
    try:
        answer, tag = work(_read()), ANSWER
    except MemoryError:
        return OUT_OF_MEMORY
    except Exception as error:  # noqa: BLE001 - told to the other side
        answer, tag = f"{type(error).__name__}: {error}"[:500].encode("utf-8", "replace"), FAILURE
    _write(tag)
    _write(answer)
    return 0


def _read() -> bytes:
    parts: list[bytes] = []
    while part := os.read(CHANNEL, _CHUNK):
        parts.append(part)
    return b"".join(parts)


def _write(content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(CHANNEL, left) :]
