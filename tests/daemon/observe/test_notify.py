"""What systemd hears on a real socket."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from daemon.observe.notify import Notifier


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[tuple[socket.socket, str]]:
    address = str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(address)
        ear.settimeout(5)
        yield ear, address


def test_start_status_life_and_end_are_said(systemd: tuple[socket.socket, str]) -> None:
    ear, address = systemd
    notifier = Notifier({"NOTIFY_SOCKET": address})
    notifier.ready("watching 1 mailbox")
    notifier.status("3 cases held\nREADY=0")
    notifier.alive()
    notifier.stopping()
    assert [
        "READY=1\nSTATUS=watching 1 mailbox",
        "STATUS=3 cases held READY=0",
        "WATCHDOG=1",
        "STOPPING=1\nSTATUS=stopping",
    ] == [ear.recv(1000).decode() for _ in range(4)]


def test_an_abstract_socket_is_reached() -> None:
    name = f"tieout-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind("\0" + name)
        ear.settimeout(5)
        Notifier({"NOTIFY_SOCKET": "@" + name}).alive()
        assert b"WATCHDOG=1" == ear.recv(100)


def test_outside_systemd_and_after_its_end_nothing_happens(tmp_path: Path) -> None:
    Notifier({}).ready("nobody listens")
    Notifier({"NOTIFY_SOCKET": str(tmp_path / "gone")}).alive()


@pytest.mark.parametrize(
    ("environment", "seconds"),
    [
        ({"WATCHDOG_USEC": "120000000", "WATCHDOG_PID": str(os.getpid())}, 120.0),
        ({"WATCHDOG_USEC": "500000"}, 0.5),
        ({"WATCHDOG_USEC": "120000000", "WATCHDOG_PID": "1"}, None),
        ({"WATCHDOG_USEC": "0"}, None),
        ({"WATCHDOG_USEC": "soon"}, None),
        ({}, None),
    ],
)
def test_the_watchdog_counts_only_where_it_watches_this_process(
    environment: dict[str, str], seconds: float | None
) -> None:
    assert seconds == Notifier(environment).watchdog_seconds
