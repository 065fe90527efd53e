"""The service: mails in, steps, replies out. `run_once` handles what is there; `run_forever` watches until it is told to stop.

Which thread or machine does what is for an engine to say (daemon/pipeline/engine/). They meet only in the store, so any of them
may die at any moment.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Mapping

from daemon.config.settings import Mailbox, Settings
from daemon.mail.signatures import LookUp, txt_record
from daemon.mailboxes.base import MailboxConnection, MailboxError, PermanentMailboxError
from daemon.mailboxes.connect import connect
from daemon.observe import events
from daemon.observe.health import Pulse
from daemon.observe.logs import logger
from daemon.outgoing.base import Transport
from daemon.outgoing.connect import transport
from daemon.pipeline.attempt import attempted
from daemon.pipeline.desk import PipelineDesk
from daemon.pipeline.engine.base import Duties
from daemon.pipeline.engine.choose import choose
from daemon.pipeline.engine.local import LocalEngine
from daemon.pipeline.evidence import AtTimes, look_for_copies, look_into_sent
from daemon.pipeline.laid_drafts import look_for_lost, tend
from daemon.pipeline.loops import Loop
from daemon.pipeline.receive import receive
from daemon.pipeline.retry import trying_again
from daemon.pipeline.send import send_due
from daemon.pipeline.settle import settle
from daemon.pipeline.summary import CaseSummary, summaries
from daemon.pipeline.work import Read, Work, no_step, utc_now
from daemon.pipeline.worker import work_one
from daemon.sandbox.apart import recognise_each
from daemon.store import Store, StoreInUse
from daemon.store.database import warn_of_old_sqlite

log = logger("pipeline.service")

ONCE_ATTEMPTS = 3
"""How often `run_once` tries a mailbox that fails for the moment."""

HELD_SECONDS = 5.0
"""How often the service looks whether it still holds the store."""

STOP_SECONDS = 60.0
"""How long a stop waits for the step in hand."""


class Service:
    """One service on one store. `secret` gives the credential of a name; `clock` the moment; `beside` names what else is done again
    and again, each in a thread of its own; `on_step`, `read` and `look_up` are for tests.
    """

    def __init__(
        self,
        settings: Settings,
        store: Store,
        secret: Callable[[str], str],
        *,
        clock: Callable[[], dt.datetime] = utc_now,
        on_step: Callable[[str], None] = no_step,
        read: Read = recognise_each,
        look_up: LookUp = txt_record,
        beside: Mapping[str, Callable[[], None]] | None = None,
    ) -> None:
        self.settings = settings
        self.store = store
        self.troubles: tuple[str, ...] = ()
        self._secret = secret
        self._beside = beside or {}
        self._pulse = Pulse()
        self._work = Work(settings=settings, store=store, clock=clock, on_step=on_step, read=read, look_up=look_up)

    @property
    def desk(self) -> PipelineDesk:
        """What a person may do with a case, on the means of this service."""
        return PipelineDesk(self._work)

    def run_once(self) -> list[CaseSummary]:
        """Handle all that lies in the mailboxes now, and return what became of it.

        A mailbox that cannot be reached does not keep the others waiting; `troubles` then says what failed. Raises
        `StoreInUse` where another service works on this store.
        """
        self.troubles = ()
        engine = LocalEngine(self._duties())
        with engine.holding():
            engine.recover()
            touched: set[int] = set()
            for mailbox in self.settings.mailboxes:
                self._visit(mailbox, lambda m, c: touched.update(self._receive(m, c)))
            while (message := work_one(self._work)) is not None:
                touched.add(message)
            way_out = self._transport()
            send_due(self._work, way_out)
            look_for_copies(self._work)
            AtTimes(self._work, way_out).once()
            for mailbox in self.settings.mailboxes:
                self._visit(mailbox, self._settle)
            return summaries(self.store, touched)

    def run_forever(self, stop: threading.Event, ready: Callable[[], None] = lambda: None) -> None:
        """Watch every mailbox until `stop` is set; the step in hand is finished. `ready` is called when the loops run.

        Raises `StoreInUse` where another service works on this store, or may since the hold on it was lost.
        """
        warn_of_old_sqlite()
        engine = choose(self.settings, self._duties(), self._secret)
        with engine.holding() as stands:
            engine.recover()
            loops = engine.loops(stop)
            loops += [Loop(name, once, stop, self._pulse) for name, once in self._beside.items()]
            for loop in loops:
                loop.start()
            log.info(
                events.SERVICE_STARTED,
                mailboxes=len(self.settings.mailboxes),
                mode=self.settings.policy.mode,
                audit=self.store.audit.end(),
            )
            ready()
            while not stop.wait(HELD_SECONDS) and stands():
                pass
            lost = not stop.is_set()
            stop.set()
            because = "the hold on the store was lost" if lost else "a stop was asked for"
            log.info(events.SERVICE_STOPPING, because=because)
            for loop in loops:
                loop.wake()
            for loop in loops:
                loop.thread.join(STOP_SECONDS)
            log.info(events.SERVICE_STOPPED)
            if lost:
                raise StoreInUse(
                    f"The connection that held the store at {self.store.place} was lost: start the service again."
                )

    def silent(self) -> list[str]:
        """Return the loops that have given no sign of life within the time they promised; for the watchdog."""
        return self._pulse.silent()

    def _duties(self) -> Duties:
        return Duties(work=self._work, pulse=self._pulse, connect=self._connect, transport=self._transport)

    def _transport(self) -> Transport:
        return transport(self.settings.outgoing, self._secret)

    def _connect(self, mailbox: Mailbox) -> MailboxConnection:
        return connect(mailbox, self._secret, self.store.directory)

    def _visit(self, mailbox: Mailbox, errand: Callable[[Mailbox, MailboxConnection], object]) -> None:
        """Open one connection for one errand; what fails for good is noted in `troubles`."""
        refusals: list[MailboxError] = []

        def visiting() -> None:
            try:
                with self._connect(mailbox) as connection:
                    errand(mailbox, connection)
            except PermanentMailboxError as error:
                refusals.append(error)

        def failed(error: BaseException, seconds: float) -> None:
            log.warning(events.MAILBOX_FAILED, mailbox=mailbox.name, error=str(error), retry_seconds=round(seconds, 1))

        try:
            crash = attempted(lambda: trying_again(threading.Event(), failed, attempts=ONCE_ATTEMPTS)(visiting))
        except MailboxError as error:
            refusals.append(error)
            crash = None
        for refusal in refusals:
            event = events.MAILBOX_REFUSED if isinstance(refusal, PermanentMailboxError) else events.MAILBOX_FAILED
            log.warning(event, mailbox=mailbox.name, error=str(refusal))
            self._note(f"{mailbox.name}: {refusal}")
        if crash is not None:
            log.error(events.LOOP_FAILED, loop=f"mailbox-{mailbox.name}", error=crash.error, retry_seconds=0)
            self._note(f"{mailbox.name}: our own fault, {crash.error}")

    def _receive(self, mailbox: Mailbox, connection: MailboxConnection) -> list[int]:
        received = receive(self._work, mailbox, connection)
        tend(self._work, mailbox, connection)  # what was approved since may leave in this very round
        return received

    def _settle(self, mailbox: Mailbox, connection: MailboxConnection) -> None:
        look_for_lost(self._work, mailbox, connection)
        look_into_sent(self._work, mailbox.name, connection)
        settle(self._work, mailbox.name, connection)
        tend(self._work, mailbox, connection)

    def _note(self, trouble: str) -> None:
        self.troubles = tuple(dict.fromkeys((*self.troubles, trouble)))
