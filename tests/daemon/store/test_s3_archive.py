"""The archive in S3-compatible storage, over a real server: what is kept is there, and whatever is wrong with it is said."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from daemon.config.archive import Archive as Settings
from daemon.pipeline.retry import is_failure_of_the_world
from daemon.store import Store, StoreRefused, open_store, s3_archive
from daemon.store.archive import ArchiveDamaged
from daemon.store.backup import BackupRefused, Manifest, backup
from daemon.store.opening import archive_of
from daemon.store.restore import restore
from daemon.store.s3_archive import ArchiveUnreachable, S3Archive
from tests.support.house import House, statement_mail
from tests.support.s3_server import S3Server
from tests.support.stored import NOW


@pytest.fixture(scope="module")
def server() -> Iterator[S3Server]:
    found = S3Server()
    try:
        found.start()
        yield found
    finally:
        found.stop()


@pytest.fixture
def bucket(server: S3Server) -> str:
    return server.new_bucket()


@pytest.fixture
def archive(server: S3Server, bucket: str) -> S3Archive:
    return server.archive(bucket)


def test_what_was_put_is_there_under_its_hash_and_once(archive: S3Archive, server: S3Server, bucket: str) -> None:
    for _ in range(2):
        assert hashlib.sha256(b"a mail").hexdigest() == archive.put(b"a mail")
    sha256 = archive.put(b"a mail")
    other = archive.put(b"")
    assert b"a mail" == archive.get(sha256)
    assert archive.holds(sha256)
    assert not archive.holds("0" * 64)
    assert not archive.holds("../../etc/passwd")
    assert sorted((sha256, other)) == list(archive.names())
    assert [(sha256, 6)] == [each for each in archive.sizes() if each[0] == sha256]
    assert [] == list(archive.faults())
    keys = [each["Key"] for each in server.client().list_objects_v2(Bucket=bucket)["Contents"]]
    assert f"mail/{sha256[:2]}/{sha256}" in keys
    assert 0 == archive.sweep()


def test_a_file_that_is_gone_or_was_changed_is_named(archive: S3Archive, server: S3Server, bucket: str) -> None:
    sha256 = archive.put(b"a mail")
    server.client().put_object(Bucket=bucket, Key=f"mail/{sha256[:2]}/{sha256}", Body=b"b mail")
    with pytest.raises(ArchiveDamaged, match=f"{sha256} at s3://{bucket}/mail/ was changed"):
        archive.get(sha256)
    assert [True] == [sha256 in fault for fault in archive.faults()]
    archive.put(b"a mail")  # whoever still has the bytes mends it
    assert b"a mail" == archive.get(sha256)
    assert archive.remove(sha256)
    assert not archive.remove(sha256)
    with pytest.raises(ArchiveDamaged, match="lacks"):
        archive.get(sha256)
    with pytest.raises(ArchiveDamaged, match="no name"):
        archive.get("../../etc/passwd")
    with pytest.raises(StoreRefused, match="not on this machine"):
        archive.path(sha256)


def test_every_version_goes_and_what_the_storage_itself_holds_stays(server: S3Server) -> None:
    bucket = server.new_bucket(locks=True)
    archive, client = server.archive(bucket), server.client()
    free, held = archive.put(b"free"), archive.put(b"held")
    client.put_object(Bucket=bucket, Key=f"mail/{free[:2]}/{free}", Body=b"free")
    client.put_object_legal_hold(Bucket=bucket, Key=f"mail/{held[:2]}/{held}", LegalHold={"Status": "ON"})
    assert archive.remove(free)
    assert [] == client.list_object_versions(Bucket=bucket, Prefix=f"mail/{free[:2]}/{free}").get("Versions", [])
    assert not archive.remove(held)
    assert b"held" == archive.get(held)


class Failing(BaseHTTPRequestHandler):
    """Storage that fails: each answer is the next of `answers`."""

    answers: list[int]
    asked: int

    def do_HEAD(self) -> None:
        type(self).asked += 1
        self.send_response(self.answers.pop(0) if len(self.answers) > 1 else self.answers[0])
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_PUT = do_HEAD  # noqa: N815 - the names that the server asks for

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(s3_archive, "FIRST_WAIT", 0.001)
    found = HTTPServer(("127.0.0.1", 0), Failing)
    thread = threading.Thread(target=found.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{found.server_port}"
    found.shutdown()
    thread.join()
    found.server_close()


@pytest.mark.parametrize(
    ("answers", "asked", "said"),
    [([500], s3_archive.ATTEMPTS, "refuses us: 500"), ([503, 503, 403], 3, "refuses us: 403"), ([403], 1, "403")],
)
def test_what_may_pass_is_tried_again_and_the_rest_is_the_worlds_failure(
    failing: str, answers: list[int], asked: int, said: str
) -> None:
    Failing.answers, Failing.asked = list(answers), 0
    archive = S3Archive(Settings(bucket="b", endpoint=failing, key_credential="k", credential="s"), "k", "s")
    with pytest.raises(ArchiveUnreachable, match=said) as caught:
        archive.put(b"a mail")
    assert asked == Failing.asked
    assert is_failure_of_the_world(caught.value), "no case is to blame"


def test_storage_that_is_away_is_a_failure_of_the_world(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(s3_archive, "FIRST_WAIT", 0.001)
    archive = S3Archive(
        Settings(bucket="b", endpoint="http://127.0.0.1:9", key_credential="k", credential="s"), "k", "s"
    )
    with pytest.raises(ArchiveUnreachable, match="cannot be reached"):
        archive.get("0" * 64)


def opened(directory: Path, archive: S3Archive) -> Store:
    return open_store(directory, originals=archive)


def test_mails_are_answered_verified_and_restored_with_their_originals_there(
    archive: S3Archive, server: S3Server, bucket: str, tmp_path: Path
) -> None:
    house = House(tmp_path / "house")
    store = opened(house.directory / "state", archive)
    house.furnish(store)
    house.deliver(statement_mail(1), "1")
    house.service(store).run_once()
    assert 1 == len(house.sent())
    assert [] == list(store.faults())
    assert not (house.directory / "state" / "archive").exists()
    made = backup(store, tmp_path / "backups", NOW)
    assert (f"s3://{bucket}/mail/", sorted(archive.names())) == (
        made.manifest.archive,
        [each.name for each in made.manifest.elsewhere],
    )

    def nothing(store: Store, manifest: Manifest) -> None:
        del store, manifest

    restore(made.directory, tmp_path / "new", NOW, nothing, originals=server.archive(bucket))
    restored = opened(tmp_path / "new", archive)
    assert [] == list(restored.faults())
    restored.close()
    with pytest.raises(BackupRefused, match=rf"lie at s3://{bucket}/mail/: name that under \[archive\]"):
        restore(made.directory, tmp_path / "other", NOW, nothing)
    original = store.messages.get(1).sha256
    archive.remove(original)
    assert [f"The original of message 1 is missing from the archive: {original}."] == list(store.faults())
    with pytest.raises(BackupRefused, match=f"lacks 1 originals that the backup tells of, {original}"):
        restore(made.directory, tmp_path / "other", NOW, nothing, originals=archive)
    store.close()


def test_a_check_leaves_nothing_behind(archive: S3Archive, bucket: str) -> None:
    assert [f"s3://{bucket}/mail/: written, read and removed"] == archive.check()
    assert [] == list(archive.names())


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (Settings(bucket="b", endpoint="https://s3.example.com"), "key_credential and credential"),
        (
            Settings(bucket="b", endpoint="http://s3.example.com", key_credential="k", credential="s"),
            "begins with https://",
        ),
        (Settings(bucket="b", endpoint="ftp://127.0.0.1", key_credential="k", credential="s"), "begins with https://"),
    ],
)
def test_settings_that_cannot_be_used_are_refused_in_a_sentence(settings: Settings, said: str) -> None:
    with pytest.raises(StoreRefused, match=said):
        archive_of(settings, lambda name: name)


def test_without_a_bucket_the_archive_is_in_the_state_directory(server: S3Server, bucket: str) -> None:
    assert archive_of(Settings(), lambda name: name) is None
    assert isinstance(archive_of(server.settings(bucket), lambda name: name), S3Archive)
