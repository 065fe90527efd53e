"""The process that forks the children: readers loaded once, nothing of the service in it, one thread, one loop.

It is no copy of the service but a fresh interpreter with an empty environment, so that no password, token or connection of
the service is in its memory; its children are copies of it. It handles no stranger's byte itself, and it goes when its
socket closes.
"""

from __future__ import annotations

import contextlib
import gc
import os
import resource
import selectors
import signal
import socket
from collections.abc import Sequence
from pathlib import Path

import msgspec

from daemon.sandbox.budget import ONE_DOCUMENT, Budget
from daemon.sandbox.child import level_here, live, named
from daemon.sandbox.confine import die_with
from daemon.sandbox.landlock import readable
from daemon.sandbox.level import Level

LONGEST_ORDER = 4096


class Order(msgspec.Struct, frozen=True):
    """One child wanted. With it come two sockets: the child's channel, and the one on which its end is told."""

    entry: str
    budget: Budget


class Ready(msgspec.Struct, frozen=True):
    """What the server says once it has loaded everything; `error` where it could not."""

    level: Level = Level()
    error: str = ""


class Ended(msgspec.Struct, frozen=True):
    """How a child ended: its wait status, seconds of CPU, and the most memory beyond what the loaded readers take."""

    status: int
    cpu_seconds: float
    memory_bytes: int


def serve(descriptor: int, preload: str, packages: Sequence[str]) -> None:
    """Serve until the other side closes the socket. `preload` ("module:function") is called once, before the first child."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # A stop is for the service to heed: it finishes the document in hand, and for this it needs us.
        signal.signal(number, signal.SIG_IGN)
    with socket.socket(fileno=descriptor) as orders:
        try:
            named(preload)(b"")
            paths = readable(Path(package) for package in packages)
            gc.collect()
            gc.freeze()  # children never write to these pages, so that they stay shared
            level = level_here(ONE_DOCUMENT, paths)
        except Exception as error:  # noqa: BLE001 - told to the other side, which can say it to a person
            orders.send(msgspec.json.encode(Ready(error=f"{type(error).__name__}: {error}"[:1000])))
            return
        orders.send(msgspec.json.encode(Ready(level)))
        _Nursery(orders, paths).run()


class _Nursery:
    """The children that live, each with the socket on which its end is told."""

    def __init__(self, orders: socket.socket, paths: Sequence[Path]) -> None:
        self._orders = orders
        self._paths = paths
        self._children: dict[int, socket.socket] = {}
        self._memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        self._open = selectors.DefaultSelector()
        self._bell, self._rung = os.pipe()
        os.set_blocking(self._rung, False)
        os.set_blocking(self._bell, False)

    def run(self) -> None:
        signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
        signal.set_wakeup_fd(self._rung, warn_on_full_buffer=False)
        self._open.register(self._orders, selectors.EVENT_READ, None)
        self._open.register(self._bell, selectors.EVENT_READ, None)
        while True:
            for key, _ in self._open.select():
                if key.fileobj is self._orders:
                    if not self._take_order():
                        return  # whoever asked is gone; the children die with this process
                elif key.fileobj == self._bell:
                    with contextlib.suppress(BlockingIOError):
                        os.read(self._bell, 4096)
                elif isinstance(key.data, int) and key.data in self._children:
                    self._kill(key.data)
            self._reap()

    def _take_order(self) -> bool:
        message, descriptors, _, _ = socket.recv_fds(self._orders, LONGEST_ORDER, 2)
        if not message:
            return False
        channel, notice = descriptors
        order = msgspec.json.decode(message, type=Order)
        me = os.getpid()
        child = os.fork()
        if child == 0:
            die_with(me)
            live(channel, order.entry, order.budget, self._paths)
        os.close(channel)
        told = socket.socket(fileno=notice)
        self._children[child] = told
        self._open.register(told, selectors.EVENT_READ, child)
        return True

    def _kill(self, child: int) -> None:
        """The other side closed its end: nobody waits for this child any more."""
        self._open.unregister(self._children[child])
        os.kill(child, signal.SIGKILL)

    def _reap(self) -> None:
        while self._children:
            child, status, used = os.wait4(-1, os.WNOHANG)
            if child == 0:
                return
            told = self._children.pop(child)
            with contextlib.suppress(KeyError):
                self._open.unregister(told)
            memory = max(0, used.ru_maxrss - self._memory) * 1024
            with told, contextlib.suppress(OSError):
                told.send(msgspec.json.encode(Ended(status, used.ru_utime + used.ru_stime, memory)))
