from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from daemon.config.settings import Mailbox
from daemon.mail.incoming import RawMail
from daemon.mailboxes.base import Cursor, PermanentMailboxError, Settled
from daemon.mailboxes.folder import FolderConnection
from daemon.mailboxes.memory import memory_file


@pytest.fixture
def box(tmp_path: Path) -> Path:
    path = tmp_path / "box"
    path.mkdir()
    return path


@pytest.fixture
def maildir(box: Path) -> Path:
    for name in ("tmp", "new", "cur"):
        (box / name).mkdir()
    return box


def mail(number: int) -> bytes:
    return f"From: carol@acme.example\r\nSubject: {number}\r\n\r\nbody {number}\r\n".encode()


@contextmanager
def watching(box: Path, **changes: object) -> Iterator[FolderConnection]:
    given: dict[str, object] = {"name": "ar", "kind": "folder", "path": str(box)}
    with FolderConnection(Mailbox(**{**given, **changes}), box.parent / "state") as connection:  # type: ignore[arg-type]
        yield connection


def all_of(connection: FolderConnection, cursor: Cursor | None = None) -> list[RawMail]:
    return list(connection.fetch(cursor or Cursor()))


def tree(box: Path) -> list[str]:
    return sorted(str(path.relative_to(box)) for path in box.rglob("*") if path.is_file())


def test_files_come_in_order_of_their_names_with_their_bytes(box: Path) -> None:
    for number in (2, 1, 3):
        (box / f"{number}.eml").write_bytes(mail(number))
    (box / "notes.txt").write_text("no mail")
    (box / ".hidden.eml").write_bytes(mail(9))
    (box / "4.eml.part").write_bytes(mail(9))
    with watching(box) as connection:
        found = all_of(connection)
    assert [(1, mail(1)), (2, mail(2)), (3, mail(3))] == [(each.uid, each.content) for each in found]
    assert all(each.received_at.tzinfo is not None for each in found)


def test_numbers_stay_when_files_come_and_go(box: Path) -> None:
    (box / "b.eml").write_bytes(mail(1))
    (box / "c.eml").write_bytes(mail(2))
    with watching(box) as connection:
        first = all_of(connection)
    (box / "a.eml").write_bytes(mail(3))
    (box / "b.eml").unlink()
    with watching(box) as connection:
        assert [(2, mail(2)), (3, mail(3))] == [(each.uid, each.content) for each in all_of(connection)]
        cursor = Cursor(first[0].uidvalidity, 2)
        assert [mail(3)] == [each.content for each in connection.fetch(cursor)]


def test_another_mail_under_an_old_name_is_a_new_mail(box: Path) -> None:
    (box / "statement.eml").write_bytes(mail(1))
    with watching(box) as connection:
        cursor = Cursor(all_of(connection)[0].uidvalidity, 1)
        (box / "statement.eml").write_bytes(mail(22))
        assert [(2, mail(22))] == [(each.uid, each.content) for each in connection.fetch(cursor)]


def test_a_maildirs_mail_keeps_its_number_from_new_to_cur_and_through_flags(maildir: Path) -> None:
    (maildir / "new" / "100.a.host").write_bytes(mail(1))
    with watching(maildir) as connection:
        assert [1] == [each.uid for each in all_of(connection)]
        (maildir / "new" / "100.a.host").rename(maildir / "cur" / "100.a.host:2,S")
        assert [(1, mail(1))] == [(each.uid, each.content) for each in all_of(connection)]


def test_a_mail_renamed_between_listing_and_reading_is_found(maildir: Path) -> None:
    for number in (1, 2):
        (maildir / "new" / f"10{number}.a").write_bytes(mail(number))
    with watching(maildir) as connection:
        found = connection.fetch(Cursor())
        assert mail(1) == next(found).content
        (maildir / "new" / "102.a").rename(maildir / "cur" / "102.a:2,")
        assert [mail(2)] == [each.content for each in found]


