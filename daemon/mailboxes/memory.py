"""What a connector remembers of its folder between starts: a small JSON file in the state directory, written whole or not at all.

It holds no truth about mails (the store does), only what the folder itself cannot say: since when it is watched, and for folders of
files, which number each file was given.
"""

from __future__ import annotations

import os
import re
import tempfile
from datetime import datetime
from pathlib import Path

import msgspec

from daemon.mailboxes.base import TemporaryMailboxError


class Memory(msgspec.Struct):
    """`first_start` is when the mailbox was first looked at; what lay there then (up to `backlog_until`) is backlog."""

    uidvalidity: int
    first_start: datetime
    backlog_until: int = 0
    next_uid: int = 1
    uids: dict[str, int] = {}
    held: dict[str, str] = {}  # "uidvalidity-uid" -> Message-ID of mail that was moved away to be looked at


def memory_file(state: Path, name: str) -> Path:
    """Return where the memory of the mailbox `name` lies."""
    return state / "mailboxes" / (re.sub(r"[^\w-]+", "_", name).strip("_") + ".json")


def recall(path: Path) -> Memory | None:
    """Return what is remembered, None where nothing is or the file cannot be read (then everything is looked at again)."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Memory)
    except FileNotFoundError:
        return None
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    except OSError as error:
        raise TemporaryMailboxError(f"{path} cannot be read: {error.strerror}.") from error


def remember(path: Path, memory: Memory) -> None:
    """Write the memory durably: temporary file, fsync, rename, fsync of the directory."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(msgspec.json.encode(memory))
                stream.flush()
                os.fsync(stream.fileno())
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        directory = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)
    except OSError as error:
        raise TemporaryMailboxError(f"{path} cannot be written: {error.strerror}.") from error
