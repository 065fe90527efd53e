"""One mailbox watched over one connection: what is new is taken in, what was decided is shown, then the server's hint is awaited."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable

from daemon.config.settings import Mailbox
from daemon.mailboxes.base import MailboxConnection, PermanentMailboxError, TemporaryMailboxError
from daemon.observe import events
from daemon.observe.logs import logger
from daemon.pipeline.evidence import LOOK_EVERY, look_into_sent
from daemon.pipeline.laid_drafts import look_for_lost, tend, urgent
from daemon.pipeline.receive import receive
from daemon.pipeline.retry import FIRST_WAIT, REFUSED_WAIT, asked_to_wait
from daemon.pipeline.settle import settle, unsettled
from daemon.pipeline.work import Work

log = logger("pipeline.watch")

HINT_SECONDS = 5.0
"""The longest single wait for a hint, so that a stop is followed within seconds."""

BUSY_SECONDS = 1.0
"""The wait while a reply of this mailbox is on its way, so that the mail is marked soon after."""

BREATH = 0.2
"""Between two looks, so that a server whose hints are false cannot keep us spinning."""


class Watcher:
    """Watches one mailbox. `connect` opens a fresh connection; `received` is called when mails came in, with their numbers; `may`
    tells whether the mailbox is still this watcher's.
    """

    def __init__(
        self,
        work: Work,
        mailbox: Mailbox,
        *,
        connect: Callable[[], MailboxConnection],
        stop: threading.Event,
        received: Callable[[list[int]], object],
        beat: Callable[[], None],
        may: Callable[[], bool] = lambda: True,
    ) -> None:
        self._work = work
        self._mailbox = mailbox
        self._connect = connect
        self._stop = stop
        self._received = received
        self._may = may
        self._beat = beat
        self._refusal = ""
        self._looked_for_evidence = -math.inf

    def attend(self) -> None:
        """Live through one connection. A failure before the first look is raised for the retry policy to wait longer each time."""
        looked = False
        try:
            with self._connect() as connection:
                log.info(events.MAILBOX_CONNECTED, mailbox=self._mailbox.name)
                self._refusal = ""
                while not self._stop.is_set() and self._may():
                    self._look(connection)
                    looked = True
                    self._await(connection)
        except PermanentMailboxError as error:
            self._refused(error)
        except TemporaryMailboxError as error:
            if not looked:
                raise
            pause = max(FIRST_WAIT, asked_to_wait(error))
            log.warning(events.MAILBOX_FAILED, mailbox=self._mailbox.name, error=str(error), retry_seconds=pause)
            self._stop.wait(pause)

    def _look(self, connection: MailboxConnection) -> None:
        self._beat()
        if received := receive(self._work, self._mailbox, connection):
            self._received(received)
        if time.monotonic() - self._looked_for_evidence >= LOOK_EVERY:
            self._looked_for_evidence = time.monotonic()
            look_for_lost(self._work, self._mailbox, connection)
            look_into_sent(self._work, self._mailbox.name, connection)
        settle(self._work, self._mailbox.name, connection)
        tend(self._work, self._mailbox, connection)

    def _await(self, connection: MailboxConnection) -> None:
        """Return when the server hints at new mail or the time for a look of our own has come."""
        end = time.monotonic() + self._mailbox.poll_seconds
        while not self._stop.wait(BREATH) and (left := end - time.monotonic()) > 0:
            self._beat()
            longest = BUSY_SECONDS if unsettled(self._work, self._mailbox.name) else HINT_SECONDS
            if connection.wait(min(left, longest)) or not self._may():
                return
            settle(self._work, self._mailbox.name, connection)
            if urgent(self._work, self._mailbox):
                tend(self._work, self._mailbox, connection)

    def _refused(self, error: PermanentMailboxError) -> None:
        """Say once that somebody must change something, and look again every ten minutes whether they did."""
        if str(error) != self._refusal:
            log.error(events.MAILBOX_REFUSED, mailbox=self._mailbox.name, error=str(error))
            self._refusal = str(error)
        self._beat()
        self._stop.wait(REFUSED_WAIT)
