"""A mailbox that is a directory: a Maildir, or a folder of .eml and .mbox files. For trying, and for sites without a mail server.

Files have no UIDs, so each is numbered when it is first seen, in order of its name, and the number is kept in the state directory:
for a Maildir by the unique part of the name, which survives the move from new/ to cur/ and changes of flags; for .eml by name, size and
time, so that another file under an old name is a new mail; for mbox by the hash of the mail. Where that memory is lost, a new uidvalidity
makes everything be looked at again, and the store recognises by content what was answered before. Nothing is ever deleted.
"""

from __future__ import annotations

import hashlib
import mailbox as stdlib_mailbox
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from daemon.config.settings import Mailbox
from daemon.mail.complexity import LONGEST_HEADER, header_block
from daemon.mail.incoming import RawMail
from daemon.mailboxes.base import Cursor, PermanentMailboxError, Settled, TemporaryMailboxError
from daemon.mailboxes.folder_drafts import FolderDrafts
from daemon.mailboxes.memory import Memory, memory_file, recall, remember

_UNFINISHED = (".tmp", ".part", ".partial", ".crdownload", ".swp", "~")
_LOOK_EVERY = 0.5
_FLAGS = {Settled.DONE: "S", Settled.HELD: "F"}


@dataclass(frozen=True, slots=True)
class _Entry:
    """One mail on disk: `key` is what its number hangs on, `path` where it lies now (None: inside an mbox)."""

    key: str
    path: Path | None
    read: Callable[[], bytes]
    size: int
    time: float


