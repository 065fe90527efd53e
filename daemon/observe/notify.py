"""Telling systemd how the service fares: sd_notify(3) in a few lines, without a library.

Outside systemd ($NOTIFY_SOCKET unset) every call does nothing.
"""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Mapping


class Notifier:
    """The service's line to systemd. A lost message is no reason to stop serving, so no call raises."""

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        found = os.environ if environment is None else environment
        address = found.get("NOTIFY_SOCKET", "")
        # "@" stands for the leading NUL of Linux' abstract sockets (unix(7)).
        self._address = "\0" + address[1:] if address.startswith("@") else address
        self.watchdog_seconds = _watchdog_seconds(found)

    @property
    def listened(self) -> bool:
        """Whether systemd wants to hear anything."""
        return bool(self._address)

    def ready(self, status: str) -> None:
        self._send(f"READY=1\nSTATUS={_line(status)}")

    def status(self, text: str) -> None:
        """Say one line that `systemctl status` shows, e.g. "watching 2 mailboxes, 3 cases held"."""
        self._send(f"STATUS={_line(text)}")

    def stopping(self, status: str = "stopping") -> None:
        self._send(f"STOPPING=1\nSTATUS={_line(status)}")

    def alive(self) -> None:
        self._send("WATCHDOG=1")

    def _send(self, message: str) -> None:
        if not self._address:
            return
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.connect(self._address)
            line.sendall(message.encode())


def _line(text: str) -> str:
    return " ".join(text.split())


def _watchdog_seconds(environment: Mapping[str, str]) -> float | None:
    """Return how long systemd waits between two signs of life, None where it does not watch this process."""
    microseconds = environment.get("WATCHDOG_USEC", "")
    if environment.get("WATCHDOG_PID", str(os.getpid())) != str(os.getpid()):
        return None
    return int(microseconds) / 1_000_000 if microseconds.isdigit() and int(microseconds) > 0 else None
