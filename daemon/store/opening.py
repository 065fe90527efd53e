"""Opens the store: the database brought up to date, the archive beside it, one object a noun.

A directory holds everything of the embedded store (`tieout.sqlite`, `archive/`). With a database URL the archive's directory
is named besides.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sqlalchemy import Connection

from daemon.store import verification
from daemon.store.archive import Archive
from daemon.store.audit import Audit
from daemon.store.cases import Cases
from daemon.store.counterparties import Counterparties
from daemon.store.database import Database
from daemon.store.ledgers import Ledgers
from daemon.store.messages import Messages
from daemon.store.migrate import StoreRefused, bring_up_to_date
from daemon.store.outbox import Outbox

FILE = "tieout.sqlite"

RESTORING = "restoring"
"""A file of this name stands in the directory while a backup is restored into it; until then nobody may use it."""


class StoreInUse(StoreRefused):
    """Another service works on this store."""


class Store:
    """What is known. Reading opens its own connection; writing happens inside `with store.writing() as tx:`."""

    def __init__(self, database: Database, directory: Path) -> None:
        self.directory = directory
        self.database = database
        self.archive = Archive(directory / "archive")
        self.messages = Messages(database)
        self.cases = Cases(database)
        self.ledgers = Ledgers(database)
        self.counterparties = Counterparties(database)
        self.outbox = Outbox(database, self.archive)
        self.audit = Audit(database)

    def writing(self) -> AbstractContextManager[Connection]:
        """Give a transaction that commits at the end of the block, or undoes all when the block raises."""
        return self.database.writing()

    def reading(self) -> AbstractContextManager[Connection]:
        """Give a connection that sees one moment of the store."""
        return self.database.reading()

    @contextmanager
    def exclusively(self) -> Iterator[None]:
        """Hold the store for the one service that may work on it. Raises `StoreInUse`. Freed by the system on any death."""
        with locked(self.directory / "service.lock", wait=False):
            yield

    @contextmanager
    def undisturbed(self) -> Iterator[None]:
        """Hold the archive as it is: no file of it is removed meanwhile. Waits for another who holds it."""
        with locked(self.directory / "keeping.lock", wait=True):
            yield

    def faults(self) -> Iterator[str]:
        """Yield a sentence for whatever is missing, changed or cannot be: audit rows, archived files, rows of the store."""
        yield from verification.faults(self.database, self.archive, self.audit)

    def close(self) -> None:
        self.database.dispose()


def open_store(where: Path | str, archive: Path | None = None) -> Store:
    """Open the store at `where`, a directory (made when missing) or a database URL with the archive's directory besides.

    Raises `StoreRefused` where a newer program made it, or the place cannot be used.
    """
    if isinstance(where, str) and "://" in where:
        if archive is None:
            raise StoreRefused("A store at a database URL needs a directory for its archive.")
        directory, url = archive, where
    else:
        directory = Path(where)
        url = f"sqlite:///{directory / FILE}"
    try:
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        if (directory / RESTORING).exists():
            raise StoreRefused(f"A restore into {directory} did not come to its end: run tieout restore again.")
        database = Database(url)
        with locked(directory / "opening.lock", wait=True):
            if database.is_sqlite:
                _make_private(directory / FILE)
            bring_up_to_date(database)
    except OSError as error:
        raise StoreRefused(f"The state directory {directory} cannot be used: {error.strerror}.") from error
    return Store(database, directory)


def _make_private(file: Path) -> None:
    """Nobody but the service's user reads the ledger; SQLite gives its side files the same rights."""
    os.close(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600))


@contextmanager
def locked(file: Path, *, wait: bool) -> Iterator[None]:
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreInUse(f"Another tieout service works on {file.parent}; stop it first.") from None
        yield
    finally:
        os.close(descriptor)
