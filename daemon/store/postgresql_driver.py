"""The driver pg8000 (an optional extra), which alone leaves the socket of a failed or broken connection open, and now and then tells of
a reset one by the system's own error, which nobody above knows for a lost connection.

It also goes to the server three times for a statement: to have it parsed, to learn what it returns, and to run it. A statement that comes a second
time over one connection is prepared there under a name, and is from then on only run.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from itertools import count
from typing import Any

import pg8000.legacy
from pg8000.converters import make_params

MOST_PREPARED = 400
"""Statements that one connection keeps prepared: those of every mail are about a hundred."""

MOST_SEEN = 4_000
_PLACE = re.compile(r"%s|'[^']*'|\"[^\"]*\"|%%")


class Cursor(pg8000.legacy.Cursor):  # type: ignore[misc]  # the driver has no types
    """A cursor that runs prepared what its connection has been asked before."""

    _c: Any
    _context: Any

    def execute(self, operation: str, args: Sequence[object] = (), stream: Any = None) -> Cursor:
        """Run a statement with its values in order. Raises the driver's errors."""
        if self._c is None or not args or stream is not None or self._input_oids or not self._c.knows(operation):
            super().execute(operation, args, stream)
            return self
        try:
            self._context = self._c.run_prepared(operation, args)
        except AttributeError:
            if self._c.is_closed():
                raise pg8000.legacy.InterfaceError("connection is closed") from None
            raise
        self._row_iter = iter(self._context.rows or [])
        return self


class Connection(pg8000.legacy.Connection):  # type: ignore[misc]  # the driver has no types
    """A connection that is closed when it ends, however it ends."""

    _usock: Any = None
    _sock: Any = None

    def cursor(self) -> Cursor:
        return Cursor(self, paramstyle="format")

    def is_closed(self) -> bool:
        return self._sock is None

    def knows(self, operation: str) -> bool:
        """Whether a statement is prepared, or came before and may be."""
        if operation in self._named:
            return True
        if len(self._named) >= MOST_PREPARED:
            return False
        if operation in self._seen:
            return True
        if len(self._seen) >= MOST_SEEN:
            self._seen.clear()
        self._seen.add(operation)
        return False

    def run_prepared(self, operation: str, args: Sequence[object]) -> Any:
        """Run a statement under its name, which it is given where it has none yet."""
        if not self._in_transaction and not self.autocommit:
            self.execute_simple("begin transaction")
        found = self._named.get(operation)
        if found is None:
            statement = _numbered(operation)
            found = self._named[operation] = (*self.prepare_statement(statement, ()), statement)
        name, columns, convert, statement = found
        return self.execute_named(name, make_params(self.py_types, args), columns, convert, statement)

    def __init__(self, **arguments: object) -> None:
        self._named: dict[str, tuple[Any, ...]] = {}
        self._seen: set[str] = set()
        try:
            super().__init__(**arguments)
        except BaseException:
            _end(self._sock, self._usock)
            raise

    def handle_messages(self, context: Any) -> None:
        """Read the server's answer. Raises `InterfaceError` however the connection was lost."""
        try:
            super().handle_messages(context)
        except OSError as error:
            raise pg8000.legacy.InterfaceError("network error") from error

    def close(self) -> None:
        """Say goodbye where the server still listens. A second time does nothing."""
        ends = (self._sock, self._usock)
        if self._usock is not None:
            with contextlib.suppress(pg8000.legacy.Error, OSError):
                super().close()
        _end(*ends)


def _numbered(operation: str) -> str:
    """Return a statement with $1, $2 in the place of each %s that stands outside quotes, as the server wants it."""
    places = count(1)

    def put(found: re.Match[str]) -> str:
        text = found.group()
        return f"${next(places)}" if text == "%s" else "%" if text == "%%" else text

    return _PLACE.sub(put, operation)


def _end(*parts: Any) -> None:
    for part in parts:
        if part is not None:
            with contextlib.suppress(OSError):
                part.close()
