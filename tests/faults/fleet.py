"""Services that share the store of a scene, each in a process of its own, started and killed one by one."""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Self

from daemon.store import Store
from tests.faults.killing import OnStep, ended
from tests.faults.scenes import Scene
from tests.support.sharing import migrate_queue, shared


@dataclass
class Service:
    """One process. `wait` and `kill` return its exit code, negative for a signal."""

    pid: int
    code: int | None = None

    def wait(self) -> int:
        if self.code is None:
            self.code = ended(self.pid)
        return self.code

    def kill(self, number: int = signal.SIGKILL) -> int:
        if self.code is None:
            os.kill(self.pid, number)
        return self.wait()


class Fleet:
    """The services of one scene, whose `store` is open for looks."""

    def __init__(self, scene: Scene, directory: Path, store: Store) -> None:
        self.scene = scene
        self.store = store
        self._directory = directory
        self._settings = scene.settings
        self._served: list[Service] = []

    @classmethod
    @contextlib.contextmanager
    def over(cls, scene: Scene, directory: Path) -> Iterator[Self]:
        """Give a fleet without a service yet; whoever lives at the end is killed."""
        with scene.looking() as store:
            migrate_queue(scene.place, store)
            fleet = cls(scene, directory, store)
            try:
                yield fleet
            finally:
                for service in fleet._served:
                    service.kill()

    def start(self, *roles: str, on_step: OnStep | None = None) -> Service:
        """Start a service with these roles."""
        child = os.fork()
        if child:
            self._served.append(Service(child))
            return self._served[-1]
        status = 1
        try:
            with contextlib.suppress(BaseException):
                stop = threading.Event()
                signal.signal(signal.SIGTERM, lambda *_: stop.set())
                self.scene.settings = shared(self._settings, self.scene.place, *roles)
                made = self.scene.service(self.scene.place.open(), on_step or _Lingering(self._directory))
                made.run_forever(stop)
                status = 0
        finally:
            os._exit(status)

    def end(self) -> list[int]:
        """Ask whoever lives to end. Return the exit codes."""
        return [service.kill(signal.SIGTERM) for service in self._served if service.code is None]

    def deliver(self, content: bytes) -> None:
        self.scene.deliver(content, f"m{len(self.scene.delivered)}")

    def watched(self) -> bool:
        """Whether the mailbox was looked at."""
        (mailbox,) = self._settings.mailboxes
        return self.store.messages.progress(mailbox.name, mailbox.folder) is not None

    def at_rest(self, mails: int, *, or_stuck: bool = False) -> bool:
        """Whether each of so many mails has its outcome, and the mailbox shows it; `or_stuck`: or died three times in one step."""
        cases, replies = self.store.cases.counts(), self.store.outbox.counts()
        if sum(cases.values()) != mails or not {"done", "waiting", *(["stuck"] if or_stuck else [])} >= set(cases):
            return False
        (mailbox,) = self._settings.mailboxes
        shown = not (self.store.messages.to_settle(mailbox.name) or self.store.outbox.to_copy(mailbox.name))
        return shown and {"sent", "uncertain"} >= set(replies)

    def fetched_at_once(self) -> bool:
        """Whether two services ever fetched a mail of the mailbox at the same time."""
        return (self._directory / "fetched at once").exists()


class _Lingering:
    """Makes the moments longer in which a death matters most, and notes where a mail is fetched while another process fetches one."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._held: IO[str] | None = None

    def __call__(self, step: str) -> None:
        if step == "receive:fetched":
            self._held = (self._directory / "fetching").open("w")
            try:
                fcntl.flock(self._held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                (self._directory / "fetched at once").touch()
            time.sleep(0.01)
        elif step == "receive:recorded" and self._held is not None:
            self._held.close()
        elif step in {"send:sending", "send:accepted", "message:claimed", "case:claimed"}:
            time.sleep(0.03)
