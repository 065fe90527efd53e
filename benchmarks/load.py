"""Month end: many mails in one go through the whole pipeline on one machine, and what each step costs.

    python -m benchmarks.load --mails 10000                            # one service, SQLite
    python -m benchmarks.load --mails 1000 --database postgresql --workers 2
    python -m benchmarks.load --mails 500 --steps                      # in this process: CPU by step
    python -m benchmarks.load --mails 300 --steps --profile steps.prof # the same under cProfile

Mails lie in a Maildir, replies leave into a folder, each mail comes from a counterparty of its own with its own account and statement, so that
every one is answered. Besides the time by the clock the CPU time is told: that of the services' own processes (what surrounds the
parser) and that of their children (the sandbox with the parser). With `--database postgresql` the server runs with fsync on, on the same disk.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.mail import US, address, furnish, paper
from daemon.config.load import load
from daemon.pipeline.service import Service
from daemon.store import Store
from tests.support.house import mail
from tests.support.places import Place
from tests.support.postgresql_server import PASSWORD, PostgresqlServer
from tests.support.sharing import migrate_queue

TICKS = os.sysconf("SC_CLK_TCK")
ROLES = "watch,work,send"


class DurableServer(PostgresqlServer):
    """PostgreSQL as in production: on a disk, and each commit waits for it."""

    def __init__(self) -> None:
        super().__init__()
        self.root.rmdir()
        self.root = Path(tempfile.mkdtemp(prefix="pg-", dir="/var/tmp"))

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def run(self, *settings: str) -> None:
        super().run("fsync=on", "full_page_writes=on", "shared_buffers=512MB", "max_wal_size=4GB", *settings)


class Steps:
    """Books the CPU and the time between two boundaries of the steps to the later one. For one thread only."""

    def __init__(self) -> None:
        self.cpu: dict[str, float] = defaultdict(float)
        self.wall: dict[str, float] = defaultdict(float)
        self.calls: Counter[str] = Counter()
        self.begin()

    def begin(self) -> None:
        self._cpu, self._wall = time.process_time(), time.perf_counter()

    def __call__(self, step: str) -> None:
        self.cpu[step] += time.process_time() - self._cpu
        self.wall[step] += time.perf_counter() - self._wall
        self.calls[step] += 1
        self.begin()

    def told(self, mails: int) -> str:
        """Return a line for each boundary, and the sum: milliseconds a mail."""
        lines = [
            f"  {step:<20} {self.cpu[step] / mails * 1000:7.2f} ms CPU {self.wall[step] / mails * 1000:7.2f} ms clock"
            for step in self.cpu
        ]
        total = sum(self.cpu.values()) / mails * 1000
        return "\n".join(
            [*lines, f"  {'all':<20} {total:7.2f} ms CPU {sum(self.wall.values()) / mails * 1000:7.2f} ms clock"]
        )


@dataclass(frozen=True)
class Spent:
    """CPU seconds: of a process itself, and of all below it."""

    own: float
    below: float


def spent(pid: int) -> Spent:
    """Return what a process and its descendants, dead ones included, have computed."""
    own = below = 0.0
    waiting = [pid]
    while waiting:
        each = waiting.pop()
        try:
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
            for task in Path(f"/proc/{each}/task").iterdir():
                waiting += [int(child) for child in (task / "children").read_text().split()]
        except OSError:  # it ended meanwhile; its parent has its figures
            continue
        itself, dead = (int(fields[11]) + int(fields[12])) / TICKS, (int(fields[13]) + int(fields[14])) / TICKS
        own, below = (own + itself, below + dead) if each == pid else (own, below + itself + dead)
    return Spent(own, below)


def memory(pid: int) -> int:
    """Return the resident memory of one process in megabytes."""
    return int(Path(f"/proc/{pid}/status").read_text().partition("VmRSS:")[2].split()[0]) // 1024


def configuration(directory: Path, url: str = "") -> Path:
    """Write what a service needs, and return its place."""
    lines = [
        '[company]\nname = "Example Trading Ltd"\ncurrency = "USD"\ntimezone = "UTC"',
        f'[store]\ndirectory = "{directory}/state"',
        *([f'url = "{url}"\ncredential = "db-password"\n[engine]\nkind = "procrastinate"'] if url else []),
        f'[[mailboxes]]\nname = "statements"\nkind = "folder"\npath = "{directory}/mail"\naddress = "{US}"\npoll_seconds = 2\nwhen_done = "move"',
        f'[outgoing]\nkind = "folder"\npath = "{directory}/replies"',
        '[policy]\nmode = "auto"\nanswers_per_day = 1000000\nanswers_per_domain = 1000000\nanswers_per_hour = 1000000\nmail_max_age_days = 0',
        '[authenticity]\nrequire = false\n[desk]\nenabled = false\n[log]\nlevel = "error"\n',
    ]
    path = directory / "tieout.toml"
    path.write_text("\n".join(lines))
    secret = directory / "db-password"
    secret.write_text(PASSWORD)
    secret.chmod(0o600)
    return path


def deliver(directory: Path, mails: int, pdf_every: int, first: int = 0) -> int:
    """Lay the mails into the Maildir. Return how many bytes they have."""
    new = directory / "mail" / "new"
    for name in ("new", "cur", "tmp"):
        (directory / "mail" / name).mkdir(parents=True, exist_ok=True)
    size = 0
    for number in range(first, first + mails):
        kind = "pdf" if pdf_every and number % pdf_every == 0 else "csv"
        content = mail(paper(number, kind), sender=address(number), to=US, number=number)
        size += len(content)
        (new / f"{number:08}").write_bytes(content)
    return size


@contextmanager
def service(config: Path, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("ab") as into:
        process = subprocess.Popen([sys.executable, "-m", "daemon", "run", "-c", str(config)], stdout=into, stderr=into)
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(120)


def by_step(config: Path, store: Store, mails: int, profile: str) -> Steps:
    """Handle what lies there in this process, with the way into the sandbox as in a service. Return the costs."""
    steps = Steps()
    made = Service(load(config), store, lambda _: PASSWORD, on_step=steps)
    profiler = cProfile.Profile() if profile else None
    steps.begin()
    if profiler is not None:
        profiler.enable()
    made.run_once()
    if profiler is not None:
        profiler.disable()
        profiler.dump_stats(profile)
    answered = store.outbox.counts().get("sent", 0)
    if answered < mails:
        sys.exit(f"only {answered} of {mails} mails were answered: {store.cases.counts()}")
    return steps


def in_services(directory: Path, place: Place, mails: int, services: int, server: DurableServer | None) -> None:
    """Let services handle what lies there, and tell what it took."""
    config = configuration(directory, place.url)
    replies = directory / "replies"
    with ExitStack() as stack:
        begin = time.perf_counter()
        running = [stack.enter_context(service(config, directory / f"log-{number}")) for number in range(services)]
        readings, done = [], 0
        last = first = begin
        while done < mails:
            time.sleep(0.2)
            found = sum(1 for _ in replies.iterdir()) if replies.exists() else 0
            if found > done:
                first, last = first if done else time.perf_counter(), time.perf_counter()
            if found * 10 // mails > done * 10 // mails:
                readings.append("+".join(str(memory(each.pid)) for each in running))
            done = found
            if time.perf_counter() - last > 300 or any(each.poll() is not None for each in running):
                sys.exit(f"{mails - done} mails without an answer; see {directory}")
        seconds = last - begin
        used = [spent(each.pid) for each in running]
        database = spent(server.pid) if server is not None else None
        unsettled = sum(1 for _ in (directory / "mail" / "new").iterdir())
    own, below = sum(each.own for each in used), sum(each.below for each in used)
    of_database = (
        f", {(database.own + database.below) / mails * 1000:.1f} ms of PostgreSQL" if database is not None else ""
    )
    print(
        f"{mails} mails, {services} service(s), {place.kind}: {seconds:.1f} s from the start to the last answer ({first - begin:.1f} s to the "
        f"first), {mails / seconds:.1f} mails/s; CPU a mail {own / mails * 1000:.1f} ms of the services, "
        f"{below / mails * 1000:.1f} ms of their children{of_database}; memory at each tenth {', '.join(readings)} MB; "
        f"{unsettled} mails not yet moved in the mailbox then; load {os.getloadavg()[0]:.1f}",
        flush=True,
    )


def sizes(directory: Path, mails: int) -> str:
    """Say how many bytes of store and archive a mail costs."""
    state = directory / "state"
    archive = sum(path.stat().st_size for path in (state / "archive").rglob("*") if path.is_file())
    database = sum(path.stat().st_size for path in state.glob("*.sqlite*"))
    blocks = sum(path.stat().st_blocks * 512 for path in (state / "archive").rglob("*") if path.is_file())
    return f"a mail costs {database / mails / 1024:.1f} kB of database, {archive / mails / 1024:.1f} kB of archive ({blocks / mails / 1024:.1f} on the disk)"


@contextmanager
def place_of(directory: Path, kind: str) -> Iterator[tuple[Place, DurableServer | None]]:
    if kind == "sqlite":
        yield Place(directory / "state"), None
        return
    server = DurableServer()
    try:
        server.start()
        yield Place(directory / "state", server.url(server.new_database())), server
    finally:
        server.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mails", type=int, default=10_000)
    parser.add_argument(
        "--pdf-every", type=int, default=20, help="each so many mails one has a PDF, the others csv; 0: none"
    )
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--workers", type=int, default=1, help="services with all roles (postgresql)")
    parser.add_argument("--steps", action="store_true", help="in this process, costs by step")
    parser.add_argument("--profile", default="", metavar="FILE", help="with --steps: write what cProfile saw")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir="/var/tmp") as name:
        directory = Path(name)
        with place_of(directory, given.database) as (place, server):
            store = place.open()
            furnish(store, given.mails)
            if place.url and not given.steps:
                migrate_queue(place, store)
            size = deliver(directory, given.mails, given.pdf_every)
            print(f"{size / given.mails / 1024:.1f} kB a mail; load {os.getloadavg()[0]:.1f}", flush=True)
            if given.steps:
                steps = by_step(configuration(directory, place.url), store, given.mails, given.profile)
                print(steps.told(given.mails))
            else:
                in_services(directory, place, given.mails, given.workers, server)
            if not place.url:
                print(sizes(directory, given.mails))
            store.close()


if __name__ == "__main__":
    main()
