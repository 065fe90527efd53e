"""A backup is whole or not there, costs what is new, and is never bound to the store that it was taken from."""

from __future__ import annotations

import datetime as dt
import sqlite3
import threading
from pathlib import Path

import pytest

from daemon.store import Store
from daemon.store.backup import BackupRefused, backup, backups, copied, manifest_of
from tests.support.places import Place
from tests.support.stored import NOW, raw_mail


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A database on a server is saved by the server's own means."""
    return Place(tmp_path / "state")


def fill(store: Store, number: int) -> str:
    mail = raw_mail(f"Subject: {number}\r\n\r\ny".encode(), uid=number)
    store.messages.begin("ar", "INBOX", NOW)
    with store.writing() as tx:
        sha256 = store.archive.put(mail.content)
        _, message = store.messages.record(tx, mail, sha256=sha256, now=NOW)
        store.audit.add(tx, NOW, "mail_received", message=message, facts={"sha256": sha256})
    return sha256


def at(day: int) -> dt.datetime:
    return NOW.replace(day=day)


def test_what_the_backup_before_holds_is_linked_and_nothing_is_linked_to_the_store(
    store: Store, tmp_path: Path
) -> None:
    first = fill(store, 1)
    made = backup(store, tmp_path / "backups", at(1))
    assert (1, ()) == (made.copied, made.faults)
    second = fill(store, 2)
    again = backup(store, tmp_path / "backups", at(2))
    assert 1 == again.copied

    def inode(place: Path, sha256: str) -> int:
        return (place / "archive" / sha256[:2] / sha256).stat().st_ino

    assert inode(made.directory, first) == inode(again.directory, first) != inode(store.directory, first)
    assert inode(again.directory, second) != inode(store.directory, second)
    assert {"tieout.sqlite", *(f"archive/{sha[:2]}/{sha}" for sha in (first, second))} == {
        file.name for file in manifest_of(again.directory).files
    }
    assert store.audit.end() == again.manifest.audit


def test_a_file_that_rotted_in_the_backup_before_is_copied_anew(store: Store, tmp_path: Path) -> None:
    sha256 = fill(store, 1)
    made = backup(store, tmp_path / "backups", at(1))
    rotten = made.directory / "archive" / sha256[:2] / sha256
    rotten.write_bytes(b"z" * rotten.stat().st_size)
    again = backup(store, tmp_path / "backups", at(2))
    assert 1 == again.copied
    assert store.archive.get(sha256) == (again.directory / "archive" / sha256[:2] / sha256).read_bytes()


def test_only_the_newest_are_kept_and_what_was_interrupted_goes(store: Store, tmp_path: Path) -> None:
    (tmp_path / "backups" / ".20260101T000000Z.part" / "archive").mkdir(parents=True)
    (tmp_path / "backups" / "somebody's").mkdir()
    for day in (1, 2, 3):
        made = backup(store, tmp_path / "backups", at(day), keep=2)
    assert ("20260401T083000Z",) == made.removed
    names = sorted(path.name for path in (tmp_path / "backups").iterdir())
    assert [".lock", "20260402T083000Z", "20260403T083000Z", "somebody's"] == names
    assert ["20260402T083000Z", "20260403T083000Z"] == [path.name for path in backups(tmp_path / "backups")]


def test_a_store_that_does_not_verify_is_saved_as_it_is_and_takes_no_good_backup_away(
    store: Store, tmp_path: Path
) -> None:
    sha256 = fill(store, 1)
    backup(store, tmp_path / "backups", at(1), keep=1)
    store.archive.path(sha256).unlink()
    made = backup(store, tmp_path / "backups", at(2), keep=1)
    assert (f"The original of message 1 is missing from the archive: {sha256}.",) == made.faults
    assert () == made.removed
    assert 2 == len(backups(tmp_path / "backups"))


def test_a_backup_is_of_one_moment_while_mails_keep_coming(store: Store, tmp_path: Path) -> None:
    stop = threading.Event()

    def come() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            fill(store, number)

    thread = threading.Thread(target=come)
    thread.start()
    try:
        made = [backup(store, tmp_path / "backups", at(day)) for day in (1, 2, 3)]
    finally:
        stop.set()
        thread.join()
    assert [(), (), ()] == [each.faults for each in made]
    for each in made:
        connection = sqlite3.connect(f"file:{each.directory / 'tieout.sqlite'}?immutable=1", uri=True)
        named = {row[0] for row in connection.execute("SELECT sha256 FROM message")}
        connection.close()
        assert named <= {file.name.rpartition("/")[2] for file in each.manifest.files}


def test_a_place_within_the_store_or_that_cannot_be_written_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match="lies within the state directory"):
        backup(store, store.directory / "backups", NOW)
    (tmp_path / "file").write_text("x")
    with pytest.raises(BackupRefused, match="could not be made"):
        backup(store, tmp_path / "file", NOW)
    with pytest.raises(BackupRefused, match="holds no backup"):
        manifest_of(tmp_path)


def test_what_was_copied_is_told_with_its_hash(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    kept = copied(tmp_path / "a", tmp_path / "folder" / "b")
    assert ("b", 3, "ba7816bf") == (kept.name, kept.size, kept.sha256[:8])
    assert b"abc" == (tmp_path / "folder" / "b").read_bytes()
