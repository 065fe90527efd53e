"""Opening IMAP connections and what their failures mean, played by a scripted server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from daemon.config.load import ConfigError
from daemon.mailboxes import imap
from daemon.mailboxes.base import Cursor, PermanentMailboxError, Settled, TemporaryMailboxError
from daemon.mailboxes.imap import ImapConnection
from daemon.mailboxes.imap_session import ImapSession
from tests.support.scripted_imap import CAPABILITIES, ScriptedImap, Wire

pytestmark = pytest.mark.servers
Serve = Callable[..., ScriptedImap]


def session(server: ScriptedImap, **changes: object) -> ImapSession:
    return ImapSession(server.mailbox(**changes), lambda _: "pa55word", 10.0)


def test_the_server_is_told_who_we_are_before_a_folder_is_opened(scripted_imap: Serve) -> None:
    def script(wire: Wire) -> None:
        wire.greet()
        wire.select()
        wire.read()

    server = scripted_imap(script)
    opened = session(server)
    opened.open()
    opened.select("INBOX")
    words = [command.split()[1] for command in server.wires[0].commands]
    assert words.index("ID") < words.index("SELECT")
    opened.abandon()


def test_a_server_that_refuses_to_be_told_is_used_all_the_same(scripted_imap: Serve) -> None:
    def script(wire: Wire) -> None:
        wire.say("* OK [CAPABILITY IMAP4rev1 ID] ready")
        for answer in ("OK done", "OK [CAPABILITY IMAP4rev1 ID] in", "BAD what is that"):
            line = wire.read()
            if "CAPABILITY" in line:
                wire.say("* CAPABILITY IMAP4rev1 ID")
            wire.say(f"{line.split()[0]} {answer}")
        wire.expect("LIST", '* LIST () "." INBOX')
        wire.read()

    opened = session(scripted_imap(script))
    opened.open()
    assert opened.is_open
    opened.abandon()


def refusing(answer: str) -> Callable[[Wire], None]:
    def script(wire: Wire) -> None:
        wire.say("* OK [CAPABILITY IMAP4rev1] ready")
        line = wire.read()
        wire.say("* CAPABILITY IMAP4rev1", f"{line.split()[0]} OK done")
        line = wire.read()
        wire.say(f"{line.split()[0]} {answer}")
        wire.read()

    return script


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("NO [AUTHENTICATIONFAILED] Invalid credentials", PermanentMailboxError),
        ("NO LOGIN Login error or password error", PermanentMailboxError),
        ("NO [UNAVAILABLE] Temporary authentication failure", TemporaryMailboxError),
        ("NO [ALERT] Too many simultaneous connections", TemporaryMailboxError),
    ],
)
def test_a_refused_log_in_is_for_good_unless_the_server_says_for_now(
    scripted_imap: Serve, answer: str, kind: type[Exception]
) -> None:
    opened = session(scripted_imap(refusing(answer)))
    with pytest.raises(kind) as caught:
        opened.open()
    assert not opened.is_open
    assert "pa55word" not in str(caught.value)


def test_a_server_that_repeats_the_password_does_not_bring_it_into_the_message(scripted_imap: Serve) -> None:
    with pytest.raises(PermanentMailboxError) as caught:
        session(scripted_imap(refusing("NO wrong: LOGIN ar pa55word"))).open()
    assert "pa55word" not in str(caught.value)


def test_a_line_that_breaks_before_the_log_in_is_answered_is_a_failure_for_now_and_blames_no_password(
    scripted_imap: Serve,
) -> None:
    def script(wire: Wire) -> None:
        wire.say("* OK [CAPABILITY IMAP4rev1] ready")
        line = wire.read()
        wire.say("* CAPABILITY IMAP4rev1", f"{line.split()[0]} OK done")
        wire.read()

    with pytest.raises(TemporaryMailboxError) as caught:
        session(scripted_imap(script)).open()
    assert "refused" not in str(caught.value)


def test_nobody_listening_is_a_failure_for_now(scripted_imap: Serve) -> None:
    server = scripted_imap(lambda _: None)
    server.stop()
    with pytest.raises(TemporaryMailboxError, match="could not connect"):
        session(server).open()


def test_plain_text_to_another_machine_is_refused_before_anything_is_sent(scripted_imap: Serve) -> None:
    with pytest.raises(PermanentMailboxError, match="only for this machine"):
        session(scripted_imap(lambda _: None), host="imap.example.com").open()


def test_a_missing_secret_is_said(scripted_imap: Serve) -> None:
    def secret(name: str) -> str:
        raise ConfigError(f"no credential {name}")

    with pytest.raises(PermanentMailboxError, match="no credential imap-password"):
        ImapSession(scripted_imap(lambda _: None).mailbox(), secret).open()


def test_a_mailbox_without_a_host_says_what_to_set(scripted_imap: Serve) -> None:
    with pytest.raises(PermanentMailboxError, match="set `host`"):
        session(scripted_imap(lambda _: None), host="").open()


def test_starttls_stripped_from_the_offer_stops_the_log_in(scripted_imap: Serve) -> None:
    def script(wire: Wire) -> None:
        wire.say("* OK [CAPABILITY IMAP4rev1] ready")
        line = wire.read()
        wire.say("* CAPABILITY IMAP4rev1", f"{line.split()[0]} OK done")
        wire.read()

    server = scripted_imap(script)
    with pytest.raises(PermanentMailboxError, match="does not offer STARTTLS"):
        session(server, tls="starttls").open()
    assert not any("LOGIN" in command for command in server.wires[0].commands)


def test_folder_names_follow_the_servers_separator_and_prefix(scripted_imap: Serve) -> None:
    def script(wire: Wire) -> None:
        wire.say("* OK [CAPABILITY IMAP4rev1 NAMESPACE] ready")
        for _ in range(2):
            line = wire.read()
            if "CAPABILITY" in line:
                wire.say("* CAPABILITY IMAP4rev1 NAMESPACE")
            wire.say(f"{line.split()[0]} OK [CAPABILITY IMAP4rev1 NAMESPACE] done")
        wire.expect("NAMESPACE", '* NAMESPACE (("INBOX." ".")) NIL NIL')
        wire.expect("LIST")
        wire.read()

    opened = session(scripted_imap(script))
    opened.open()
    assert "INBOX.Tieout.Done" == opened.server_name("Tieout/Done")
    assert "INBOX" == opened.server_name("inbox")
    opened.abandon()


def test_a_garbled_answer_closes_the_connection(scripted_imap: Serve, tmp_path: Path) -> None:
    def script(wire: Wire) -> None:
        wire.greet("IMAP4rev1")
        wire.select(exists=1, uidnext=2)
        wire.expect("SEARCH", "* SEARCH one two")
        wire.read()

    with ImapConnection(scripted_imap(script).mailbox(), lambda _: "x", tmp_path, 10.0) as opened:
        with pytest.raises(TemporaryMailboxError, match="unreadable"):
            list(opened.fetch(Cursor()))
        with pytest.raises(TemporaryMailboxError, match="open a new one"):
            list(opened.fetch(Cursor()))


def fetching(wire: Wire) -> None:
    wire.greet("IMAP4rev1")
    wire.select(exists=2, uidnext=3)
    wire.search(1, 2)


def size(wire: Wire, *uids: int) -> None:
    lines = [f'* {uid} FETCH (UID {uid} RFC822.SIZE 9 INTERNALDATE "01-Mar-2026 08:00:00 +0800")' for uid in uids]
    wire.expect("FETCH", *lines)


def test_a_mail_that_the_server_passes_over_is_not_taken_for_gone(scripted_imap: Serve, tmp_path: Path) -> None:
    def script(wire: Wire) -> None:
        fetching(wire)
        size(wire, 2)
        wire.search(1)
        wire.read()

    with (
        ImapConnection(scripted_imap(script).mailbox(), lambda _: "x", tmp_path, 10.0) as opened,
        pytest.raises(TemporaryMailboxError, match="asked again later"),
    ):
        list(opened.fetch(Cursor()))


def test_a_mail_that_somebody_removed_meanwhile_is_passed_over(scripted_imap: Serve, tmp_path: Path) -> None:
    def script(wire: Wire) -> None:
        fetching(wire)
        size(wire, 1, 2)
        wire.expect("BODY.PEEK[]")
        wire.search()
        wire.expect("BODY.PEEK[]", "* 1 FETCH (UID 2 BODY[] {9}\r\nA: b\r\n\r\nc)")
        wire.read()

    with ImapConnection(scripted_imap(script).mailbox(), lambda _: "x", tmp_path, 10.0) as opened:
        assert [(2, b"A: b\r\n\r\nc")] == [(mail.uid, mail.content) for mail in opened.fetch(Cursor())]


def test_without_keywords_the_mail_is_left_as_it_is_and_only_flagged_when_held(
    scripted_imap: Serve, tmp_path: Path
) -> None:
    def script(wire: Wire) -> None:
        wire.greet("IMAP4rev1")
        wire.select(flags="")
        wire.expect("FETCH", "* 1 FETCH (UID 1 FLAGS ())")
        wire.expect("FETCH", "* 1 FETCH (UID 1 FLAGS ())")
        stored = wire.read()
        assert "STORE 1 +FLAGS.SILENT (\\Flagged)" in stored
        wire.say(f"{stored.split()[0]} OK done")
        wire.read()

    with ImapConnection(scripted_imap(script).mailbox(), lambda _: "x", tmp_path, 10.0) as opened:
        opened.settle(7, 1, Settled.DONE)
        opened.settle(7, 1, Settled.HELD)


def test_without_move_the_mail_is_copied_and_only_itself_expunged(scripted_imap: Serve, tmp_path: Path) -> None:
    seen: list[str] = []

    def script(wire: Wire) -> None:
        capabilities = CAPABILITIES.replace("MOVE ", "")
        wire.greet(capabilities)
        wire.select()
        wire.expect("LIST")
        wire.expect("LIST", '* LIST () "/" "Tieout/Done"')
        wire.expect(
            "FETCH",
            "* 1 FETCH (UID 1 FLAGS () BODY[HEADER.FIELDS (MESSAGE-ID)] {22}\r\nMessage-ID: <a@b>\r\n\r\n )",
        )
        for _ in range(3):
            line = wire.read()
            seen.append(line.partition(" ")[2])
            wire.say(f"{line.split()[0]} OK done")
        wire.read()

    with ImapConnection(scripted_imap(script).mailbox(when_done="move"), lambda _: "x", tmp_path, 10.0) as opened:
        opened.settle(7, 1, Settled.DONE)
    assert ['UID COPY 1 "Tieout/Done"', "UID STORE 1 +FLAGS.SILENT (\\Deleted)", "UID EXPUNGE 1"] == seen


def test_a_crowded_folder_is_asked_in_spans(
    scripted_imap: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "_WINDOW", 3)
    asked: list[str] = []

    def script(wire: Wire) -> None:
        wire.greet("IMAP4rev1")
        wire.select(exists=4, uidnext=9)
        for found in ("2 3", "5", "8"):
            line = wire.read()
            asked.append(line.rpartition(" ")[2])
            wire.say(f"* SEARCH {found}", f"{line.split()[0]} OK done")
        wire.expect("FETCH")
        wire.search()
        wire.read()

    with ImapConnection(scripted_imap(script).mailbox(), lambda _: "x", tmp_path, 10.0) as opened:
        assert [] == list(opened.fetch(Cursor()))
    assert ["1:3", "4:6", "7:8"] == asked
