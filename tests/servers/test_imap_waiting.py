"""The moments in IDLE at which imapclient goes deaf or out of step, played by a scripted server."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from daemon.mailboxes import imap_waiting
from daemon.mailboxes.base import Cursor, TemporaryMailboxError
from daemon.mailboxes.imap import ImapConnection
from tests.support.scripted_imap import CAPABILITIES, ScriptedImap, Wire

pytestmark = pytest.mark.servers
Serve = Callable[..., ScriptedImap]


def ready(wire: Wire, capabilities: str = CAPABILITIES) -> None:
    """Log-in and a first look at an empty folder, then the look before waiting."""
    wire.greet(capabilities)
    wire.select(exists=0, uidnext=1)
    no_news(wire)


def no_news(wire: Wire) -> None:
    wire.expect("NOOP")
    wire.search()


def idle(wire: Wire, *before: str, after: tuple[str, ...] = ()) -> str:
    line = wire.read()
    assert "IDLE" in line
    wire.say(*before, "+ idling", *after)
    return line.split()[0]


def done(wire: Wire, tag: str, *before: str) -> None:
    assert "DONE" == wire.read()
    wire.say(*before, f"{tag} OK idle ended")


def connection(server: ScriptedImap, state: Path, read_seconds: float = 20.0, **changes: object) -> ImapConnection:
    return ImapConnection(server.mailbox(**changes), lambda _: "secret", state, read_seconds)


def looked(opened: ImapConnection) -> None:
    assert [] == list(opened.fetch(Cursor()))


def test_a_server_that_closes_during_idle_is_dead_and_not_asked_again_and_again(
    scripted_imap: Serve, tmp_path: Path
) -> None:
    def script(wire: Wire) -> None:
        ready(wire)
        idle(wire)
        wire.close()

    server = scripted_imap(script)
    with connection(server, tmp_path) as opened:
        looked(opened)
        with pytest.raises(TemporaryMailboxError, match="closed the connection while we waited"):
            opened.wait(60)


def test_an_event_in_the_packet_of_the_confirmation_is_found_after_a_short_first_slice(
    scripted_imap: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap_waiting, "FIRST_SLICE", 0.2)

    def script(wire: Wire) -> None:
        ready(wire)
        tag = idle(wire, after=("* 1 EXISTS",))
        done(wire, tag)
        wire.expect("NOOP")
        wire.search(1)
        wire.read()

    with connection(scripted_imap(script), tmp_path) as opened:
        looked(opened)
        assert opened.wait(60)


def test_news_before_the_confirmation_open_a_new_connection(scripted_imap: Serve, tmp_path: Path) -> None:
    def early(wire: Wire) -> None:
        ready(wire)
        idle(wire, "* 1 EXISTS")
        wire.read()

    def second(wire: Wire) -> None:
        wire.greet()
        wire.select(exists=0)
        wire.read()

    server = scripted_imap(early, second)
    with connection(server, tmp_path) as opened:
        looked(opened)
        assert opened.wait(60)
        looked(opened)
    assert 2 == len(server.wires)


def test_a_server_that_always_speaks_early_is_polled_in_the_end(
    scripted_imap: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap_waiting, "POLL_SECONDS", 0.05)

    def early(wire: Wire) -> None:
        wire.greet()
        wire.select(exists=0)
        while True:
            line = wire.read()
            tag = line.split()[0]
            if "IDLE" in line:
                wire.say("* 1 RECENT", "+ idling")
            else:
                wire.say(f"{tag} OK done")

    server = scripted_imap(early)
    with connection(server, tmp_path) as opened:
        looked(opened)
        assert [True] * 4 == [opened.wait(60) for _ in range(4)]
        assert not opened.wait(0.2)
    assert 5 == len(server.wires)
    assert not any("IDLE" in command for command in server.wires[-1].commands)


def test_half_a_line_is_the_end_of_a_connection(scripted_imap: Serve, tmp_path: Path) -> None:
    def script(wire: Wire) -> None:
        ready(wire)
        idle(wire)
        wire.raw(b"* 1 EX")
        wire.read()

    with connection(scripted_imap(script), tmp_path) as opened:
        looked(opened)
        with pytest.raises(TemporaryMailboxError, match="broke"):
            opened.wait(60)


def test_a_half_open_peer_is_given_up_after_the_read_timeout(
    scripted_imap: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap_waiting, "FIRST_SLICE", 0.2)
    over = threading.Event()

    def script(wire: Wire) -> None:
        ready(wire)
        idle(wire)
        over.wait(30)  # says nothing any more, also not to DONE

    with connection(scripted_imap(script), tmp_path, read_seconds=0.5) as opened:
        looked(opened)
        with pytest.raises(TemporaryMailboxError, match="does not answer"):
            opened.wait(60)
        with pytest.raises(TemporaryMailboxError, match="open a new one"):
            opened.wait(60)
    over.set()


def test_still_here_is_no_news(scripted_imap: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imap_waiting, "FIRST_SLICE", 0.1)

    def script(wire: Wire) -> None:
        ready(wire)
        for _ in range(2):
            tag = idle(wire)
            time.sleep(0.05)
            wire.say("* OK Still here")
            done(wire, tag)
            no_news(wire)
        tag = idle(wire)
        wire.say("* 1 EXISTS")
        done(wire, tag)
        wire.expect("NOOP")
        wire.search(1)
        wire.read()

    with connection(scripted_imap(script), tmp_path) as opened:
        looked(opened)
        assert opened.wait(60)


def test_without_idle_the_folder_is_asked_now_and_then(
    scripted_imap: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap_waiting, "POLL_SECONDS", 0.05)

    def script(wire: Wire) -> None:
        ready(wire, "IMAP4rev1")
        no_news(wire)
        wire.expect("NOOP")
        wire.search(1)
        wire.read()

    with connection(scripted_imap(script), tmp_path) as opened:
        looked(opened)
        assert opened.wait(60)


def test_the_last_mail_named_by_an_open_range_is_no_news(scripted_imap: Serve, tmp_path: Path) -> None:
    def script(wire: Wire) -> None:
        wire.greet("IMAP4rev1")
        wire.select(exists=1, uidnext=6)
        wire.search(5)
        wire.expect("NOOP")
        wire.search(5)
        wire.read()

    with connection(scripted_imap(script), tmp_path) as opened:
        assert [] == list(opened.fetch(Cursor(7, 5)))
        assert not opened.wait(0)
