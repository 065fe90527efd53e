"""The engine of several services, on one machine or many, that share one store on a PostgreSQL server.

A service has roles. A watcher takes a mailbox's mails in; one service watches each mailbox, and another takes over when it is gone.
Workers read mails and bring their cases to rest; senders send. What waits is told by a queue (daemon/pipeline/engine/queue.py); that
nothing is forgotten is seen to by the sweep (daemon/pipeline/engine/sweep.py).

Who is gone shows by a connection to the server that each holds: it ends with the process, whatever that died of.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial

from sqlalchemy.exc import OperationalError

from daemon.config.settings import Mailbox
from daemon.observe import events
from daemon.observe.logs import logger
from daemon.outgoing.base import Transport
from daemon.pipeline.attempt import attempted
from daemon.pipeline.engine.base import Duties
from daemon.pipeline.engine.queue import CASE, READ, SEND, Duty, Job, Queue
from daemon.pipeline.engine.queue_schema import require
from daemon.pipeline.engine.sweep import Sweeping, sending
from daemon.pipeline.evidence import AtTimes, look_for_copies
from daemon.pipeline.loops import PROMISE, Loop
from daemon.pipeline.retry import is_failure_of_the_world
from daemon.pipeline.send import abandoned, send_guarded
from daemon.pipeline.watch import Watcher
from daemon.pipeline.worker import STEPS, give_back, put_down, taken_up, work_case, work_message
from daemon.store.advisory_locks import Hold
from daemon.store.outbox import Reply
from daemon.store.states import ReplyState
from daemon.store.workers import name_of

log = logger("pipeline.engine")

TURN_SECONDS = 1.0
"""How often a service that could watch a mailbox looks whether its turn has come."""

TELL_AGAIN_SECONDS = 1.0
"""Between two tries to record what a server said of a reply."""

LONGEST_PAUSE = 60.0
"""Between two tries while the world fails."""


class SharingEngine:
    """One of the services that share a store."""

    def __init__(self, duties: Duties, queue: Queue) -> None:
        self._duties = duties
        self._work = duties.work
        self._settings = duties.work.settings.engine
        self._queue = queue

    @contextmanager
    def holding(self) -> Iterator[Callable[[], bool]]:
        """Hold the store together with the others. Raises `StoreInUse`, and `StoreRefused` where queue or archive are not the shared ones."""
        store = self._work.store
        require(store.database, store.archive, store.directory / "archive")
        with store.together() as hold, self._queue.opened():
            self._work.worker = name_of(hold)
            yield hold.stands

    def recover(self) -> None:
        """Do nothing: what deaths left behind, each round of the sweep puts right, of this service and of others."""

    def loops(self, stop: threading.Event) -> list[Loop]:
        pulse, roles, found = self._duties.pulse, self._settings.roles, []
        if "send" in roles:
            found += [Loop("sender", Sending(self._duties, self._queue, stop).once, stop, pulse)]
            found += [Loop("evidence", self._looking(), stop, pulse)]
        if "work" in roles:
            found += [Loop("worker", Working(self._duties, self._queue, stop).once, stop, pulse)]
        if "watch" in roles:
            found += [self._watching(mailbox, stop) for mailbox in self._work.settings.mailboxes]
        sweeping = Sweeping(self._work, self._queue, self._settings, stop, partial(pulse.beat, "sweep", PROMISE))
        return [*found, Loop("sweep", sweeping.once, stop, pulse)]

    def _looking(self) -> Callable[[], None]:
        look = AtTimes(self._work, self._duties.transport())

        def once() -> None:
            look_for_copies(self._work)
            look.once()

        return once

    def _watching(self, mailbox: Mailbox, stop: threading.Event) -> Loop:
        return Loop(
            f"mailbox-{mailbox.name}", Turn(self._duties, self._queue, mailbox, stop).once, stop, self._duties.pulse
        )


class Turn:
    """One of several that could watch a mailbox: waits for its turn, and watches while it holds it."""

    def __init__(self, duties: Duties, queue: Queue, mailbox: Mailbox, stop: threading.Event) -> None:
        self._duties = duties
        self._queue = queue
        self._mailbox = mailbox
        self._stop = stop

    def once(self) -> None:
        """Watch until the connection to the mailbox or the turn ends. A mailbox that cannot be reached from here gives the turn away."""
        database = self._duties.work.store.database
        with database.session() as hold:
            while not hold.take(f"mailbox {self._mailbox.name}"):
                self._beat()
                if self._stop.wait(TURN_SECONDS):
                    return
            log.info(events.MAILBOX_TURN, mailbox=self._mailbox.name)
            with database.fenced(hold):
                Watcher(
                    self._duties.work,
                    self._mailbox,
                    connect=partial(self._duties.connect, self._mailbox),
                    stop=self._stop,
                    received=self._received,
                    beat=self._beat,
                    may=hold.stands,
                ).attend()

    def _received(self, messages: list[int]) -> None:
        self._queue.submit(Job(READ.name, message) for message in messages)

    def _beat(self) -> None:
        self._duties.pulse.beat(f"mailbox-{self._mailbox.name}", PROMISE)


class Working:
    """Reads mails and takes their cases from step to step."""

    def __init__(self, duties: Duties, queue: Queue, stop: threading.Event) -> None:
        self._work = duties.work
        self._queue = queue
        self._stop = stop
        self._jobs = Jobs("worker", duties, stop)
        self._computing = threading.Lock()

    def once(self) -> None:
        settings = self._work.settings.engine
        actions = {READ.name: self._jobs.guarded(self.read), CASE.name: self._jobs.guarded(self.go_on)}
        duty = Duty(role="work", actions=actions, at_once=settings.at_once, stalled_seconds=settings.stalled_seconds)
        self._queue.work(duty, self._stop.is_set, self._jobs.beat)

    def read(self, message_id: int) -> None:
        """Read a mail, go on with its first case, and leave the others to whoever is free."""
        store = self._work.store
        give_back(self._work)
        while (message := store.messages.claim(self._work.worker, self._work.clock(), message_id)) is not None:
            work_message(self._work, message)
            if self._stop.is_set():
                break
        due = [case.id for case in store.cases.of_message(message_id) if case.state in STEPS]
        self._queue.submit(Job(CASE.name, case) for case in due[1:])
        for case in due[:1]:
            self.go_on(case)

    def go_on(self, case_id: int) -> None:
        """Take a case through every step that it is due for."""
        store = self._work.store
        give_back(self._work)
        # Reading waits for processes of its own; the other steps are computed here, one at a time: what draws letters and workbooks was
        # not made for several threads.
        with self._computing:
            while (case := taken_up(self._work, case_id)) is not None:
                work_case(self._work, case)
                if self._stop.is_set():
                    put_down(self._work, case_id)
                    break
        reply = store.outbox.of_case(case_id)
        if reply is not None and reply.state is ReplyState.READY:
            self._queue.submit([Job(SEND.name, reply.id)])


class Sending:
    """Sends, one reply after the other, over a session of its own that tells the others which one it has in hand."""

    def __init__(self, duties: Duties, queue: Queue, stop: threading.Event) -> None:
        self._duties = duties
        self._work = duties.work
        self._queue = queue
        self._stop = stop
        self._jobs = Jobs("sender", duties, stop)

    def once(self) -> None:
        """Send until the stop, or until the session is lost: the next call opens another."""
        way_out = self._duties.transport()
        lost = threading.Event()
        with self._work.store.database.session() as hold:

            def send(reply: int) -> None:
                try:
                    self.send(way_out, hold, reply)
                except OperationalError:
                    if not hold.stands():
                        lost.set()
                    raise

            duty = Duty(
                role="send",
                actions={SEND.name: self._jobs.guarded(send)},
                stalled_seconds=self._work.settings.engine.stalled_seconds,
            )
            self._queue.work(duty, lambda: self._stop.is_set() or lost.is_set(), self._jobs.beat)

    def send(self, way_out: Transport, hold: Hold, reply_id: int) -> None:
        """Send a reply that is ready and due, unless another has it in hand."""
        store = self._work.store
        with store.database.fenced(hold):
            if not hold.take(sending(reply_id)):
                return
            try:
                reply = store.outbox.get(reply_id)
                if reply.state is ReplyState.READY and reply.is_due(self._work.clock()):
                    self._deliver(way_out, hold, reply)
            finally:
                hold.free(sending(reply_id))

    def _deliver(self, way_out: Transport, hold: Hold, reply: Reply) -> None:
        """Send; while the store does not take what the server said of it, tell it again, lest the others doubt what is known here."""
        try:
            send_guarded(self._work, way_out, reply)
        except OperationalError:
            while reply.id in self._work.told:
                if not hold.stands() or self._stop.wait(TELL_AGAIN_SECONDS):
                    raise
                with suppress(OperationalError):
                    abandoned(self._work, reply.id)


class Jobs:
    """What every job goes through: our own fault in it ends it alone, and a failing world makes this service wait before its next."""

    def __init__(self, name: str, duties: Duties, stop: threading.Event) -> None:
        self._name = name
        self._pulse = duties.pulse
        self._stop = stop
        self._lock = threading.Lock()
        self._begun: dict[int, float] = {}
        self.pause = 0.0

    def guarded(self, action: Callable[[int], None]) -> Callable[[int], None]:
        """Return the action as a job: it raises nothing that the sweep would not make up for."""

        def do(row: int) -> None:
            me = threading.get_ident()
            with self._lock:
                self._begun[me] = time.monotonic()
            try:
                crash = attempted(lambda: action(row))
                self.pause = 0.0
                if crash is not None:
                    log.error(events.LOOP_FAILED, loop=self._name, error=crash.error, retry_seconds=0)
            except Exception as error:
                if not is_failure_of_the_world(error):
                    raise
                self.pause = min(LONGEST_PAUSE, max(1.0, 2 * self.pause))
                log.warning(events.LOOP_FAILED, loop=self._name, error=str(error), retry_seconds=self.pause)
                self._stop.wait(self.pause)
            finally:
                with self._lock:
                    del self._begun[me]

        return do

    def beat(self) -> None:
        """Give a sign of life, unless a job has hung for longer than any may take."""
        with self._lock:
            oldest = min(self._begun.values(), default=None)
        if oldest is None or time.monotonic() - oldest < PROMISE:
            self._pulse.beat(self._name, PROMISE)
