"""A restore gives back what was saved, whole or not at all, and never over something else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from daemon.store import Store, StoreInUse, StoreRefused, open_store
from daemon.store.backup import BackupRefused, Made, Manifest, backup
from daemon.store.restore import restore, restored_at
from tests.daemon.store.test_backup import fill
from tests.support.places import Place
from tests.support.stored import NOW


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A database on a server is saved by the server's own means."""
    return Place(tmp_path / "state")


@pytest.fixture
def made(store: Store, tmp_path: Path) -> Made:
    fill(store, 1)
    return backup(store, tmp_path / "backups", NOW)


def nothing(store: Store, manifest: Manifest) -> None:
    del store, manifest


def test_what_was_saved_comes_back_and_knows_that_it_was_restored(made: Made, store: Store, tmp_path: Path) -> None:
    target = tmp_path / "new" / "state"
    seen: list[int] = []
    restore(tmp_path / "backups", target, NOW, lambda found, _: seen.append(len(list(found.archive.names()))))

    assert [1] == seen
    restored = open_store(target)
    assert [] == list(restored.faults())
    *before, restoration = restored.audit.rows()
    assert list(store.audit.rows()) == before
    assert '[["restoration","1",' in restoration.seals
    assert store.messages.get(1) == restored.messages.get(1)
    with restored.reading() as connection:
        assert NOW == restored_at(connection)
    with store.reading() as connection:
        assert restored_at(connection) is None
    restored.close()
    assert {"archive", "tieout.sqlite", "service.lock", "opening.lock"} >= {
        path.name for path in target.iterdir() if not path.name.endswith(("-wal", "-shm"))
    }


def test_a_directory_that_is_not_empty_or_in_use_is_refused(made: Made, store: Store, tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match="is not empty"):
        restore(made.directory, store.directory, NOW, nothing)
    with store.exclusively(), pytest.raises(StoreInUse, match="stop it first"):
        restore(made.directory, store.directory, NOW, nothing)
    with pytest.raises(BackupRefused, match="no backup in"):
        restore(tmp_path / "state", tmp_path / "new", NOW, nothing)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("what", ["changed", "gone"])
def test_a_backup_that_is_no_longer_what_it_was_is_refused_and_opens_nowhere(
    made: Made, tmp_path: Path, what: str
) -> None:
    file = next(made.directory.glob("archive/??/*"))
    shutil.copytree(made.directory, tmp_path / "good")
    if what == "changed":
        file.write_bytes(b"z" * file.stat().st_size)
    else:
        file.unlink()
    with pytest.raises(BackupRefused, match="take another"):
        restore(made.directory, tmp_path / "new", NOW, nothing)
    with pytest.raises(StoreRefused, match="run tieout restore again"):
        open_store(tmp_path / "new")

    restore(tmp_path / "good", tmp_path / "new", NOW, nothing)
    open_store(tmp_path / "new").close()


def test_a_restore_that_dies_before_doubts_are_raised_leaves_no_store_behind(made: Made, tmp_path: Path) -> None:
    def die(store: Store, manifest: Manifest) -> None:
        del store, manifest
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        restore(made.directory, tmp_path / "new", NOW, die)
    with pytest.raises(StoreRefused, match="run tieout restore again"):
        open_store(tmp_path / "new")
    restore(made.directory, tmp_path / "new", NOW, nothing)
    open_store(tmp_path / "new").close()


def test_a_manifest_cannot_lead_out_of_the_directory(made: Made, tmp_path: Path) -> None:
    manifest = made.directory / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"archive/', '"../archive/'))
    with pytest.raises(BackupRefused, match="no file of a backup"):
        restore(made.directory, tmp_path / "new", NOW, nothing)
    assert not (tmp_path / "archive").exists()
