"""Everything that shuts a child in, in the one order that works: limits first, privileges, files, and system calls last."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import struct
from collections.abc import Sequence
from pathlib import Path

from daemon.sandbox import landlock, seccomp
from daemon.sandbox.budget import Budget
from daemon.sandbox.level import Level
from daemon.sandbox.system_calls import number, prctl, syscall

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
_CAPABILITIES_VERSION_3 = 0x20080522
_LIBRARIES = 768 << 20
"""Address space that the loaded readers take, where /proc does not tell."""


def confine(budget: Budget, paths: Sequence[Path]) -> Level:
    """Shut this process in, for good; `paths` stay readable. Return what took hold. Call it in a process of one thread."""
    _first_to_be_shot()
    _limits(budget)
    with contextlib.suppress(OSError):
        prctl(_PR_SET_DUMPABLE, 0)  # nobody of the same user looks into it, or gets a core of a customer's paper
    try:
        prctl(_PR_SET_NO_NEW_PRIVS, 1)
    except OSError:
        _no_files()
        return Level()
    _drop_capabilities()
    level = Level(True, landlock.restrict(paths), seccomp.restrict(os.getpid()))
    if not level.seccomp:
        _no_files()
    return level


def _no_files() -> None:
    """Let no file grow by a byte. Where files cannot even be opened for writing, room is left for files in memory
    (memfd_create(2)): a library that wants a path gets the document under one.
    """
    _limit(resource.RLIMIT_FSIZE, 0, 0)


def die_with(parent: int) -> None:
    """Have the kernel kill this process when its parent dies; leave at once where it is dead already."""
    with contextlib.suppress(OSError):
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def address_space() -> int:
    """Return the bytes of address space that this process has now (proc(5), statm)."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        return _LIBRARIES


def _first_to_be_shot() -> None:
    """Where memory runs out all the same, the kernel takes this process and not the service."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def _limits(budget: Budget) -> None:
    """Set the resource limits (getrlimit(2)); soft and hard alike, since nothing may raise them again."""
    memory = address_space() + budget.memory_bytes
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # writing fails with EFBIG instead
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    for limit, value in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, budget.document_bytes),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, budget.open_files),
    ):
        _limit(limit, value, value)
    _limit(resource.RLIMIT_CPU, budget.cpu_seconds, budget.cpu_seconds + 2)


def _limit(limit: int, soft: int, hard: int) -> None:
    _, ceiling = resource.getrlimit(limit)
    if ceiling != resource.RLIM_INFINITY:
        soft, hard = min(soft, ceiling), min(hard, ceiling)
    resource.setrlimit(limit, (soft, hard))


def _drop_capabilities() -> None:
    """Give up what root may do beyond others (capset(2)); somebody else has nothing to give up."""
    call = number("capset")
    if call is None:
        return
    head = ctypes.create_string_buffer(struct.pack("=Ii", _CAPABILITIES_VERSION_3, 0))
    none = ctypes.create_string_buffer(struct.pack("=6I", 0, 0, 0, 0, 0, 0))
    with contextlib.suppress(OSError):
        syscall(call, head, none)
