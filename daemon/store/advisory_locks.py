"""What one process alone may do on a PostgreSQL server: held by an advisory lock, over a connection of its own.

The one service of a store holds it so; several that share a store hold it together. A mailbox, the sweeping and the sending of one reply
are held likewise. When the connection ends, whatever the process died of, the lock is free for another. When only the connection was
lost (the server was restarted, the network cut), the process lives on: each of its writes then notices, and is refused.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError, PendingRollbackError

from daemon.store.postgresql import SERVICE, Refusal

GHOST_SECONDS = 5.0
"""How long the server may take to notice that a killed service is gone."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A connection of its own, over which something is held until it ends. `token`: what the store knows it by."""

    token: int
    connection: Connection

    def stands(self) -> bool:
        """Whether the connection still lives."""
        try:
            self._ask("SELECT 1")
        except DBAPIError:
            return False
        return True

    def take(self, what: str) -> bool:
        """Hold `what` as well, unless another does. Whoever holds it already holds it once more. Raises `OperationalError`."""
        return bool(self._ask(f"SELECT pg_try_advisory_lock({number_of(what)})"))

    def free(self, what: str) -> None:
        """Let go of `what` once. Raises `OperationalError`."""
        self._ask(f"SELECT pg_advisory_unlock({number_of(what)})")

    def _ask(self, statement: str) -> object:
        try:
            return self.connection.exec_driver_sql(statement).scalar()
        except PendingRollbackError:  # it was lost before
            raise OperationalError(None, None, Refusal("the connection that held this was lost")) from None


@contextmanager
def session(database: Engine) -> Iterator[Hold]:
    """Give a hold with nothing held yet but its token. The server notices within half a minute when this machine is gone."""
    token = secrets.randbits(62)
    with database.connect() as connection:
        try:
            connection.connection.rollback()  # the transaction in which the pool tried whether this one still lives
        except database.dialect.loaded_dbapi.Error as error:  # said beside SQLAlchemy, which would call it by this name
            connection.invalidate()
            raise OperationalError(None, None, Refusal(str(error))) from error
        connection.execution_options(isolation_level="AUTOCOMMIT", holds=True)
        try:
            for setting, value in (("idle", 10), ("interval", 5), ("count", 3)):
                connection.exec_driver_sql(f"SET tcp_keepalives_{setting} = {value}")
            connection.exec_driver_sql(
                "SELECT set_config('application_name', %s, false)", (f"tieout {this_process()}",)
            )
            connection.exec_driver_sql(f"SELECT pg_advisory_lock({token})")
            yield Hold(token, connection)
        finally:
            # The pool would keep the connection, and with it the locks; one that was lost cannot even be asked to roll back.
            connection.invalidate()


@contextmanager
def held(database: Engine, *, shared: bool = False) -> Iterator[Hold | None]:
    """Hold the store for one service, or `shared` with others that share it. Give None where it is held otherwise."""
    how = "_shared" if shared else ""
    with session(database) as hold:
        end = time.monotonic() + GHOST_SECONDS
        while not hold.connection.exec_driver_sql(f"SELECT pg_try_advisory_lock{how}({SERVICE})").scalar():
            if time.monotonic() > end:
                yield None
                return
            time.sleep(0.05)
        yield hold


def this_process() -> str:
    """Return machine and process, as people look for them."""
    return f"{socket.gethostname().replace('/', '-')[:40]}:{os.getpid()}"


def holders(connection: Connection, number: int) -> list[str]:
    """Return the processes whose sessions hold the advisory lock of this number, sorted."""
    query = """
        SELECT activity.application_name FROM pg_locks JOIN pg_stat_activity AS activity USING (pid)
        WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND classid = %s::bigint AND objid = %s::bigint
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"""
    found = connection.exec_driver_sql(query, ((number >> 32) & 0xFFFFFFFF, number & 0xFFFFFFFF)).scalars()
    return sorted(str(name).removeprefix("tieout ") for name in found)


def number_of(what: str) -> int:
    """Return the number of `what` among the advisory locks of a database."""
    return int.from_bytes(hashlib.sha256(f"tieout {what}".encode()).digest()[:8], "big", signed=True)


def ended(tx: Connection, token: int) -> bool:
    """Whether the hold of this token has ended, and with it the process or its connection."""
    return bool(tx.exec_driver_sql(f"SELECT pg_try_advisory_xact_lock_shared({token})").scalar())


def require_held(tx: Connection, token: int) -> None:
    """Raise `OperationalError` where the hold on the store has ended: another service may work on it now."""
    if ended(tx, token):
        raise OperationalError(None, None, Refusal("the hold on the store was lost with its connection"))
