from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

import pytest

from daemon.store.archive import Archive, ArchiveDamaged


def test_what_was_put_comes_back_under_its_hash(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")

    sha256 = archive.put(b"\x00original\r\n")

    assert hashlib.sha256(b"\x00original\r\n").hexdigest() == sha256
    assert archive.get(sha256) == b"\x00original\r\n"


def test_the_same_bytes_are_kept_once_and_only_the_owner_may_read_them(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")

    first, second = archive.put(b"same"), archive.put(b"same")

    assert first == second
    assert [first] == list(archive.names())
    assert archive.path(first).stat().st_mode & 0o777 == 0o600


def test_a_changed_file_is_never_handed_out_and_is_told(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    sha256 = archive.put(b"true figures")
    archive.path(sha256).write_bytes(b"fake figures")

    with pytest.raises(ArchiveDamaged, match="was changed"):
        archive.get(sha256)
    assert [f"The archived file {sha256} was changed; restore it from a backup."] == list(archive.faults())


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArchiveDamaged, match="lacks"):
        Archive(tmp_path / "archive").get("0" * 64)


@pytest.mark.parametrize("left", [b"whole", b"whole c0ntent"], ids=["truncated", "changed"])
def test_a_leftover_that_is_not_the_content_is_written_anew(tmp_path: Path, left: bytes) -> None:
    archive = Archive(tmp_path / "archive")
    sha256 = archive.put(b"whole content")
    archive.path(sha256).write_bytes(left)

    archive.put(b"whole content")

    assert archive.get(sha256) == b"whole content"


def test_a_name_that_is_no_hash_never_becomes_a_path(tmp_path: Path) -> None:
    with pytest.raises(ArchiveDamaged, match="no name"):
        Archive(tmp_path / "archive").get("../../etc/passwd")


def test_what_an_interrupted_write_left_is_no_file_of_the_archive_and_is_swept(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    sha256 = archive.put(b"whole")
    leftover = archive.path(sha256).with_name("f" * 64 + ".0badcafe.part")
    leftover.write_bytes(b"hal")

    assert [sha256] == list(archive.names())
    assert archive.sweep(older_than=60) == 0, "it may be another's that is being written"
    assert archive.sweep() == 1
    assert not leftover.exists()
    assert archive.get(sha256) == b"whole"


def test_what_another_machine_left_behind_goes_when_it_is_old(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    old = archive.path(archive.put(b"whole")).with_name("1" * 64 + ".0badcafe.part")
    old.write_bytes(b"hal")
    os.utime(old, (time.time() - 3600,) * 2)

    assert 1 == archive.sweep(older_than=1800)
    assert not old.exists()
