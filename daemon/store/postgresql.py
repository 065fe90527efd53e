"""PostgreSQL as the place of the store: how it is reached, and how it keeps what SQLite keeps.

One writer at a time: every transaction that writes first takes one advisory lock, as BEGIN IMMEDIATE does, so that what a
transaction has read still holds when it writes. A transaction that only reads sees one moment. Steps write for milliseconds and
read papers for far longer, so the lock does not decide how much work gets done.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, OperationalError, ProgrammingError
from sqlalchemy.pool import ConnectionPoolEntry

from daemon.config.load import is_loopback

# Numbers of this program's own among the advisory locks of a database: "tieout" in ASCII, and a count.
WRITERS: Final = 0x7469656F75740001
SERVICE: Final = 0x7469656F75740002

WAIT_MILLISECONDS = 60_000
"""How long a writer waits for another."""

SILENT_SECONDS = 600
"""How long a server may keep silent while it is asked something, before the connection counts as lost."""

NO_NUL = "\ufffd"
"""What stands for U+0000, which PostgreSQL keeps in no text."""

_SETTLE = f"""
SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE;
SET lock_timeout = {WAIT_MILLISECONDS};
SET tcp_keepalives_idle = 30;
SET tcp_keepalives_interval = 10;
SET tcp_keepalives_count = 3;
SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'
"""
# A commit that may be forgotten when the power fails would forget the mark that a reply is on its way.

NOTED = """
CREATE TEMP TABLE IF NOT EXISTS touched (noun text NOT NULL, k1 text NOT NULL, k2 text NOT NULL) ON COMMIT DELETE ROWS
"""
"""Where the triggers of daemon/store/touched.py note what this connection writes."""

_OF_THE_WORLD = ("08", "25006", "40001", "40P01", "53", "55P03", "57", "58", "XX")
"""How SQLSTATEs begin that blame the server or the moment (PostgreSQL, appendix A): connection, read-only after a failover,
deadlock, resources, lock not available, operator intervention, system error, internal error."""

_ENDED = ("08", "57P")
"""Those after which the connection is of no more use."""


class AddressRefused(Exception):
    """The address of a database cannot be used; the message says why."""


class Refusal(Exception):
    """What the server said, in its words and without the values of the rows concerned."""


def address(text: str) -> URL:
    """Return `text` as a database's address. Raises `AddressRefused`, never quoting a password that stands in it.

    `postgresql://user@host:5432/database`; without a host, `?host=/directory` names that of the server's Unix socket.
    """
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise AddressRefused(
            "This is no address of a database, such as postgresql://tieout@db.example.com/tieout."
        ) from None
    if url.drivername not in {"postgresql", "postgresql+pg8000"}:
        raise AddressRefused("The address of a database begins with postgresql://.")
    if url.password is not None:
        raise AddressRefused("A password stands in the address of the database; name a credential instead.")
    if not url.username or not url.database:
        raise AddressRefused(
            "The address of a database names user and database: postgresql://tieout@db.example.com/tieout."
        )
    if set(url.query) - {"host"} or (url.host and url.query) or not (url.host or url.query):
        raise AddressRefused("The address of a database names one host, or ?host=/directory of its Unix socket.")
    return url.set(drivername="postgresql+pg8000")


def shown(url: URL) -> str:
    """Return an address as people write it."""
    return url.set(drivername="postgresql").render_as_string(hide_password=True)


def engine(url: URL, password: str = "", ca_file: str = "") -> Engine:
    """Return the engine for an `address`. The certificate of a server that is not on this machine is always checked."""
    try:
        from daemon.store.postgresql_driver import Connection as Driven  # noqa: PLC0415 - an optional extra
    except ImportError:
        raise AddressRefused("PostgreSQL needs the extra of that name: pip install 'tieout[postgresql]'.") from None
    arguments: dict[str, object] = {"password": password, "timeout": SILENT_SECONDS, "application_name": "tieout"}
    socket = url.query.get("host")
    if socket:
        arguments |= {"unix_sock": f"{socket}/.s.PGSQL.{url.port or 5432}", "ssl_context": False}
    elif is_loopback(url.host or ""):
        arguments["ssl_context"] = False
    else:
        try:
            arguments["ssl_context"] = ssl.create_default_context(cafile=ca_file or None)
        except (OSError, ssl.SSLError):
            raise AddressRefused(f"The authority's certificate {ca_file} cannot be read.") from None
    # Each thread of the service needs a connection or two. A connection is tried before it is used, so that a restart of the
    # server costs no more than the transactions of that moment.
    made = create_engine(
        url.set(query={}),
        connect_args=arguments,
        pool_size=5,
        max_overflow=50,
        pool_pre_ping=True,
        hide_parameters=True,
    )
    event.listen(made, "do_connect", lambda _dialect, _record, _args, keywords: Driven(**keywords))
    event.listen(made, "connect", _settle)
    event.listen(made, "begin", _begin)
    event.listen(made, "before_cursor_execute", _without_nul, retval=True)
    event.listen(made, "handle_error", _translate, retval=True)
    return made


def copy_in(tx: Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write many rows at once, by COPY. Values are None, text, whole numbers and booleans."""
    names = ", ".join(f'"{name}"' for name in columns)
    cursor: Any = tx.connection.cursor()
    try:
        cursor.execute(f'COPY "{table}" ({names}) FROM STDIN', stream=(_copied(row) for row in rows))
    except Exception as error:
        found = _translated(error)
        if found is None:
            raise
        raise found from None
    finally:
        cursor.close()