def test_a_lost_memory_reads_everything_again_under_a_new_validity(box: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (box / "a.eml").write_bytes(mail(1))
    with watching(box) as connection:
        before = all_of(connection)[0]
        path = memory_file(box.parent / "state", "ar")
        path.write_bytes(path.read_bytes().replace(str(before.uidvalidity).encode(), b"12345"))
        again = all_of(connection, Cursor(before.uidvalidity, before.uid))
    assert [12345] == [each.uidvalidity for each in again]
    path.unlink()
    with watching(box) as connection:
        assert [False] == [each.backlog for each in all_of(connection, Cursor(12345, 1))]


def test_what_lay_there_before_the_first_start_is_backlog(box: Path) -> None:
    (box / "a.eml").write_bytes(mail(1))
    with watching(box) as connection:
        assert [True] == [each.backlog for each in all_of(connection)]
        (box / "b.eml").write_bytes(mail(2))
        assert [True, False] == [each.backlog for each in all_of(connection)]


def test_an_mbox_is_read_and_never_changed(box: Path) -> None:
    content = (
        b"From carol Mon Mar  2 09:00:00 2026\n" + mail(1).replace(b"\r", b"") + b"\nFrom x Mon Mar  2 09:00:00 2026\n"
    )
    content += mail(2).replace(b"\r", b"") + b"\n"
    (box / "old.mbox").write_bytes(content)
    with watching(box, when_done="move") as connection:
        found = all_of(connection)
        connection.settle(found[0].uidvalidity, found[0].uid, Settled.DONE)
    assert [b"body 1", b"body 2"] == [each.content.split(b"\n\n")[1].strip() for each in found]
    assert content == (box / "old.mbox").read_bytes()
    with watching(box / "old.mbox") as connection:
        assert 2 == len(all_of(connection))


def test_a_mail_above_the_limit_comes_with_its_header_only(box: Path) -> None:
    (box / "a.eml").write_bytes(mail(1) + b"x" * 2_000_000)
    with watching(box, max_megabytes=1) as connection:
        (found,) = all_of(connection)
    assert found.too_large
    assert mail(1).split(b"body")[0] == found.content


def test_a_maildirs_mail_is_flagged(maildir: Path) -> None:
    (maildir / "new" / "100.a").write_bytes(mail(1))
    (maildir / "cur" / "101.a:2,R").write_bytes(mail(2))
    with watching(maildir) as connection:
        validity = all_of(connection)[0].uidvalidity
        connection.settle(validity, 1, Settled.HELD)
        connection.settle(validity, 1, Settled.HELD)
        connection.settle(validity, 2, Settled.DONE)
        assert ["cur/100.a:2,F", "cur/101.a:2,RS"] == tree(maildir)
        connection.settle(validity, 1, Settled.DONE)
        assert ["cur/100.a:2,S", "cur/101.a:2,RS"] == tree(maildir)
        assert 2 == len(all_of(connection))


def test_a_maildirs_mail_is_moved_into_a_folder_that_mail_programs_see(maildir: Path) -> None:
    for number in (1, 2):
        (maildir / "new" / f"10{number}.a").write_bytes(mail(number))
    with watching(maildir, when_done="move") as connection:
        validity = all_of(connection)[0].uidvalidity
        connection.settle(validity, 1, Settled.DONE)
        connection.settle(validity, 2, Settled.HELD)
        connection.settle(validity, 1, Settled.DONE)
        assert [".Tieout.Done/cur/101.a:2,", ".Tieout.Held/cur/102.a:2,"] == tree(maildir)
        connection.settle(validity, 2, Settled.DONE)
        assert [".Tieout.Done/cur/101.a:2,", ".Tieout.Done/cur/102.a:2,"] == tree(maildir)
        assert [] == all_of(connection)
    assert (maildir / ".Tieout.Done" / "new").is_dir()


def test_files_are_moved_and_never_overwrite_another(box: Path) -> None:
    (box / "a.eml").write_bytes(mail(1))
    (box / "Tieout" / "Done").mkdir(parents=True)
    (box / "Tieout" / "Done" / "a.eml").write_bytes(mail(7))
    with watching(box, when_done="move") as connection:
        connection.settle(all_of(connection)[0].uidvalidity, 1, Settled.DONE)
    assert ["Tieout/Done/a-2.eml", "Tieout/Done/a.eml"] == tree(box)
    assert mail(7) == (box / "Tieout" / "Done" / "a.eml").read_bytes()


@pytest.mark.parametrize("when_done", ["flag", "keep"])
def test_plain_files_that_cannot_be_flagged_stay_as_they_are(box: Path, when_done: str) -> None:
    (box / "a.eml").write_bytes(mail(1))
    with watching(box, when_done=when_done) as connection:
        connection.settle(all_of(connection)[0].uidvalidity, 1, Settled.DONE)
    assert ["a.eml"] == tree(box)


def test_settling_another_folders_number_or_a_mail_that_is_gone_does_nothing(box: Path) -> None:
    (box / "a.eml").write_bytes(mail(1))
    with watching(box, when_done="move") as connection:
        connection.settle(1, 1, Settled.DONE)
        validity = all_of(connection)[0].uidvalidity
        connection.settle(validity + 1, 1, Settled.DONE)
        connection.settle(validity, 99, Settled.DONE)
        assert ["a.eml"] == tree(box)
        (box / "a.eml").unlink()
        connection.settle(validity, 1, Settled.DONE)


@pytest.mark.parametrize("folder", ["../out", "", "a/../../b"])
def test_a_folder_name_never_leads_out(box: Path, folder: str) -> None:
    (box / "a.eml").write_bytes(mail(1))
    with watching(box, when_done="move", done_folder=folder) as connection:
        validity = all_of(connection)[0].uidvalidity
        with pytest.raises(PermanentMailboxError, match="cannot be used"):
            connection.settle(validity, 1, Settled.DONE)
    assert ["a.eml"] == tree(box)


def test_waiting_ends_when_a_file_appears(box: Path) -> None:
    with watching(box) as connection:
        assert [] == all_of(connection)
        assert not connection.wait(0)
        writer = threading.Timer(0.1, (box / "a.eml").write_bytes, [mail(1)])
        writer.start()
        assert connection.wait(60)
        writer.join()


def test_a_path_that_is_missing_or_not_set_is_said(tmp_path: Path) -> None:
    with pytest.raises(PermanentMailboxError, match="does not exist"):
        FolderConnection(Mailbox(name="a", kind="folder", path=str(tmp_path / "x")), tmp_path).__enter__()
    with pytest.raises(PermanentMailboxError, match="has no path"):
        FolderConnection(Mailbox(name="a", kind="folder"), tmp_path).__enter__()


def test_the_check_says_what_is_there_and_what_can_be_done(maildir: Path, tmp_path: Path) -> None:
    (maildir / "new" / "1.a").write_bytes(mail(1))
    with watching(maildir, when_done="move") as connection:
        assert [f"{maildir}: Maildir, 1 mails", "handled mail can be moved"] == connection.check()
    plain = tmp_path / "plain"
    plain.mkdir()
    with watching(plain) as connection:
        assert "files carry no flags: handled mail is left as it is" in connection.check()
        connection.append_sent(b"A: b\r\n\r\n")
    assert [] == list(plain.iterdir())


def test_a_mail_renamed_between_listing_and_settling_is_settled_where_it_lies_now(maildir: Path) -> None:
    """Mails are settled where the last listing saw them; one that went elsewhere meanwhile is looked for, another under its name is left."""
    for number in (1, 2, 3):
        (maildir / "new" / f"10{number}.a").write_bytes(mail(number))
    with watching(maildir, when_done="move", done_folder="Done") as connection:
        first, second, third = all_of(connection)
        connection.settle(first.uidvalidity, first.uid, Settled.DONE)
        (maildir / "new" / "102.a").rename(maildir / "cur" / "102.a:2,S")
        connection.settle(second.uidvalidity, second.uid, Settled.DONE)
        (maildir / "new" / "103.a").unlink()
        connection.settle(third.uidvalidity, third.uid, Settled.DONE)
    assert [".Done/cur/101.a:2,", ".Done/cur/102.a:2,S"] == tree(maildir)


def test_a_file_under_the_name_of_another_is_not_settled_in_its_place(box: Path) -> None:
    (box / "a.eml").write_bytes(mail(1))
    with watching(box, when_done="move", done_folder="done") as connection:
        (found,) = all_of(connection)
        (box / "a.eml").write_bytes(mail(22))
        connection.settle(found.uidvalidity, found.uid, Settled.DONE)
    assert ["a.eml"] == tree(box)


def test_waiting_notices_a_mail_in_either_folder_of_a_maildir(maildir: Path) -> None:
    with watching(maildir) as connection:
        all_of(connection)
        assert connection.wait(0) is False
        (maildir / "cur" / "101.a:2,S").write_bytes(mail(1))
        assert connection.wait(0) is True
        all_of(connection)
        assert connection.wait(0) is False
