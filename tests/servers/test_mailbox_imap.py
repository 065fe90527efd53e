"""The IMAP connector against a real Dovecot."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import imapclient
import pytest

from daemon.config.settings import Mailbox
from daemon.mail.incoming import RawMail
from daemon.mailboxes.base import Cursor, PermanentMailboxError, Settled, TemporaryMailboxError
from daemon.mailboxes.connect import connect
from daemon.mailboxes.imap import ImapConnection
from tests.support.dovecot import Dovecot, User

pytestmark = pytest.mark.servers


def mail(number: int, body: str = "Please find our statement attached.") -> bytes:
    return (
        f"From: Carol <carol@acme.example>\r\nTo: ar@tieout.example\r\nSubject: Statement {number}\r\n"
        f"Message-ID: <m{number}@acme.example>\r\n\r\n{body}\r\n"
    ).encode()


@pytest.fixture
def user(dovecot: Dovecot) -> User:
    return dovecot.new_user()


@contextmanager
def watching(user: User, state: Path, **changes: object) -> Iterator[ImapConnection]:
    with connect(user.mailbox(**changes), lambda _: user.password, state) as connection:
        assert isinstance(connection, ImapConnection)
        yield connection


@contextmanager
def person(user: User) -> Iterator[imapclient.IMAPClient]:
    """A second mail program that looks into the same mailbox."""
    client = imapclient.IMAPClient("127.0.0.1", port=user.server.port, ssl=False, timeout=30)
    client.login(user.name, user.password)
    try:
        yield client
    finally:
        client.logout()


def all_of(connection: ImapConnection, cursor: Cursor | None = None) -> list[RawMail]:
    return list(connection.fetch(cursor or Cursor()))


def flags(user: User, uid: int, folder: str = "INBOX") -> set[bytes]:
    with person(user) as client:
        client.select_folder(folder, readonly=True)
        return set(client.get_flags([uid]).get(uid, ())) - {imapclient.RECENT}


def subjects(user: User, folder: str) -> list[str]:
    with person(user) as client:
        if not client.folder_exists(folder):
            return []
        client.select_folder(folder, readonly=True)
        found = client.fetch(client.search(), ["ENVELOPE"])
        return sorted(item[b"ENVELOPE"].subject.decode() for item in found.values())


def test_mails_come_in_order_and_unread_ones_stay_unread(user: User, tmp_path: Path) -> None:
    for number in range(3):
        user.deliver(mail(number))
    with watching(user, tmp_path) as connection:
        found = all_of(connection)
    assert [1, 2, 3] == [each.uid for each in found]
    assert b"Subject: Statement 1" in found[1].content
    assert {user.name} == {each.mailbox for each in found}
    assert found[0].received_at.tzinfo is not None
    assert set() == flags(user, 1)


def test_the_cursor_leaves_out_what_was_read_and_never_repeats_the_last(user: User, tmp_path: Path) -> None:
    for number in range(2):
        user.deliver(mail(number))
    with watching(user, tmp_path) as connection:
        validity = all_of(connection)[0].uidvalidity
        assert [2] == [each.uid for each in connection.fetch(Cursor(validity, 1))]
        assert [] == all_of(connection, Cursor(validity, 2))
        user.deliver(mail(9))
        assert [3] == [each.uid for each in connection.fetch(Cursor(validity, 2))]


def test_a_folder_made_anew_is_read_from_its_beginning(user: User, tmp_path: Path) -> None:
    with person(user) as client:
        client.create_folder("Statements")
        client.append("Statements", mail(1))
    with watching(user, tmp_path, folder="Statements") as connection:
        before = all_of(connection)[0]
    with person(user) as client:
        client.delete_folder("Statements")
        client.create_folder("Statements")
        client.append("Statements", mail(2))
    with watching(user, tmp_path, folder="Statements") as connection:
        after = all_of(connection, Cursor(before.uidvalidity, before.uid))
        assert [b"Statement 2"] == [each.content.split(b"Subject: ")[1][:11] for each in after]
        assert before.uidvalidity != after[0].uidvalidity
        # The old number means another mail now, so the old mail's outcome must not be shown on it.
        connection.settle(before.uidvalidity, before.uid, Settled.DONE)
    assert set() == flags(user, 1, "Statements")


def test_numbers_that_a_restored_mailbox_gives_out_again_mean_other_mails(user: User, tmp_path: Path) -> None:
    """A backup of the server brings the same UIDVALIDITY back; mail that comes then gets numbers that were read past."""
    for number in (1, 2):
        user.deliver(mail(number))
    with watching(user, tmp_path) as connection:
        all_of(connection)  # these two were there before the first start
    with user.put_back():
        for number in (3, 4):
            user.deliver(mail(number))
        with watching(user, tmp_path) as connection:
            last = all_of(connection)[-1]
    user.deliver(mail(5))
    cursor = Cursor(last.uidvalidity, last.uid)
    with watching(user, tmp_path) as connection:
        found = all_of(connection, cursor)
        new = found[-1]
        assert (3, b"Statement 5") == (new.uid, new.content.split(b"Subject: ")[1][:11])
        assert last.uidvalidity != new.uidvalidity
        assert not new.backlog, "it came after the first start, though backlog had higher numbers"
        connection.settle(last.uidvalidity, 3, Settled.DONE)  # that was mail 3, which is not there any more
        assert set() == flags(user, 3)
        connection.settle(new.uidvalidity, 3, Settled.DONE)
    assert {b"$TieoutDone"} == flags(user, 3)
    user.deliver(mail(6))
    with watching(user, tmp_path) as connection:
        (next_one,) = all_of(connection, Cursor(new.uidvalidity, new.uid))
    assert (new.uidvalidity, 4) == (next_one.uidvalidity, next_one.uid)


def test_what_lay_there_before_the_first_start_is_backlog_for_ever(user: User, tmp_path: Path) -> None:
    user.deliver(mail(1))
    with watching(user, tmp_path) as connection:
        first = all_of(connection)
        user.deliver(mail(2))
        again = all_of(connection)
    assert [True] == [each.backlog for each in first]
    assert [True, False] == [each.backlog for each in again]


def test_a_lost_memory_does_not_turn_new_mail_into_backlog(user: User, tmp_path: Path) -> None:
    user.deliver(mail(1))
    with watching(user, tmp_path) as connection:
        first = all_of(connection)[0]
    user.deliver(mail(2))
    with watching(user, tmp_path / "other") as connection:
        assert [False] == [each.backlog for each in connection.fetch(Cursor(first.uidvalidity, first.uid))]


def test_a_mail_above_the_limit_comes_with_its_header_only(user: User, tmp_path: Path) -> None:
    user.deliver(mail(1, "x" * 70 + "\r\n" + ("y" * 998 + "\r\n") * 1100))
    user.deliver(mail(2))
    with watching(user, tmp_path, max_megabytes=1) as connection:
        large, small = all_of(connection)
    assert large.too_large
    assert b"Subject: Statement 1" in large.content
    assert b"yyy" not in large.content
    assert not small.too_large


def test_keywords_mark_done_and_held_and_done_takes_held_away(user: User, tmp_path: Path) -> None:
    user.deliver(mail(1))
    with watching(user, tmp_path) as connection:
        validity = all_of(connection)[0].uidvalidity
        connection.settle(validity, 1, Settled.HELD)
        assert {b"$TieoutHeld", b"\\Flagged"} == flags(user, 1)
        connection.settle(validity, 1, Settled.HELD)
        connection.settle(validity, 1, Settled.DONE)
        connection.settle(validity, 99, Settled.DONE)
    assert {b"$TieoutDone"} == flags(user, 1)


def test_handled_mail_moves_and_a_held_one_moves_on_when_done(user: User, tmp_path: Path) -> None:
    for number in (1, 2):
        user.deliver(mail(number))
    with watching(user, tmp_path, when_done="move") as connection:
        validity = all_of(connection)[0].uidvalidity
        connection.settle(validity, 1, Settled.DONE)
        connection.settle(validity, 2, Settled.HELD)
        connection.settle(validity, 1, Settled.DONE)
        assert ["Statement 1"] == subjects(user, "Tieout/Done")
        assert ["Statement 2"] == subjects(user, "Tieout/Held")
        connection.settle(validity, 2, Settled.DONE)
        connection.settle(validity, 2, Settled.DONE)
    assert ["Statement 1", "Statement 2"] == subjects(user, "Tieout/Done")
    assert [] == subjects(user, "Tieout/Held")
    assert [] == subjects(user, "INBOX")


def test_folders_may_have_names_in_any_script(user: User, tmp_path: Path) -> None:
    user.deliver(mail(1))
    folder = "对账单/Müller & Söhne"
    with watching(user, tmp_path, when_done="move", done_folder=folder) as connection:
        connection.settle(all_of(connection)[0].uidvalidity, 1, Settled.DONE)
    assert ["Statement 1"] == subjects(user, folder)
    with watching(user, tmp_path / "second", folder=folder) as connection:
        assert [folder] == [each.folder for each in all_of(connection)]


def test_keep_changes_nothing(user: User, tmp_path: Path) -> None:
    user.deliver(mail(1))
    with watching(user, tmp_path, when_done="keep") as connection:
        connection.settle(all_of(connection)[0].uidvalidity, 1, Settled.DONE)
    assert set() == flags(user, 1)


def test_the_copy_of_a_reply_is_laid_into_sent_once(user: User, tmp_path: Path) -> None:
    reply = b"Message-ID: <reply-1@tieout.example>\r\nSubject: Reply\r\n\r\nAgreed.\r\n"
    with watching(user, tmp_path) as connection:
        connection.append_sent(reply)
        connection.append_sent(reply)
        connection.append_sent(reply.replace(b"reply-1", b"reply-2"))
        user.deliver(mail(1))
        assert 1 == len(all_of(connection))
    assert ["Reply", "Reply"] == subjects(user, "Sent")
    assert {b"\\Seen"} == flags(user, 1, "Sent")


def test_a_sent_folder_of_another_name_is_found_by_its_use(user: User, tmp_path: Path) -> None:
    with watching(user, tmp_path, sent_folder="Gesendete Objekte") as connection:
        connection.append_sent(b"Message-ID: <r@tieout.example>\r\nSubject: Reply\r\n\r\nAgreed.\r\n")
    assert ["Reply"] == subjects(user, "Sent")


def test_no_copy_where_none_is_wanted(user: User, tmp_path: Path) -> None:
    with watching(user, tmp_path, sent_folder="") as connection:
        connection.append_sent(b"Message-ID: <r@tieout.example>\r\nSubject: Reply\r\n\r\nAgreed.\r\n")
    assert [] == subjects(user, "Sent")


def test_waiting_ends_early_when_mail_arrives(user: User, tmp_path: Path) -> None:
    with watching(user, tmp_path) as connection:
        assert [] == all_of(connection)
        delivery = threading.Timer(0.3, user.deliver, [mail(1)])
        delivery.start()
        try:
            assert connection.wait(120)
        finally:
            delivery.join()
        assert [1] == [each.uid for each in all_of(connection)]


def test_mail_that_came_between_look_and_wait_is_not_waited_for(user: User, tmp_path: Path) -> None:
    with watching(user, tmp_path) as connection:
        all_of(connection)
        user.deliver(mail(1))
        assert connection.wait(120)


def test_waiting_without_mail_ends_with_no(user: User, tmp_path: Path) -> None:
    user.deliver(mail(1))
    with watching(user, tmp_path) as connection:
        all_of(connection)
        assert not connection.wait(0.3)


def test_a_server_killed_during_idle_is_noticed(user: User, tmp_path: Path) -> None:
    with watching(user, tmp_path) as connection:
        before = set(user.server.imap_processes())
        all_of(connection)
        assert before

        def kill() -> None:
            for process in user.server.imap_processes():
                os.kill(process, signal.SIGKILL)

        killer = threading.Timer(0.5, kill)
        killer.start()
        with pytest.raises(TemporaryMailboxError, match="broke"):
            connection.wait(120)
        killer.join()
        with pytest.raises(TemporaryMailboxError, match="open a new one"):
            all_of(connection)
    with watching(user, tmp_path) as connection:
        assert [] == all_of(connection)


def test_a_connection_refuses_a_second_thread(user: User, tmp_path: Path) -> None:
    with watching(user, tmp_path) as connection:
        failures: list[BaseException] = []

        def use() -> None:
            try:
                all_of(connection)
            except RuntimeError as error:
                failures.append(error)

        thread = threading.Thread(target=use)
        thread.start()
        thread.join()
        assert ["An IMAP connection belongs to the thread that opened it."] == [str(each) for each in failures]


@pytest.mark.parametrize("tls", ["tls", "starttls"])
def test_tls_with_a_known_authority_works(user: User, tmp_path: Path, ca_file: Path, tls: str) -> None:
    user.deliver(mail(1))
    port = user.server.tls_port if tls == "tls" else user.server.port
    with watching(user, tmp_path, tls=tls, port=port, ca_file=str(ca_file)) as connection:
        assert 1 == len(all_of(connection))


@pytest.mark.parametrize("tls", ["tls", "starttls"])
def test_a_certificate_of_an_unknown_authority_is_refused(user: User, tmp_path: Path, tls: str) -> None:
    port = user.server.tls_port if tls == "tls" else user.server.port
    with pytest.raises(PermanentMailboxError, match=r"certificate of 127\.0\.0\.1 is not trusted.*set ca_file"):
        connect(user.mailbox(tls=tls, port=port), lambda _: user.password, tmp_path).__enter__()


def test_a_missing_folder_is_said_once_and_for_good(user: User, tmp_path: Path) -> None:
    with (
        watching(user, tmp_path, folder="Nowhere") as connection,
        pytest.raises(PermanentMailboxError, match="Nowhere"),
    ):
        all_of(connection)


def test_a_wrong_password_is_permanent_and_never_repeated_in_the_message(dovecot: Dovecot, tmp_path: Path) -> None:
    mailbox: Mailbox = dovecot.new_user().mailbox()
    with pytest.raises(PermanentMailboxError, match="correct the credential imap-password") as caught:
        connect(mailbox, lambda _: "hunter2", tmp_path).__enter__()
    assert "hunter2" not in str(caught.value)


def test_the_check_says_what_works(user: User, tmp_path: Path) -> None:
    user.deliver(mail(1))
    with watching(user, tmp_path, when_done="move") as connection:
        lines = connection.check()
    assert f"logged in at 127.0.0.1 as {user.name}" == lines[0]
    assert "INBOX: 1 mails" == lines[1]
    assert "handled mail is moved to Tieout/Done, Tieout/Held" in lines
    assert "copies of replies: Sent" == lines[-1]