def _settle(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    del record
    cursor = connection.cursor()
    for statement in (*_SETTLE.split(";"), NOTED):
        cursor.execute(statement)
    cursor.close()
    connection.commit()


def _begin(connection: Connection) -> None:
    options: Mapping[str, Any] = connection.get_execution_options()
    if options.get("holds"):
        return
    if options.get("writes"):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _without_nul(
    _connection: Connection, _cursor: Any, statement: str, parameters: Any, _context: Any, executemany: bool
) -> tuple[str, Any]:
    if executemany:
        return statement, [_cleaned(each) for each in parameters]
    return statement, _cleaned(parameters)


def _cleaned(parameters: Any) -> Any:
    if isinstance(parameters, tuple) and any(isinstance(value, str) and "\0" in value for value in parameters):
        return tuple(value.replace("\0", NO_NUL) if isinstance(value, str) else value for value in parameters)
    return parameters


_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": NO_NUL})


def _copied(row: Sequence[object]) -> str:
    """Return a row in COPY's text format (PostgreSQL, "COPY", File Formats)."""
    return "\t".join("\\N" if value is None else str(value).translate(_ESCAPES) for value in row) + "\n"


def _translate(context: ExceptionContext) -> BaseException | None:
    """Say by the exception's class what failed, which the driver does not, and leave out what rows it was about."""
    found = _translated(context.original_exception)
    if found is not None:
        if _state_of(context.original_exception).startswith(_ENDED):
            context.is_disconnect = True
        found.connection_invalidated = context.is_disconnect
    return found


def _translated(error: BaseException) -> DBAPIError | None:
    """Return an error of the driver as one of SQLAlchemy's; None where it is one already, or no error of a server."""
    if type(error).__module__.partition(".")[0] != "pg8000":
        return OperationalError(None, None, error, hide_parameters=True) if isinstance(error, OSError) else None
    state = _state_of(error)
    if not state:
        of_the_world = type(error).__name__ == "InterfaceError"  # "network error", "Can't create a connection"
        return OperationalError(None, None, Refusal(str(error)), hide_parameters=True) if of_the_world else None
    told = error.args[0]
    refusal = Refusal(f"{told.get('M', 'refused')} ({state})")
    kind: type[DBAPIError] = ProgrammingError
    if state.startswith(_OF_THE_WORLD) or state.startswith("28"):
        kind = OperationalError
    elif state.startswith("23"):
        kind = IntegrityError
    return kind(None, None, refusal, hide_parameters=True)


def _state_of(error: BaseException) -> str:
    """Return the SQLSTATE that the server gave, "" where the driver speaks for itself."""
    told = error.args[0] if error.args else None
    return str(told.get("C", "")) if isinstance(told, dict) else ""
