"""Drafts beside a mailbox that is a directory: a Maildir, which every mail program that keeps mails in files can open.

Beside a Maildir it is one of its folders (Maildir++: `.Drafts`), in a folder of .eml files a Maildir within it.
"""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path

from daemon.config.settings import Mailbox
from daemon.mail.complexity import LONGEST_HEADER, header_block
from daemon.mailboxes.base import Filed, PermanentMailboxError, TemporaryMailboxError

_WITHIN = ("new", "cur")
_IS_DRAFT = ":2,DS"


class FolderDrafts:
    """As `KeepsDrafts` has it."""

    _mailbox: Mailbox
    _root: Path

    def drafts_mark(self) -> str:
        try:
            times = [(self._drafts_maildir() / name).stat().st_mtime_ns for name in _WITHIN]
        except OSError as error:
            raise self._unreachable(error) from error
        return ".".join(str(each) for each in times)

    def drafts(self) -> list[Filed]:
        return self._filed(self._drafts_maildir(), sent=False)

    def sent_about(self, since: datetime, message_id: str, answers: str) -> list[Filed] | None:
        del since, message_id, answers  # files are looked at one by one anyhow
        sent = self._beside(self._mailbox.sent_folder or "Sent")
        return self._filed(sent, sent=True) if (sent / "cur").is_dir() else None

    def filed(self, mail: Filed) -> bytes | None:
        try:
            return _now(Path(mail.name)).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._unreachable(error) from error

    def lay_draft(self, content: bytes) -> None:
        maildir = self._drafts_maildir()
        name = f"{datetime.now(tz=UTC).timestamp():.6f}.{hashlib.sha256(content).hexdigest()[:16]}.tieout"
        unfinished = maildir / "tmp" / name
        try:
            with unfinished.open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            unfinished.rename(maildir / "cur" / f"{name}{_IS_DRAFT}")
            directory = os.open(maildir / "cur", os.O_RDONLY)
            try:
                os.fsync(directory)
            finally:
                os.close(directory)
        except OSError as error:
            raise self._unreachable(error) from error

    def remove_draft(self, mail: Filed) -> bool:
        try:
            _now(Path(mail.name)).unlink()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise self._unreachable(error) from error
        return True

    def _drafts_maildir(self) -> Path:
        if self._root.is_file():
            raise PermanentMailboxError(
                f"{self._root} is an mbox file, which keeps no drafts: take drafts_folder away."
            )
        maildir = self._beside(self._mailbox.drafts_folder)
        try:
            for name in ("tmp", *_WITHIN):
                (maildir / name).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise PermanentMailboxError(f"{maildir} cannot be made: {error.strerror}.") from error
        return maildir

    def _beside(self, folder: str) -> Path:
        pieces = [piece for piece in folder.split("/") if piece]
        if not pieces or any(piece in {".", ".."} or "\\" in piece for piece in pieces):
            raise PermanentMailboxError(f"The folder name {folder!r} cannot be used: name a folder below {self._root}.")
        if all((self._root / name).is_dir() for name in _WITHIN):
            return self._root / ("." + ".".join(pieces))  # Maildir++
        return self._root.joinpath(*pieces)

    def _filed(self, maildir: Path, *, sent: bool) -> list[Filed]:
        found = []
        try:
            for path in sorted(
                path for name in _WITHIN for path in (maildir / name).iterdir() if not _is_trashed(path)
            ):
                try:
                    with path.open("rb") as stream:
                        header = header_block(stream.read(LONGEST_HEADER))
                    at = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
                except FileNotFoundError:
                    raise TemporaryMailboxError(
                        f"{path} was renamed while it was looked at: looked at again."
                    ) from None
                found.append(Filed(str(path), header, at, sent))
        except OSError as error:
            raise self._unreachable(error) from error
        return found

    def _unreachable(self, error: OSError) -> TemporaryMailboxError:
        return TemporaryMailboxError(f"The drafts of {self._root} cannot be reached: {error.strerror}.")


def _now(path: Path) -> Path:
    """Return where a mail of a Maildir lies now: a mail program may have changed its flags, which stand in its name."""
    if path.exists():
        return path
    unique = path.name.partition(":2,")[0]
    folders = (path.parent.parent / name for name in _WITHIN)
    return next((each for folder in folders for each in folder.iterdir() if each.name.startswith(unique)), path)


def _is_trashed(path: Path) -> bool:
    return "T" in path.name.partition(":2,")[2]
