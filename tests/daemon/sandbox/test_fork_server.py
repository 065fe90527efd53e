"""The fork server by itself: its readiness, its orders and its end."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Generator, Iterator
from pathlib import Path

import msgspec
import pytest

from daemon.sandbox.budget import Budget
from daemon.sandbox.fork_server import Ended, Order, Ready

ROOT = Path(__file__).parents[3]
PROGRAM = "import sys; from daemon.sandbox.fork_server import serve; serve(int(sys.argv[1]), sys.argv[2], sys.argv[3:])"


@pytest.fixture
def orders() -> Iterator[socket.socket]:
    yield from server("tests.support.sandbox_probes:echo")


def server(preload: str) -> Generator[socket.socket, None, None]:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [sys.executable, "-c", PROGRAM, str(theirs.fileno()), preload, str(ROOT / "parsers")]
    with subprocess.Popen(command, cwd=ROOT, pass_fds=(theirs.fileno(),)) as process:
        theirs.close()
        with ours:
            yield ours
        assert 0 == process.wait()


def order(orders: socket.socket, probe: str) -> tuple[socket.socket, socket.socket]:
    channel, theirs = socket.socketpair()
    notice, told = socket.socketpair()
    message = msgspec.json.encode(Order(f"tests.support.sandbox_probes:{probe}", Budget()))
    socket.send_fds(orders, [message], [theirs.fileno(), told.fileno()])
    theirs.close()
    told.close()
    return channel, notice


def test_it_says_when_it_is_ready_and_ends_with_its_socket(orders: socket.socket) -> None:
    assert "" == msgspec.json.decode(orders.recv(65536), type=Ready).error


def test_it_says_why_it_cannot_be_ready() -> None:
    made = server("tests.support.sandbox_probes:fail")
    assert "ValueError: bad paper" == msgspec.json.decode(next(made).recv(65536), type=Ready).error
    made.close()


def test_children_live_side_by_side_and_each_end_is_told_to_whom_it_concerns(orders: socket.socket) -> None:
    orders.recv(65536)
    slow, slow_notice = order(orders, "sleep")
    quick, quick_notice = order(orders, "echo")
    with slow, slow_notice, quick, quick_notice:
        quick.sendall(b"abc")
        quick.shutdown(socket.SHUT_WR)
        assert b"Acba" == b"".join(iter(lambda: quick.recv(99), b""))
        assert 0 == msgspec.json.decode(quick_notice.recv(4096), type=Ended).status
        slow.sendall(b"0")
        slow.shutdown(socket.SHUT_WR)
        assert 0 == msgspec.json.decode(slow_notice.recv(4096), type=Ended).status
        assert b"" == slow_notice.recv(4096)


def test_a_child_for_which_nobody_waits_is_killed(orders: socket.socket) -> None:
    orders.recv(65536)
    channel, notice = order(orders, "sleep")
    channel.sendall(b"600")
    channel.shutdown(socket.SHUT_WR)
    notice.close()
    with channel:
        try:
            said = channel.recv(99)
        except ConnectionResetError:  # it was killed before it had read what we sent
            said = b""
        assert b"" == said
