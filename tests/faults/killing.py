"""A service that is killed: run in a forked process, struck by SIGKILL at a chosen boundary or at any moment, and then looked at."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from daemon.config.settings import Settings
from daemon.outgoing.base import Receipt
from daemon.pipeline import desk
from daemon.pipeline.service import Service
from daemon.pipeline.work import Work
from daemon.store import Store, open_store
from daemon.store.states import CaseState, ReplyState
from tests.support.house import House
from tests.support.places import Place

FINISHED = {CaseState.DONE, CaseState.WAITING}


class CountingTransport:
    """A server that writes down each mail it accepts, so that a second one shows even if it is the same."""

    def __init__(self, book: Path, on_step: Callable[[str], None]) -> None:
        self._book = book
        self._on_step = on_step

    def send(self, *, sender: str, recipient: str, message_id: str, content: bytes) -> Receipt:
        assert sender
        self._on_step("transport:connected")
        with self._book.open("a") as book:
            book.write(f"{message_id} {recipient} {hashlib.sha256(content).hexdigest()}\n")
        self._on_step("transport:accepted")
        return Receipt("250 accepted")

    def check(self) -> list[str]:
        return []


class CountedService(Service):
    """The service with a way out that counts."""

    def __init__(self, house: PlacedHouse, store: Store, settings: Settings, on_step: Callable[[str], None]) -> None:
        made = house.service(store, settings, on_step=on_step)
        self.__dict__.update(made.__dict__)
        self._counting = CountingTransport(house.directory / "book", on_step)

    def _transport(self) -> CountingTransport:
        return self._counting


class PlacedHouse(House):
    """A house that knows where its store is."""

    def __init__(self, directory: Path, place: Place) -> None:
        super().__init__(directory)
        self.place = place


def furnished(directory: Path, mails: Mapping[str, bytes], template: Path) -> PlacedHouse:
    """Return a house whose store was furnished once in `template`, with these mails in its mailbox."""
    if not template.exists():
        store = open_store(template)
        House(template.parent / "unused").furnish(store)
        store.close()
    shutil.copytree(template, directory / "state")
    return delivered(directory, Place(directory / "state"), mails)


def delivered(directory: Path, place: Place, mails: Mapping[str, bytes]) -> PlacedHouse:
    """Return a house whose store is at `place`, with these mails in its mailbox."""
    house = PlacedHouse(directory, place)
    for name, content in mails.items():
        house.deliver(content, name)
    return house


def run_in_child(house: PlacedHouse, on_step: Callable[[str], None] = lambda _: None, *, forever: bool = False) -> int:
    """Start the service in a forked process. Return its id."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        with contextlib.suppress(BaseException):
            store = house.place.open()
            service = CountedService(house, store, house.settings, on_step)
            if forever:
                service.run_forever(threading.Event())
            else:
                service.run_once()
            status = 0
    finally:
        os._exit(status)


def ended(child: int) -> int:
    """Wait for the child and return its exit code, negative for a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_at(house: PlacedHouse, boundary: int) -> int:
    """Run the service and strike at the boundary of that number (from 0). Return the exit code."""
    passed = Counter[str]()

    def strike(name: str) -> None:
        passed["all"] += 1
        if passed["all"] > boundary:
            os.kill(os.getpid(), signal.SIGKILL)

    return ended(run_in_child(house, strike))


def killed_in(house: PlacedHouse, step: str) -> int:
    """Run the service and strike at the first boundary of that name. Return the exit code."""

    def strike(name: str) -> None:
        if name == step:
            os.kill(os.getpid(), signal.SIGKILL)

    return ended(run_in_child(house, strike))


def killed_after(house: PlacedHouse, seconds: float) -> None:
    child = run_in_child(house, forever=True)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    ended(child)


def replay_stuck(house: PlacedHouse, subjects: Mapping[str, bytes]) -> int:
    """Have every case worked on again that died three times in one step. Return how many."""
    store = house.place.open()
    work = Work(house.settings, store)
    stuck = [row.case.id for row in store.cases.overviews([CaseState.STUCK], limit=len(subjects))]
    for case in stuck:
        desk.replay(work, case, "staff")
    store.close()
    return len(stuck)


def boundaries(house: PlacedHouse) -> list[str]:
    """Run undisturbed, in this process, and return the boundaries passed."""
    passed: list[str] = []
    store = house.place.open()
    CountedService(house, store, house.settings, passed.append).run_once()
    store.close()
    return passed


def look(house: PlacedHouse, mails: Mapping[str, bytes]) -> dict[str, tuple[str, str]]:
    """Check that nothing was lost, doubled or damaged. Return subject -> (outcome, state of the reply)."""
    store = house.place.open()
    overviews = store.cases.overviews(limit=1000)
    assert len(mails) == len(overviews), "each mail has one case"
    assert {row.case.state for row in overviews} <= FINISHED, [row.case.trace for row in overviews]
    archived = set(store.archive.names())
    assert {hashlib.sha256(content).hexdigest() for content in mails.values()} <= archived
    assert [] == list(store.faults())
    book = house.directory / "book"
    accepted = Counter(line.split()[0] for line in book.read_text().splitlines()) if book.exists() else Counter()
    assert all(times == 1 for times in accepted.values()), f"a reply left twice: {accepted}"
    replies = store.outbox.in_states(list(ReplyState))
    for reply in replies:
        assert reply.state in {ReplyState.SENT, ReplyState.UNCERTAIN}
        assert accepted[reply.message_id] == 1 or reply.state is ReplyState.UNCERTAIN
    assert set(accepted) <= {reply.message_id for reply in replies}
    present = {path.read_bytes() for path in house.inbox.rglob("*") if path.is_file()}
    assert set(mails.values()) <= present, "a mail is gone from the mailbox"
    found = {row.subject: (row.case.outcome, row.reply_state) for row in overviews}
    store.close()
    return found
