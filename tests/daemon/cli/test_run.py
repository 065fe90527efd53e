"""The service as a real process: once, for ever, stopped by systemd, and refused where it cannot serve."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from daemon.cli import exits
from tests.daemon.cli.conftest import Ended

LETTER = (
    b"From: Somebody <somebody@stranger.example>\r\nTo: us@acme.example\r\nSubject: Good day\r\n"
    b"Message-ID: <1@stranger.example>\r\nDate: Thu, 05 Nov 2026 08:35:00 +0800\r\n\r\nHello.\r\n"
)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    for folder in ("new", "cur", "tmp"):
        (tmp_path / "mail" / folder).mkdir(parents=True)
    file = tmp_path / "tieout.toml"
    file.write_text(
        '[company]\nname = "Acme"\n[[mailboxes]]\nname = "in"\nkind = "folder"\naddress = "us@acme.example"\npath = "mail"\n'
        'poll_seconds = 1\n[outgoing]\nkind = "folder"\npath = "out"\n[authenticity]\nrequire = false\n',
        encoding="utf-8",
    )
    return file


def deliver(config: Path, name: str, content: bytes = LETTER) -> None:
    (config.parent / "mail" / "new" / name).write_bytes(content)


def test_once_handles_what_is_there_and_ends(config: Path, tieout: Callable[..., Ended]) -> None:
    deliver(config, "1.a.host")
    ended = tieout("run", "--once", "-c", config)
    assert exits.DONE == ended.code
    (line,) = [line for line in ended.out.splitlines() if "Good day" in line]
    assert "hold" in line
    assert "somebody@stranger.example" in line
    again = tieout("run", "--once", "-c", config)
    assert "Nothing new lies in the mailboxes.\n" == again.out


def test_a_mailbox_that_is_not_there_is_said_and_fails(config: Path, tieout: Callable[..., Ended]) -> None:
    (config.parent / "mail").rename(config.parent / "elsewhere")
    ended = tieout("run", "--once", "-c", config)
    assert exits.FAILED == ended.code
    assert "does not exist" in ended.err


def test_a_configuration_without_a_mailbox_cannot_be_served(tmp_path: Path, tieout: Callable[..., Ended]) -> None:
    (tmp_path / "tieout.toml").write_text('[company]\nname = "Acme"\n', encoding="utf-8")
    ended = tieout("run", "--once", "-c", tmp_path / "tieout.toml")
    assert exits.UNUSABLE == ended.code
    assert "No mailbox is configured" in ended.err


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[tuple[socket.socket, str]]:
    address = str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(address)
        ear.settimeout(60)
        yield ear, address


def heard(ear: socket.socket, wanted: str) -> str:
    while True:
        message = ear.recv(2000).decode()
        if wanted in message:
            return message


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_service_is_ready_lives_answers_and_stops_cleanly(
    config: Path, systemd: tuple[socket.socket, str], number: signal.Signals
) -> None:
    ear, address = systemd
    process = subprocess.Popen(
        [sys.executable, "-m", "daemon", "run", "-c", str(config)],
        env={**os.environ, "NOTIFY_SOCKET": address, "WATCHDOG_USEC": "600000"},
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert "watching in" in heard(ear, "READY=1")
        assert heard(ear, "WATCHDOG=1")
        deliver(config, "2.b.host")
        assert process.stderr is not None
        line = next(line for line in process.stderr if "decided" in line)
        assert "hold" in line
        process.send_signal(number)
        assert heard(ear, "STOPPING=1")
        out, err = process.communicate(timeout=60)
    finally:
        process.kill()
    assert (exits.DONE, "") == (process.returncode, out)
    assert "Traceback" not in err
    assert "service_stopped" in err


def test_a_second_service_on_the_same_store_is_refused(
    config: Path, systemd: tuple[socket.socket, str], tieout: Callable[..., Ended]
) -> None:
    ear, address = systemd
    process = subprocess.Popen(
        [sys.executable, "-m", "daemon", "run", "-c", str(config)],
        env={**os.environ, "NOTIFY_SOCKET": address},
        stderr=subprocess.DEVNULL,
    )
    try:
        heard(ear, "READY=1")
        ended = tieout("run", "--once", "-c", config)
        assert exits.FAILED == ended.code
        assert "Another tieout service works on" in ended.err
        process.send_signal(signal.SIGTERM)
        assert exits.DONE == process.wait(60)
    finally:
        process.kill()


def test_the_log_is_json_where_it_is_asked_for(config: Path) -> None:
    config.write_text(config.read_text(encoding="utf-8") + '[log]\nformat = "json"\n', encoding="utf-8")
    deliver(config, "3.c.host")
    result = subprocess.run(
        [sys.executable, "-m", "daemon", "run", "--once", "-c", str(config)], capture_output=True, text=True, check=True
    )
    logged = [json.loads(line)["event"] for line in result.stderr.splitlines()]
    assert "mail_received" in logged
    assert "decided" in logged


def test_a_role_that_there_is_not_and_roles_without_sharing_are_refused(
    config: Path, tieout: Callable[..., Ended]
) -> None:
    ended = tieout("run", "--roles", "watch,dance", "-c", config)
    assert exits.UNUSABLE == ended.code
    assert '"watch,dance" are no roles' in ended.err
    ended = tieout("run", "--roles", "watch", "-c", config)
    assert exits.UNUSABLE == ended.code
    assert "engine.roles" in ended.err
