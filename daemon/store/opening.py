"""Opens the store: the database brought up to date, the archive beside it, one object a noun.

A directory holds everything of the embedded store (`tieout.sqlite`, `archive/`). With a database URL the archive's directory
is named besides.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from daemon.config.archive import Archive as ArchiveSettings
from daemon.config.load import is_loopback
from daemon.config.settings import Store as Settings
from daemon.store import verification
from daemon.store.advisory_locks import Hold
from daemon.store.archive import Archive
from daemon.store.audit import Audit
from daemon.store.books import Books
from daemon.store.cases import Cases
from daemon.store.counterparties import Counterparties
from daemon.store.database import Database
from daemon.store.differences import AllDifferences
from daemon.store.figures import AllFigures
from daemon.store.holds import Holds
from daemon.store.laid_drafts import LaidDrafts
from daemon.store.ledgers import Ledgers
from daemon.store.marks import Marks
from daemon.store.messages import Messages
from daemon.store.migrate import StoreRefused, bring_up_to_date
from daemon.store.outbox import Outbox
from daemon.store.overview import Overview
from daemon.store.parties import Parties
from daemon.store.postgresql import AddressRefused, address, engine, shown
from daemon.store.queue import Queue
from daemon.store.s3_archive import S3Archive
from daemon.store.server_dump import Server
from daemon.store.staff_mails import StaffMails
from daemon.store.users import Users

FILE = "tieout.sqlite"

MOVED = "tieout.moved"
"""A note that the directory's database has gone to a server, with the address."""

_HELD = {"keeping.lock": "A backup, a check or a pruning works on {0}; try again when it is done."}

RESTORING = "restoring"
"""A file of this name stands in the directory while a backup is restored into it; until then nobody may use it."""


_IN_THE_DIRECTORY = ArchiveSettings()


class StoreInUse(StoreRefused):
    """Another service works on this store."""


class Store:
    """What is known. Reading opens its own connection; writing happens inside `with store.writing() as tx:`."""

    def __init__(
        self, database: Database, directory: Path, server: Server | None = None, archive: Archive | None = None
    ) -> None:
        self.directory = directory
        self.server = server
        self.database = database
        self.archive = Archive(directory / "archive") if archive is None else archive
        self.messages = Messages(database)
        self.cases = Cases(database)
        self.ledgers = Ledgers(database)
        self.counterparties = Counterparties(database)
        self.outbox = Outbox(database, self.archive)
        self.audit = Audit(database)
        self.holds = Holds(database)
        self.figures = AllFigures(database)
        self.differences = AllDifferences(database)
        self.overview = Overview(database)
        self.marks = Marks(database)
        self.users = Users(database)
        self.staff_mails = StaffMails(database)
        self.laid_drafts = LaidDrafts(database)
        self.queue = Queue(database)
        self.parties = Parties(database)
        self.books = Books(database)

    @property
    def place(self) -> str:
        """Where the store is, as people write it."""
        return str(self.directory) if self.database.is_sqlite else shown(self.database.engine.url)

    def writing(self) -> AbstractContextManager[Connection]:
        """Give a transaction that commits at the end of the block, or undoes all when the block raises."""
        return self.database.writing()

    def reading(self) -> AbstractContextManager[Connection]:
        """Give a connection that sees one moment of the store."""
        return self.database.reading()

    def one_moment(self) -> AbstractContextManager[Connection]:
        """Let all that this thread reads within the block see the same moment; nothing is written within it."""
        return self.database.one_moment()

    @contextmanager
    def exclusively(self) -> Iterator[Callable[[], bool]]:
        """Hold the store for the one service that may work on it. Raises `StoreInUse`. Freed by the system on any death.

        Give what tells whether the hold still stands: one on a server ends with its connection.
        """
        with locked(self.directory / "service.lock", wait=False):
            if self.database.is_sqlite:
                yield lambda: True
                return
            with self.database.held() as hold:
                if hold is None:
                    raise StoreInUse(f"Another tieout service works on the store at {self.place}; stop it first.")
                yield hold.stands

    @contextmanager
    def together(self) -> Iterator[Hold]:
        """Hold a store on a server as one of several services that share it. Raises `StoreInUse` where one has it for itself."""
        with locked(self.directory / "service.lock", wait=False, shared=True), self.database.held(shared=True) as hold:
            if hold is None:
                raise StoreInUse(f"A tieout service has the store at {self.place} for itself; stop it first.")
            yield hold

    @contextmanager
    def undisturbed(self, *, wait: bool = True) -> Iterator[None]:
        """Hold the archive as it is: no file of it is removed by others meanwhile. Waits for another who holds it, or raises
        `StoreInUse`.
        """
        with locked(self.directory / "keeping.lock", wait=wait):
            yield

    def faults(self) -> Iterator[str]:
        """Yield a sentence for whatever is missing, changed or cannot be: audit rows, archived files, rows of the store."""
        yield from verification.faults(self.database, self.archive, self.audit)

    def close(self) -> None:
        self.database.dispose()


