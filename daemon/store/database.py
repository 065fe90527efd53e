"""The engine with its safety settings, and the two ways to use it: `reading` and `writing`.

SQLite (the embedded default): WAL, synchronous=FULL (NORMAL may forget the last commits when the power fails, and with them
the mark that a reply is on its way), foreign keys on, and BEGIN IMMEDIATE for every write, because a transaction that turns
from reading to writing is refused at once instead of waiting. PostgreSQL goes through the same schema; daemon/store/postgresql.py makes it keep the same.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry

from daemon.observe import events
from daemon.store import advisory_locks, chain, touched
from daemon.store.advisory_locks import Hold
from daemon.store.prepared import driven

BUSY_MILLISECONDS = 60_000
"""How long a writer waits for another: longer than the import of a million ledger rows."""

RESET_BUG_FIXED_IN = (3, 51, 3)
"""Before it, two connections that write and checkpoint in the same instant may, very rarely, damage a WAL database."""

MOST_VALUES = 500
"""How many values one query asks for: SQLite and drivers limit them."""

log = structlog.get_logger()


def batched(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the values in portions that one query may ask for."""
    for start in range(0, len(values), MOST_VALUES):
        yield values[start : start + MOST_VALUES]


class Database:
    """One engine. Transactions are opened with `with database.writing() as tx:` and commit at the end of the block."""

    def __init__(self, where: str | Engine) -> None:
        # Each thread of the service needs a connection or two, and there is a thread for each mailbox.
        self.engine = (
            create_engine(where, pool_size=5, max_overflow=200, connect_args={"cached_statements": 512})
            if isinstance(where, str)
            else where
        )
        self._hold: int | None = None
        self._here = threading.local()
        if self.is_sqlite:
            event.listen(self.engine, "connect", _settle_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self, tx: Connection | None = None) -> Iterator[Connection]:
        """Give `tx` itself, or the connection of this thread's `one_moment`, or one for reading that sees one moment."""
        within = tx if tx is not None else self._moment()
        if within is not None:
            yield within
            return
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def one_moment(self) -> Iterator[Connection]:
        """Let all that this thread reads within the block see the same moment, over one connection. What is written meanwhile, by this
        thread too, is not seen; so nothing is written within it.
        """
        if (outer := self._moment()) is not None:
            yield outer
            return
        with self.engine.connect() as connection:
            self._here.moment = connection
            try:
                yield connection
            finally:
                self._here.moment = None

    def _moment(self) -> Connection | None:
        found: Connection | None = getattr(self._here, "moment", None)
        return found

    @contextmanager
    def writing(
        self, tx: Connection | None = None, *, sealed: bool = True, at_once: bool = False
    ) -> Iterator[Connection]:
        """Give `tx` itself, or a transaction that commits at the end of the block and undoes all when it raises.

        When it commits, the audit tells what was added to it and vouches for every row that was written. Not `sealed`: it does not,
        since whole tables are made or copied with the audit that vouches for them already. `at_once`: where another writes into an
        SQLite file just now, this raises OperationalError instead of waiting.
        """
        if tx is not None:
            yield tx
            return
        gathered = chain.Pending()
        options = {"writes": True, "pending": gathered, "at_once": at_once}
        with self.engine.connect().execution_options(**options) as connection, connection.begin():
            self._require_held(connection)
            watched = sealed and touched.watch(connection)
            yield connection
            if watched:
                gathered.seals += touched.seals(connection)
            chain.close(connection, gathered)

    def copy_to(self, target: Path) -> None:
        """Write an SQLite database as it stands at this moment into a new file, while others go on writing."""
        # Through the driver's own connection, since VACUUM is refused inside a transaction.
        connection = self.engine.raw_connection()
        try:
            connection.cursor().execute("VACUUM INTO ?", (str(target),))
        finally:
            connection.close()
        target.chmod(0o600)

    @contextmanager
    def held(self, *, shared: bool = False) -> Iterator[Hold | None]:
        """Hold a database on a server for the one service, or `shared` with others. Give None where it is held otherwise; else
        every write is refused from the moment that the hold ends.
        """
        with advisory_locks.held(self.engine, shared=shared) as hold:
            self._hold = hold.token if hold is not None else None
            try:
                yield hold
            finally:
                self._hold = None

    @contextmanager
    def session(self) -> Iterator[Hold]:
        """Give a connection of its own on a server, over which a thread takes what it alone may do."""
        with advisory_locks.session(self.engine) as hold:
            yield hold

    @contextmanager
    def fenced(self, hold: Hold) -> Iterator[None]:
        """Refuse every write of this thread within the block once `hold` has ended: another may have taken over what it held."""
        before = self._fences()
        self._here.fences = (*before, hold.token)
        try:
            yield
        finally:
            self._here.fences = before

    def require_held(self) -> None:
        """Raise `OperationalError` where what this process or this thread holds on a server was lost: then it may write nothing, and
        should begin nothing either.
        """
        if self._hold is not None or self._fences():
            with self.reading() as connection:
                self._require_held(connection)

    def _require_held(self, connection: Connection) -> None:
        for token in self._fences() if self._hold is None else (self._hold, *self._fences()):
            advisory_locks.require_held(connection, token)

    def _fences(self) -> tuple[int, ...]:
        found: tuple[int, ...] = getattr(self._here, "fences", ())
        return found

    def dispose(self) -> None:
        self.engine.dispose()


def warn_of_old_sqlite() -> None:
    """Say once at the start of the service that the library below has a known rare fault."""
    if sqlite3.sqlite_version_info < RESET_BUG_FIXED_IN:
        log.warning(events.SQLITE_OLD, version=sqlite3.sqlite_version, fixed_in=".".join(map(str, RESET_BUG_FIXED_IN)))


def _settle_sqlite(connection: sqlite3.Connection, record: ConnectionPoolEntry) -> None:
    del record
    # The driver's own transaction handling would commit before DDL and begin lazily; BEGIN is ours (see _begin_sqlite).
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA temp_store=MEMORY")  # where a transaction's rows are noted (daemon/store/touched.py)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    options: Any = connection.get_execution_options()
    if not options.get("at_once"):
        driven(connection, "BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")
        return
    connection.exec_driver_sql("PRAGMA busy_timeout=0")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
