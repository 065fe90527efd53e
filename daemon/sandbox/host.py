"""The service's side of the sandbox: starts the fork server, gives each job a child, and stops what takes too long.

A job's child is killed at its deadline, when its answer grows too large, or when whoever waits for it goes away. A fork server
that died is started anew for the next job.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import selectors
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

import daemon
import parsers
import rules
from daemon.observe import events
from daemon.observe.logs import logger
from daemon.sandbox.budget import Budget
from daemon.sandbox.child import ANSWER, OUT_OF_MEMORY
from daemon.sandbox.entries import WARM_UP
from daemon.sandbox.fork_server import Ended, Order, Ready
from daemon.sandbox.level import Level

log = logger("sandbox")

_STARTING = 180.0
"""Seconds within which the readers must be loaded; it takes two or three on an idle machine."""
_AT_ONCE = 2
"""Jobs that may run at the same time: each may take a gigabyte."""
_CHUNK = 1 << 18
_MUCH = 0.4
"""A child that crashed holding more than this share of its memory has most likely run out of it."""
_COMMAND = (
    "import sys; sys.path[:] = sys.argv[3].split('\\n'); "
    "from daemon.sandbox.fork_server import serve; serve(int(sys.argv[1]), sys.argv[2], sys.argv[4:])"
)
_KEPT = ("LD_LIBRARY_PATH", "TZ", "SYSTEMROOT")


class SandboxError(Exception):
    """The sandbox itself does not work on this machine; the message is one sentence that says why."""


class _ServerLostError(Exception):
    """The fork server went away under a job."""


class Fate(StrEnum):
    """What became of a child."""

    ANSWERED = "answered"
    FAILED = "failed"  # its work raised; `content` says what
    TOO_SLOW = "too_slow"
    OUT_OF_MEMORY = "out_of_memory"
    TOO_MUCH_SAID = "too_much_said"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A child's fate, and what it said."""

    fate: Fate
    content: bytes = b""
    detail: str = ""


