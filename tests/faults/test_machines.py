"""Several services share one store and die at any moment: every mail has one outcome, every reply left once or is in doubt, and whoever
lives takes over. Real processes, a real PostgreSQL, a folder or Dovecot with an SMTP server.
"""

from __future__ import annotations

import fcntl
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import pytest

from daemon.config.settings import Settings
from daemon.pipeline import desk
from daemon.pipeline.service import Service
from daemon.pipeline.work import Work
from daemon.store import Store
from daemon.store.depth import depths
from daemon.store.states import CaseState, ReplyState
from tests.faults.promise import AT_REST
from tests.faults.scenes import CountingTransport
from tests.faults.tally import deal
from tests.support.dovecot import Dovecot
from tests.support.house import House, replace_struct
from tests.support.places import Place
from tests.support.postgresql_server import PASSWORD, PostgresqlServer
from tests.support.sharing import Process, end_all, furnish, mail_of, migrate_queue, shared, start, until
from tests.support.smtp_sink import SmtpSink
from tests.support.stored import NOW

pytestmark = pytest.mark.servers

MAILS = 24
KILLS = 14
FLEET = (("watch",), ("watch",), ("work",), ("work",), ("work",), ("send",), ("send",))


@dataclass
class Site:
    """A mailbox and a way out, with the processes that serve them. `accepted` counts what left, by Message-ID."""

    house: House
    place: Place
    settings: Settings
    secret: str
    store: Store
    deliver: Callable[[int], None]
    accepted: Callable[[], Counter[str]]
    book: Path | None = None
    processes: list[Process] = field(default_factory=list)

    def start(self, *roles: str, on_step: Callable[[str], None] | None = None) -> Process:
        """Start a service; each watcher tells of itself where two would fetch at once."""
        book = self.book

        class Counted(Service):
            def _transport(self) -> CountingTransport:
                assert book is not None
                return CountingTransport(book, self._work.on_step)

        found = start(
            self.house,
            self.place,
            shared(self.settings, self.place, *roles),
            lambda _: self.secret,
            on_step or Fetching(self.house.directory),
            Counted if book is not None else Service,
        )
        self.processes.append(found)
        return found

    def all_at_rest(self, mails: int) -> bool:
        cases = self.store.cases.counts()
        rest = {str(state) for state in AT_REST} | {"stuck"}
        replies = set(self.store.outbox.counts()) <= {"sent", "uncertain"}
        return sum(cases.values()) == mails and set(cases) <= rest and replies

    def sent(self, mails: int) -> bool:
        return self.store.outbox.counts().get("sent", 0) == mails


