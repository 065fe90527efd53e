"""The driver pg8000 (an optional extra), which alone leaves the socket of a failed or broken connection open, and now and then tells of
a reset one by the system's own error, which nobody above knows for a lost connection.
"""

from __future__ import annotations

import contextlib
from typing import Any

import pg8000.legacy


class Connection(pg8000.legacy.Connection):  # type: ignore[misc]  # the driver has no types
    """A connection that is closed when it ends, however it ends."""

    _usock: Any = None
    _sock: Any = None

    def __init__(self, **arguments: object) -> None:
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


def _end(*parts: Any) -> None:
    for part in parts:
        if part is not None:
            with contextlib.suppress(OSError):
                part.close()
