"""The contract of an engine. It decides who does which step next, and nothing else: the tables of the store are the truth, a step is
claimed in them before it begins, and whatever an engine forgets or does twice changes no result.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from daemon.config.settings import Mailbox
from daemon.mailboxes.base import MailboxConnection
from daemon.observe.health import Pulse
from daemon.outgoing.base import Transport
from daemon.pipeline.loops import Loop
from daemon.pipeline.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    """What a service is able to do, for an engine to say when and in which thread."""

    work: Work
    pulse: Pulse
    connect: Callable[[Mailbox], MailboxConnection]
    transport: Callable[[], Transport]


class Engine(Protocol):
    """Who does which step next."""

    def holding(self) -> AbstractContextManager[Callable[[], bool]]:
        """Hold the store while the service runs. Raises `StoreInUse`. Give what tells whether the hold still stands."""

    def recover(self) -> None:
        """Put right what a death left behind. Only while the store is held."""

    def loops(self, stop: threading.Event) -> list[Loop]:
        """Return what is to run until `stop`, each in a thread of its own."""