class Fetching:
    """Writes a word into the directory where a mail is fetched while another process fetches one of the same mailbox, and makes the
    moments longer in which a death matters most.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._held: IO[str] | None = None

    def __call__(self, step: str) -> None:
        if step == "receive:fetched":
            self._held = (self._directory / "fetching").open("w")
            try:
                fcntl.flock(self._held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                (self._directory / "two fetched at once").touch()
            time.sleep(0.01)
        elif step in {"send:sending", "send:accepted", "message:claimed", "case:claimed"}:
            time.sleep(0.03)
        elif step == "receive:recorded" and self._held is not None:
            self._held.close()


@pytest.fixture
def site(request: pytest.FixtureRequest, tmp_path: Path, postgresql: PostgresqlServer, migrated: str) -> Iterator[Site]:
    """A folder with a way out that counts, or Dovecot with an SMTP server."""
    name = postgresql.new_database(migrated)
    place = Place(tmp_path / "state", postgresql.url(name))
    house = House(tmp_path)
    store = place.open()
    furnish(store, MAILS)
    migrate_queue(place, store)
    if getattr(request, "param", "folder") == "folder":
        book = tmp_path / "book"
        found = Site(
            house,
            place,
            house.settings,
            PASSWORD,
            store,
            lambda number: house.deliver(mail_of(number, "ar@us.example"), f"m{number}"),
            lambda: Counter(line.split()[0] for line in book.read_text().splitlines()),
            book=book,
        )
        book.touch()
    else:
        dovecot: Dovecot = request.getfixturevalue("dovecot")
        sink: SmtpSink = request.getfixturevalue("smtp_sink")
        user = dovecot.new_user()
        settings = replace_struct(
            house.settings,
            mailboxes=(user.mailbox(when_done="move", poll_seconds=2),),
            outgoing=sink.outgoing(),
        )
        assert user.password == PASSWORD, "one credential opens mailbox and database here"
        found = Site(
            house,
            place,
            settings,
            PASSWORD,
            store,
            lambda number: user.deliver(mail_of(number, user.address)),
            lambda: Counter(_message_id(received.content) for received in sink.received),
        )
    yield found
    end_all(found.processes)
    store.close()
    postgresql.drop(name)


def _message_id(content: bytes) -> str:
    line = next(line for line in content.splitlines() if line.lower().startswith(b"message-id:"))
    return line.split(b":", 1)[1].strip().decode()


def look(site: Site, mails: int) -> tuple[int, int]:
    """Check that nothing was lost, doubled or damaged. Return how many replies were sent, and how many are in doubt."""
    store, accepted = site.store, site.accepted()
    overviews = store.cases.overviews(limit=1000)
    assert mails == len(overviews) == len({row.subject for row in overviews}), "each mail has one case"
    assert {row.case.state for row in overviews} <= AT_REST, [row.case.trace for row in overviews]
    assert {"confirm"} == {row.case.outcome for row in overviews}
    assert [] == list(store.faults())
    assert all(times == 1 for times in accepted.values()), f"a reply left twice: {accepted}"
    replies = store.outbox.in_states(list(ReplyState))
    assert mails == len(replies)
    assert {reply.state for reply in replies} <= {ReplyState.SENT, ReplyState.UNCERTAIN}
    assert all(accepted[reply.message_id] == 1 for reply in replies if reply.state is ReplyState.SENT)
    assert set(accepted) <= {reply.message_id for reply in replies}
    assert not (site.house.directory / "two fetched at once").exists()
    counts = Counter(reply.state for reply in replies)
    return counts[ReplyState.SENT], counts[ReplyState.UNCERTAIN]


def _watched(site: Site) -> tuple[str, str]:
    (mailbox,) = site.settings.mailboxes
    return mailbox.name, mailbox.folder


def _wait_until_at_it(store: Store, role: str, longest: float) -> bool:
    """Wait until some service of that role has work in hand, or for so long. Return whether one had."""
    end = time.monotonic() + longest
    while time.monotonic() < end:
        in_hand = {depth.kind: depth.in_hand for depth in depths(store.database, NOW)}
        if (role == "send" and in_hand["replies"]) or (role == "work" and in_hand["mails"] + in_hand["cases"]):
            return True
        time.sleep(0.01)
    return False


@pytest.mark.parametrize("site", ["folder", "imap"], indirect=True)
@pytest.mark.parametrize("seed", range(1))
def test_machines_that_die_at_any_moment_lose_and_double_nothing(site: Site, seed: int) -> None:
    """Two watchers, three workers, two senders; again and again one of them is killed and another of its kind started."""
    chance = random.Random(seed)
    fleet = [site.start(*roles) for roles in FLEET]
    until(lambda: site.store.messages.progress(*_watched(site)) is not None)
    delivered, amid = 0, 0
    for kill in range(KILLS):
        while delivered < MAILS * (kill + 1) // KILLS:
            site.deliver(delivered)
            delivered += 1
        role = chance.choice(["watch", "work", "send"])
        amid += _wait_until_at_it(site.store, role, chance.uniform(0.2, 2.0))
        victim = chance.choice([number for number, roles in enumerate(FLEET) if role in roles])
        fleet[victim].kill()
        deal("kills")
        fleet[victim] = site.start(*FLEET[victim])
    until(lambda: site.all_at_rest(MAILS))
    stuck = site.store.cases.overviews([CaseState.STUCK])
    for row in stuck:  # three kills may well fall into one step of one mail
        desk.replay(Work(site.settings, site.store), row.case.id, "staff")
    until(lambda: site.all_at_rest(MAILS))

    assert {0} == {process.end() for process in fleet}, "whoever lives ends well when asked to"

    sent, doubted = look(site, MAILS)
    assert MAILS == sent + doubted
    assert doubted <= KILLS
    found = f"{sent} sent, {doubted} in doubt, {len(stuck)} replayed"
    print(f"{MAILS} mails, {KILLS} kills of seven services, {amid} amid work: {found}")  # noqa: T201 - shown by pytest -s


@pytest.mark.parametrize("site", ["folder", "imap"], indirect=True)
def test_when_the_watcher_of_a_mailbox_dies_the_other_takes_over(site: Site) -> None:
    first = site.start("watch")
    site.start("work", "send")
    site.deliver(0)
    until(lambda: site.sent(1))
    site.start("watch")  # waits for its turn

    first.kill()
    killed = time.monotonic()
    site.deliver(1)
    until(lambda: site.sent(2))

    print(f"watcher killed -> the next mail answered: {time.monotonic() - killed:.1f} s")  # noqa: T201 - shown by pytest -s
    look(site, 2)


def _dies_at(step: str) -> Callable[[str], None]:
    def strike(name: str) -> None:
        if name == step:
            os.kill(os.getpid(), signal.SIGKILL)

    return strike


@pytest.mark.parametrize("step", ["message:claimed", "case:claimed", "decide:decided", "reply:archived"])
def test_the_work_of_a_dead_worker_is_taken_over_by_another(site: Site, step: str) -> None:
    site.start("watch", "send")
    dying = site.start("work", on_step=_dies_at(step))
    site.deliver(0)
    assert -signal.SIGKILL == os.waitstatus_to_exitcode(os.waitpid(dying.pid, 0)[1])
    dying.alive = False
    killed = time.monotonic()

    site.start("work")

    until(lambda: site.sent(1))
    print(f"worker killed at {step} -> answered by another: {time.monotonic() - killed:.1f} s")  # noqa: T201 - shown by pytest -s
    assert (1, 0) == look(site, 1)


@pytest.mark.parametrize(
    ("step", "left"),
    [("send:sending", 0), ("transport:accepted", 1), ("send:accepted", 1)],
)
def test_a_sender_that_dies_while_sending_leaves_a_reply_in_doubt_that_no_other_sends(
    site: Site, step: str, left: int
) -> None:
    site.start("watch", "work")
    dying = site.start("send", on_step=_dies_at(step))
    site.deliver(0)
    assert -signal.SIGKILL == os.waitstatus_to_exitcode(os.waitpid(dying.pid, 0)[1])
    dying.alive = False
    killed = time.monotonic()

    site.start("send")
    until(lambda: site.store.outbox.counts() == {"uncertain": 1})
    doubted = time.monotonic() - killed
    site.deliver(1)
    until(lambda: site.sent(1))  # it goes on with what comes after

    print(f"sender killed at {step} -> in doubt: {doubted:.1f} s")  # noqa: T201 - shown by pytest -s
    assert (1, 1) == look(site, 2)
    assert 1 + left == sum(site.accepted().values())