def open_store(
    where: Path | str,
    archive: Path | None = None,
    *,
    password: str = "",
    ca_file: str = "",
    originals: Archive | None = None,
) -> Store:
    """Open the store at `where`, a directory (made when missing) or the address of a database on a PostgreSQL server with the
    archive's directory besides; `password` and `ca_file` are for the server. `originals`: the archive, where it is not in the directory.

    Raises `StoreRefused` where a newer program made it, or the place cannot be used.
    """
    place: str | Engine
    server = None
    if isinstance(where, str) and "://" in where:
        if archive is None:
            raise StoreRefused("A store at a database URL needs a directory for its archive.")
        try:
            server = Server(url=address(where), password=password, ca_file=ca_file)
            directory, place = archive, engine(server.url, password, ca_file)
        except AddressRefused as refusal:
            raise StoreRefused(str(refusal)) from None
    else:
        directory = Path(where)
        place = f"sqlite:///{directory / FILE}"
    try:
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        if (directory / RESTORING).exists():
            raise StoreRefused(f"A restore into {directory} did not come to its end: run tieout restore again.")
        if not isinstance(place, Engine) and (directory / MOVED).exists():
            moved = (directory / MOVED).read_text(encoding="utf-8")
            raise StoreRefused(f'The store of {directory} has moved: write url = "{moved}" under [store].')
        database = Database(place)
        with locked(directory / "opening.lock", wait=True):
            if database.is_sqlite:
                _make_private(directory / FILE)
                bring_up_to_date(database)
            else:
                _bring_server_up_to_date(database)
    except OSError as error:
        raise StoreRefused(f"The state directory {directory} cannot be used: {error.strerror}.") from error
    return Store(database, directory, server, originals)


def open_configured(
    settings: Settings, secret: Callable[[str], str], archive: ArchiveSettings = _IN_THE_DIRECTORY
) -> Store:
    """Open the store that the configuration names. Raises `StoreRefused`, and what `secret` raises."""
    directory = Path(settings.directory)
    originals = archive_of(archive, secret)
    if not settings.url:
        return open_store(directory, originals=originals)
    password = secret(settings.credential) if settings.credential else ""
    return open_store(settings.url, directory, password=password, ca_file=settings.ca_file, originals=originals)


def archive_of(settings: ArchiveSettings, secret: Callable[[str], str]) -> Archive | None:
    """Return the archive in S3 that the configuration names; None where it is in the state directory. Raises `StoreRefused`."""
    if not settings.bucket:
        return None
    if not settings.key_credential or not settings.credential:
        raise StoreRefused("The archive needs key_credential and credential: the names of two credentials.")
    if settings.endpoint:
        address = urlsplit(settings.endpoint)
        if address.scheme != "https" and not (address.scheme == "http" and is_loopback(address.hostname or "")):
            raise StoreRefused("The archive's endpoint begins with https://, or with http:// on this machine alone.")
    return S3Archive(settings, secret(settings.key_credential), secret(settings.credential))


def server_of(settings: Settings, secret: Callable[[str], str]) -> Server | None:
    """Return the server that the configuration names; None for an SQLite file. Raises `StoreRefused`, and what `secret` raises."""
    if not settings.url:
        return None
    try:
        url = address(settings.url)
    except AddressRefused as refusal:
        raise StoreRefused(str(refusal)) from None
    return Server(
        url=url, password=secret(settings.credential) if settings.credential else "", ca_file=settings.ca_file
    )


def _bring_server_up_to_date(database: Database) -> None:
    try:
        _require_unicode(database)
        bring_up_to_date(database)
    except StoreRefused:
        database.dispose()
        raise
    except SQLAlchemyError as error:
        database.dispose()
        said = getattr(error, "orig", None) or error
        raise StoreRefused(f"The database at {shown(database.engine.url)} cannot be used: {said}.") from None


def _require_unicode(database: Database) -> None:
    with database.reading() as connection:
        encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
    if encoding != "UTF8":
        raise StoreRefused(f"The database keeps text as {encoding}; make it anew with ENCODING 'UTF8'.")


def _make_private(file: Path) -> None:
    """Nobody but the service's user reads the ledger; SQLite gives its side files the same rights."""
    os.close(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600))


@contextmanager
def locked(file: Path, *, wait: bool, shared: bool = False) -> Iterator[None]:
    """Hold a file's lock, alone or `shared`. Raises `StoreInUse` where another has it and `wait` is false."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
            fcntl.flock(descriptor, kind if wait else kind | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreInUse(
                _HELD.get(file.name, "Another tieout service works on {0}; stop it first.").format(file.parent)
            ) from None
        yield
    finally:
        os.close(descriptor)