class FolderConnection(FolderDrafts):
    """One directory; see the module. `state` is the service's state directory."""

    def __init__(self, mailbox: Mailbox, state: Path) -> None:
        self._mailbox = mailbox
        self._root = Path(mailbox.path)
        self._memory_file = memory_file(state, mailbox.name)
        self._seen: dict[str, Path] = {}  # where each mail lay when the directory was last listed
        self._keys: dict[int, str] = {}  # the memory the other way round, as it was when it was last read
        self._keys_of = 0  # and its uidvalidity

    def __enter__(self) -> Self:
        if not self._mailbox.path:
            raise PermanentMailboxError(f"Mailbox {self._mailbox.name} has no path: set `path` to its directory.")
        if not self._root.exists():
            raise PermanentMailboxError(f"{self._root} does not exist: create it or correct `path`.")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass

    def fetch(self, cursor: Cursor) -> Iterator[RawMail]:
        entries = self._by_key()
        memory = self._numbered(entries, first_start=cursor.uidvalidity == 0)
        after = cursor.uid if cursor.uidvalidity == memory.uidvalidity else 0
        if any(uid > after and key not in entries for key, uid in memory.uids.items()):
            # A file renamed while the directory was listed can be missing from the list; passing its number would lose the mail.
            entries = self._by_key() | entries
            memory = self._numbered(entries, first_start=False)
        limit = self._mailbox.max_megabytes * 1024 * 1024
        numbered = sorted((memory.uids[key], entry) for key, entry in entries.items() if memory.uids[key] > after)
        for uid, entry in numbered:
            too_large = entry.size > limit
            try:
                content = self._read(entry, too_large=too_large)
            except OSError as error:
                raise TemporaryMailboxError(f"A mail in {self._root} cannot be read: {error.strerror}.") from error
            if content is None:
                continue
            received = datetime.fromtimestamp(entry.time, tz=UTC)
            yield RawMail(
                mailbox=self._mailbox.name,
                folder=str(self._root),
                uidvalidity=memory.uidvalidity,
                uid=uid,
                content=content,
                received_at=received,
                too_large=too_large,
                backlog=uid <= memory.backlog_until,
            )

    def settle(self, uidvalidity: int, uid: int, outcome: Settled, remote: str = "") -> None:
        del remote  # mails have numbers here
        if self._mailbox.when_done == "keep":
            return
        key = self._key_of(uidvalidity, uid)
        if key is None:
            return
        entry = self._where_it_lay(key) or self._by_key().get(key)
        if entry is None:
            entry = self._among_held(key, outcome)
        if entry is None or entry.path is None:
            return
        try:
            if self._mailbox.when_done == "move":
                self._move(entry.path, outcome)
            elif self._is_maildir:
                self._flag(entry.path, outcome)
        except FileNotFoundError:
            return
        except OSError as error:
            raise TemporaryMailboxError(f"{entry.path} cannot be moved: {error.strerror}.") from error

    def wait(self, seconds: float) -> bool:
        """Look every half second for files that were not numbered yet."""
        memory = recall(self._memory_file)
        known = memory.uids if memory else {}
        end = time.monotonic() + seconds
        while True:
            if any(key not in known for key in self._keys_now()):
                return True
            left = end - time.monotonic()
            if left <= 0:
                return False
            time.sleep(min(_LOOK_EVERY, left))

    def append_sent(self, content: bytes) -> None:
        """Do nothing: a directory has no Sent folder; replies lie in the outgoing folder and in the store."""

    def check(self) -> list[str]:
        kind = (
            "Maildir" if self._is_maildir else "mbox file" if self._root.is_file() else "folder of .eml and .mbox files"
        )
        count = len(self._entries())
        lines = [f"{self._root}: {kind}, {count} mails"]
        if self._mailbox.drafts_folder:
            lines.append(f"drafts that wait for a person: {self._drafts_maildir()}, {len(self.drafts())} mails")
        if self._mailbox.when_done == "keep":
            return lines
        if self._mailbox.when_done == "flag" and not self._is_maildir:
            lines.append("files carry no flags: handled mail is left as it is")
        elif not os.access(self._root, os.W_OK):
            raise PermanentMailboxError(
                f"{self._root} is not writable, so handled mail cannot be marked: change its owner."
            )
        else:
            lines.append(f"handled mail can be {'moved' if self._mailbox.when_done == 'move' else 'flagged'}")
        return lines

    def _by_key(self) -> dict[str, _Entry]:
        found = {entry.key: entry for entry in self._entries()}
        self._seen = {key: entry.path for key, entry in found.items() if entry.path is not None}
        return found

    def _keys_now(self) -> Iterator[str]:
        """Yield on what the number of each mail that lies there hangs; of a Maildir by the names alone."""
        if not self._is_maildir:
            yield from (entry.key for entry in self._entries())
            return
        try:
            for name in ("new", "cur"):
                yield from map(_maildir_key, _names(self._root / name))
        except FileNotFoundError:
            return
        except OSError as error:
            raise TemporaryMailboxError(f"{self._root} cannot be read: {error.strerror}.") from error

    def _key_of(self, uidvalidity: int, uid: int) -> str | None:
        """Return on what a number hangs. A month end has thousands to settle, so the memory is read again only for a number that is new."""
        if uidvalidity != self._keys_of or uid not in self._keys:
            memory = recall(self._memory_file)
            if memory is None or memory.uidvalidity != uidvalidity:
                return None
            self._keys_of, self._keys = uidvalidity, {number: key for key, number in memory.uids.items()}
        return self._keys.get(uid)

    def _where_it_lay(self, key: str) -> _Entry | None:
        """Return a mail that still lies where the last listing saw it, without listing all of them again."""
        path = self._seen.get(key)
        if path is None:
            return None
        try:
            found = _maildir_entry(path) if self._is_maildir else _eml_entry(path)
        except OSError:
            return None
        return found if found.key == key else None

    def _read(self, entry: _Entry, *, too_large: bool) -> bytes | None:
        """Return a mail's bytes, None where it is gone or still being written (then it comes under another key)."""
        for here in (entry, None):
            # Somebody's mail program may have renamed it since the listing: found again by its key.
            found = here or self._by_key().get(entry.key)
            if found is None:
                return None
            try:
                content = _header(found) if too_large else found.read()
                finished = found.path is None or found.path.stat().st_size == found.size
            except FileNotFoundError:
                continue
            return content if finished else None
        return None

    @property
    def _is_maildir(self) -> bool:
        return (self._root / "new").is_dir() and (self._root / "cur").is_dir()

    def _numbered(self, entries: dict[str, _Entry], *, first_start: bool) -> Memory:
        """Return the memory with a number for each entry; new numbers are on disk before anything is handed out.

        Where the memory was lost but the service has read this folder before, nothing counts as backlog.
        """
        memory = recall(self._memory_file)
        first = memory is None
        if memory is None:
            now = datetime.now(tz=UTC)
            memory = Memory(uidvalidity=int(now.timestamp()), first_start=now)
        unknown = sorted(key for key in entries if key not in memory.uids)
        for key in unknown:
            memory.uids[key] = memory.next_uid
            memory.next_uid += 1
        if first and first_start:
            memory.backlog_until = memory.next_uid - 1
        if unknown or first:
            remember(self._memory_file, memory)
        return memory

    def _entries(self) -> list[_Entry]:
        try:
            if self._is_maildir:
                return [_maildir_entry(file) for name in ("new", "cur") for file in _files(self._root / name)]
            if self._root.is_file():
                return _mbox_entries(self._root)
            found: list[_Entry] = []
            for file in _files(self._root):
                if file.suffix.lower() == ".mbox":
                    found.extend(_mbox_entries(file))
                elif file.suffix.lower() == ".eml":
                    found.append(_eml_entry(file))
        except FileNotFoundError:
            return []  # a file went while we listed; the next look sees the rest
        except OSError as error:
            raise TemporaryMailboxError(f"{self._root} cannot be read: {error.strerror}.") from error
        return found

    def _flag(self, path: Path, outcome: Settled) -> None:
        """Set the Maildir flag: S (seen) for handled mail, F (flagged) for mail that waits; what was flagged stays otherwise."""
        base, _, flags = path.name.partition(":2,")
        other = set() if outcome is Settled.HELD else {"F"}
        wanted = "".join(sorted((set(flags) - other) | {_FLAGS[outcome]}))
        target = self._root / "cur" / f"{base}:2,{wanted}"
        if target != path:
            path.rename(target)

    def _move(self, path: Path, outcome: Settled) -> None:
        directory = self._target(outcome)
        directory.mkdir(parents=True, exist_ok=True)
        if self._is_maildir:
            for beside in ("new", "tmp"):
                (directory.parent / beside).mkdir(exist_ok=True)
        name = path.name if not self._is_maildir or ":2," in path.name else f"{path.name}:2,"
        target = directory / name
        number = 1
        while target.exists():
            number += 1
            target = directory / f"{path.stem}-{number}{path.suffix}"
        path.rename(target)

    def _target(self, outcome: Settled) -> Path:
        folder = self._mailbox.done_folder if outcome is Settled.DONE else self._mailbox.held_folder
        pieces = [piece for piece in folder.split("/") if piece]
        if not pieces or any(piece in {".", ".."} or "\\" in piece for piece in pieces):
            raise PermanentMailboxError(f"The folder name {folder!r} cannot be used: name a folder below {self._root}.")
        if self._is_maildir:
            return self._root / ("." + ".".join(pieces)) / "cur"  # Maildir++
        return self._root.joinpath(*pieces)

    def _among_held(self, key: str, outcome: Settled) -> _Entry | None:
        """Return a mail that was moved to the held folder and is now done."""
        if outcome is not Settled.DONE or self._mailbox.when_done != "move":
            return None
        held = self._target(Settled.HELD)
        if not held.is_dir():
            return None
        entries = (_maildir_entry(file) if self._is_maildir else _eml_entry(file) for file in _files(held))
        return next((entry for entry in entries if entry.key == key), None)


