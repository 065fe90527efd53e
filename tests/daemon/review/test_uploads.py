from __future__ import annotations

import datetime as dt
import io
import os
import threading
from pathlib import Path

from daemon.imports.refusal import FileRefused
from daemon.review.uploads import Upload, Uploads, UploadState
from parsers.ledgers.entry import Role

NOW = dt.datetime(2026, 11, 5, tzinfo=dt.UTC)


def kept(uploads: Uploads, name: str = "l.csv", now: dt.datetime = NOW) -> Upload:
    return uploads.keep(io.BytesIO(b"abc"), kind="ledger", name=name, by="carol", now=now, role=Role.CUSTOMER)


def test_what_was_sent_is_readable_by_nobody_else_and_named_without_folders(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path)
    upload = kept(uploads, "..\\..\\etc/passwd.csv")
    assert ("passwd.csv", b"abc", 0o600) == (upload.name, upload.path.read_bytes(), upload.path.stat().st_mode & 0o777)
    assert upload.path.parent == tmp_path / "uploads"
    assert upload is uploads.get(upload.token, "ledger")
    assert uploads.get(upload.token, "counterparties") is None


def test_a_long_file_tells_how_far_it_is_and_is_worked_on_once(tmp_path: Path) -> None:
    uploads, going, go = Uploads(tmp_path), threading.Event(), threading.Event()
    upload = kept(uploads)

    def work() -> None:
        upload.told(5_000)
        going.set()
        go.wait(60)

    assert uploads.start(upload, UploadState.READING, UploadState.READY, work)
    going.wait(60)
    assert (True, 5_000) == (upload.busy, upload.rows)
    assert not uploads.start(upload, UploadState.TAKING, UploadState.TAKEN, work)
    go.set()
    while upload.begun:
        threading.Event().wait(0.01)
    assert UploadState.READY == upload.state


def test_what_is_refused_or_breaks_down_is_told_and_never_counts(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path)

    def refuse() -> None:
        raise FileRefused("l.csv", 7, "the date is empty")

    def fail() -> None:
        raise ZeroDivisionError

    first, second = kept(uploads), kept(uploads)
    uploads.start(first, UploadState.READING, UploadState.READY, refuse)
    uploads.start(second, UploadState.READING, UploadState.READY, fail)
    assert (UploadState.REFUSED, 7, "the date is empty") == (first.state, first.row, first.reason)
    assert UploadState.BROKEN == second.state


def test_files_go_when_they_count_are_forgotten_or_a_day_old(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path)
    taken, dropped, old = kept(uploads), kept(uploads), kept(uploads)
    uploads.start(taken, UploadState.TAKING, UploadState.TAKEN, lambda: None)
    uploads.drop(dropped)
    left = tmp_path / "uploads" / "of-an-earlier-process"
    left.write_bytes(b"x")
    os.utime(left, (0, 0))
    fresh = kept(uploads, now=NOW + dt.timedelta(days=2))
    assert uploads.get(old.token, "ledger") is None
    assert [fresh.path] == list((tmp_path / "uploads").iterdir())