class Sandbox:
    """A fork server and its children. Safe to use from any thread; started at the first job, or by `start`."""

    def __init__(self, preload: str = WARM_UP) -> None:
        self._preload = preload
        self._lock = threading.Lock()
        self._slots = threading.BoundedSemaphore(_AT_ONCE)
        self._process: subprocess.Popen[bytes] | None = None
        self._orders: socket.socket | None = None
        self._level: Level | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Start the fork server without waiting for it, so that it loads while others do something else."""
        with self._lock:
            self._started()

    def level(self) -> Level:
        """Return how far a child is shut in on this machine. Raises `SandboxError`."""
        with self._lock:
            return self._ready()[1]

    def run(self, entry: str, request: bytes, budget: Budget) -> Outcome:
        """Run `entry` ("module:function", bytes to bytes) in a child of its own. Raises `SandboxError`."""
        with self._slots:
            for _ in range(2):
                try:
                    return self._run(entry, request, budget)
                except _ServerLostError:
                    self.close()
        return Outcome(Fate.CRASHED, detail="the process that reads files was ended from outside, twice")

    def close(self) -> None:
        """End the fork server, and with it every child."""
        with self._lock:
            if self._orders is not None:
                self._orders.close()
            if self._process is not None:
                try:
                    self._process.wait(5)
                except subprocess.TimeoutExpired:
                    self._process.kill()
                    self._process.wait()
            self._process = self._orders = self._level = None

    def after_fork(self) -> None:
        """Make this sandbox good for a forked copy of its process. A fork server that is ready serves both: each order brings
        its own sockets. One that is not has a single readiness to tell.
        """
        self._lock = threading.Lock()
        self._slots = threading.BoundedSemaphore(_AT_ONCE)
        self._process = None
        if self._level is None and self._orders is not None:
            self._orders.close()
            self._orders = None

    def _started(self) -> socket.socket:
        if self._process is not None and self._process.poll() is not None and self._orders is not None:
            self._orders.close()
            self._process = self._orders = self._level = None
        if self._orders is None:
            ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            packages = [str(Path(package.__path__[0])) for package in (daemon, parsers, rules)]
            folders = "\n".join(path for path in map(os.path.abspath, sys.path) if "\n" not in path)
            arguments = ["-s", "-P", "-B", "-c", _COMMAND, str(theirs.fileno()), self._preload, folders, *packages]
            try:
                self._process = subprocess.Popen(  # noqa: S603 - our own interpreter
                    [sys.executable, *arguments],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    cwd="/",
                    env=_environment(),
                    pass_fds=(theirs.fileno(),),
                    start_new_session=True,
                )
            except OSError as error:
                ours.close()
                raise SandboxError(f"The process that reads files cannot be started: {error.strerror}.") from error
            finally:
                theirs.close()
            self._orders = ours
        return self._orders

    def _ready(self) -> tuple[socket.socket, Level]:
        orders = self._started()
        if self._level is None:
            orders.settimeout(_STARTING)
            try:
                said = orders.recv(1 << 16)
            except OSError as error:
                raise SandboxError("The process that reads files did not start in time.") from error
            ready = msgspec.json.decode(said, type=Ready) if said else Ready(error="it ended at once")
            if ready.error:
                raise SandboxError(f"The process that reads files cannot start: {ready.error}.")
            self._level = ready.level
            log.info(events.SANDBOX_READY, fence=str(ready.level), full=ready.level.full)
        return orders, self._level

    def _run(self, entry: str, request: bytes, budget: Budget) -> Outcome:
        channel, theirs = socket.socketpair()
        notice, told = socket.socketpair()
        with channel, notice:
            try:
                with self._lock:
                    orders, _ = self._ready()
                    order = msgspec.json.encode(Order(entry, budget))
                    socket.send_fds(orders, [order], [theirs.fileno(), told.fileno()])
            except OSError as error:
                raise _ServerLostError from error
            finally:
                theirs.close()
                told.close()
            return _Job(channel, notice, request, budget).outcome()


class _Job:
    """One child's conversation: the request out, the answer in, and how it ended."""

    def __init__(self, channel: socket.socket, notice: socket.socket, request: bytes, budget: Budget) -> None:
        self._channel = channel
        self._notice = notice
        self._left = memoryview(request)
        self._budget = budget
        self._answer = bytearray()
        self._deadline = time.monotonic() + budget.seconds

    def outcome(self) -> Outcome:
        """Return how it went. Raises `_ServerLostError`."""
        self._channel.setblocking(False)
        with selectors.DefaultSelector() as waiting:
            waiting.register(self._channel, selectors.EVENT_READ | selectors.EVENT_WRITE)
            while True:
                left = self._deadline - time.monotonic()
                ready = waiting.select(left) if left > 0 else []
                if not ready:
                    return Outcome(Fate.TOO_SLOW)
                for _, what in ready:
                    if what & selectors.EVENT_WRITE and not self._send():
                        waiting.modify(self._channel, selectors.EVENT_READ)
                if any(what & selectors.EVENT_READ for _, what in ready) and not self._receive():
                    break
                if len(self._answer) > self._budget.answer_bytes:
                    return Outcome(Fate.TOO_MUCH_SAID)
        return self._ended()

    def _send(self) -> bool:
        """Send a piece of the request; return False once all is sent, or nobody reads it any more."""
        try:
            self._left = self._left[self._channel.send(self._left[:_CHUNK]) :]
        except BlockingIOError:
            return True
        except OSError:
            return False  # the child is gone; its notice says how
        if self._left:
            return True
        self._channel.shutdown(socket.SHUT_WR)
        return False

    def _receive(self) -> bool:
        try:
            piece = self._channel.recv(_CHUNK)
        except BlockingIOError:
            return True
        except OSError:
            return False
        self._answer += piece
        return bool(piece)

    def _ended(self) -> Outcome:
        self._notice.settimeout(max(0.1, self._deadline - time.monotonic()))
        try:
            said = self._notice.recv(4096)
        except TimeoutError:
            return Outcome(Fate.TOO_SLOW)  # it closed its channel and lives on
        except OSError as error:
            raise _ServerLostError from error
        if not said:
            raise _ServerLostError
        return self._fate(msgspec.json.decode(said, type=Ended))

    def _fate(self, ended: Ended) -> Outcome:
        tag, content = bytes(self._answer[:1]), bytes(self._answer[1:])
        status = os.waitstatus_to_exitcode(ended.status)
        if status == 0 and tag:
            if tag == ANSWER:
                return Outcome(Fate.ANSWERED, content)
            return Outcome(Fate.FAILED, content, content.decode("utf-8", "replace"))
        if status == OUT_OF_MEMORY:
            return Outcome(Fate.OUT_OF_MEMORY)
        if status == -signal.SIGXCPU or (status < 0 and ended.cpu_seconds >= self._budget.cpu_seconds):
            return Outcome(Fate.TOO_SLOW)
        if status < 0 and ended.memory_bytes > _MUCH * self._budget.memory_bytes:
            return Outcome(Fate.OUT_OF_MEMORY)
        how = f"signal {signal.Signals(-status).name}" if status < 0 else f"exit status {status}"
        return Outcome(Fate.CRASHED, detail=how)


def _environment() -> dict[str, str]:
    """Return all that the fork server gets to know: no name, path or secret of the service. Same bytes, same result."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    threads = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {
        **kept,
        **threads,
        "LANG": "C.UTF-8",
        "PATH": "/usr/bin:/bin",
        "HOME": "/nonexistent",
        "PYTHONHASHSEED": "0",
    }


_shared = Sandbox()


def shared() -> Sandbox:
    """Return this process's sandbox."""
    return _shared


def _close_shared() -> None:
    with contextlib.suppress(Exception):
        _shared.close()


atexit.register(_close_shared)
os.register_at_fork(after_in_child=_shared.after_fork)