def _files(directory: Path) -> list[Path]:
    return [directory / name for name in sorted(_names(directory))]


def _names(directory: Path) -> list[str]:
    with os.scandir(directory) as found:
        return [
            entry.name
            for entry in found
            if entry.is_file() and not entry.name.startswith(".") and not entry.name.lower().endswith(_UNFINISHED)
        ]


def _maildir_key(name: str) -> str:
    return name.partition(":2,")[0]


def _maildir_entry(path: Path) -> _Entry:
    stat = path.stat()
    return _Entry(_maildir_key(path.name), path, path.read_bytes, stat.st_size, stat.st_mtime)


def _eml_entry(path: Path) -> _Entry:
    stat = path.stat()
    return _Entry(f"{path.name}|{stat.st_size}|{stat.st_mtime_ns}", path, path.read_bytes, stat.st_size, stat.st_mtime)


def _mbox_entries(path: Path) -> list[_Entry]:
    """Return the mails of an mbox file, which is only read. Equal mails in one file are one mail."""
    changed = path.stat().st_mtime
    box = stdlib_mailbox.mbox(path, create=False)
    entries: dict[str, _Entry] = {}
    try:
        for number, key in enumerate(box.keys()):
            content = box.get_bytes(key)
            name = f"{path.name}|{number:07d}|{hashlib.sha256(content).hexdigest()}"
            entries[name] = _Entry(name, None, lambda content=content: content, len(content), changed)  # type: ignore[misc]
    finally:
        box.close()
    return list(entries.values())


def _header(entry: _Entry) -> bytes:
    if entry.path is None:
        return header_block(entry.read())
    with entry.path.open("rb") as stream:
        return header_block(stream.read(LONGEST_HEADER))
