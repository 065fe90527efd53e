"""Files that somebody sent to have them taken over: kept in the store's directory, read in a thread of their own, and shown before
they count. Long ones tell how far they are.

What was sent is removed once it counts, and in any case after a day. A restart forgets who had sent what: send it again.
"""

from __future__ import annotations

import datetime as dt
import os
import secrets
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PurePath
from typing import BinaryIO

from daemon.imports.counterparties import ListChanges
from daemon.imports.ledger import LedgerPreview
from daemon.imports.refusal import FileRefused, Outdated
from daemon.observe import events
from daemon.observe.logs import logger
from daemon.store.books import AccountBalance
from daemon.store.ledgers import LedgerVersion
from parsers.ledgers.entry import Role

log = logger("review.uploads")

_KEPT = dt.timedelta(days=1)
_MOST = 20  # that are kept at once
_PATIENCE = 1.5  # seconds: a short file is done before the browser is answered


class UploadState(StrEnum):
    READING = "reading"
    READY = "ready"  # read to its end, and waits for a yes
    REFUSED = "refused"  # `row` and `reason` say why
    TAKING = "taking"
    TAKEN = "taken"
    OUTDATED = "outdated"  # something else came in between: look again
    BROKEN = "broken"  # our own fault; it is on the log


@dataclass(slots=True, kw_only=True)
class Upload:
    """One file. `rows` is how far it was read; `seen` what a person is shown, `in_place_of` the version that counted then."""

    token: str
    kind: str
    name: str
    by: str
    path: Path
    at: dt.datetime
    role: Role = Role.CUSTOMER
    account: str = ""
    state: UploadState = UploadState.READING
    rows: int = 0
    row: int | None = None
    reason: str = ""
    ledger: LedgerPreview | None = None
    changes: ListChanges | None = None
    in_place_of: LedgerVersion | None = None
    before: tuple[AccountBalance, ...] = ()
    version: LedgerVersion | None = None
    count: int = 0
    begun: bool = False  # a thread works on it
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def busy(self) -> bool:
        return self.state in {UploadState.READING, UploadState.TAKING}

    def told(self, rows: int) -> None:
        self.rows = rows


class Uploads:
    """All files that were sent and are not yet forgotten. One is read at a time."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory / "uploads"
        self._all: dict[str, Upload] = {}
        self._lock = threading.Lock()
        self._turn = threading.Lock()

    def keep(
        self, stream: BinaryIO, *, kind: str, name: str, by: str, now: dt.datetime, role: Role, account: str = ""
    ) -> Upload:
        """Keep what was sent, readable by nobody but the service."""
        self._forget_old(now)
        self._directory.mkdir(mode=0o700, exist_ok=True)
        token = secrets.token_urlsafe(18)
        path = self._directory / token
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            shutil.copyfileobj(stream, file)
        shown = PurePath(name.replace("\\", "/")).name[:200] or "file"
        upload = Upload(token=token, kind=kind, name=shown, by=by, path=path, at=now, role=role, account=account)
        with self._lock:
            self._all[token] = upload
        return upload

    def get(self, token: str, kind: str) -> Upload | None:
        with self._lock:
            found = self._all.get(token)
        return found if found is not None and found.kind == kind else None

    def start(self, upload: Upload, state: UploadState, becomes: UploadState, work: Callable[[], None]) -> bool:
        """Have `work` done in a thread of its own, and wait a moment for it. Return False where it is in hand already."""
        with upload.lock:
            if upload.begun:
                return False
            upload.state, upload.rows, upload.begun = state, 0, True
        thread = threading.Thread(target=self._run, args=(upload, becomes, work), name="upload", daemon=True)
        thread.start()
        thread.join(_PATIENCE)
        return True

    def drop(self, upload: Upload) -> None:
        """Forget a file."""
        upload.path.unlink(missing_ok=True)
        with self._lock:
            self._all.pop(upload.token, None)

    def _run(self, upload: Upload, becomes: UploadState, work: Callable[[], None]) -> None:
        try:
            with self._turn:
                work()
        except FileRefused as refusal:
            upload.row, upload.reason, upload.state = refusal.row, refusal.reason, UploadState.REFUSED
        except Outdated:
            upload.state = UploadState.OUTDATED
        except Exception as error:
            log.exception(events.PAGE_FAILED, path=upload.kind, error=type(error).__name__)
            upload.state = UploadState.BROKEN
        else:
            if becomes is UploadState.TAKEN:
                upload.path.unlink(missing_ok=True)
            upload.state = becomes
        finally:
            upload.begun = False

    def _forget_old(self, now: dt.datetime) -> None:
        with self._lock:
            ranked = sorted(self._all.values(), key=lambda each: each.at, reverse=True)
        for number, upload in enumerate(ranked):
            if not upload.begun and (number >= _MOST or now - upload.at > _KEPT):
                self.drop(upload)
        if self._directory.is_dir():  # also what an earlier process left
            oldest = time.time() - _KEPT.total_seconds()
            for path in self._directory.iterdir():
                if path.stat().st_mtime < oldest:
                    path.unlink(missing_ok=True)
