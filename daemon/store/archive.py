"""Originals and sent replies, each under its SHA-256: written once, flushed to the disk, never changed.

A mail is archived before its row exists and long before the mailbox is told anything, so whatever happens later, the
original is here.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import time
from collections.abc import Iterator
from pathlib import Path


class ArchiveDamaged(Exception):
    """A file is missing or its bytes no longer give its name; restore it from a backup."""


class Archive:
    """A directory of files named by their hash, in 256 folders by its first two digits."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)

    def path(self, sha256: str) -> Path:
        if not re.fullmatch(r"[0-9a-f]{64}", sha256):
            raise ArchiveDamaged(f"{sha256!r} is no name of an archived file.")
        return self.directory / sha256[:2] / sha256

    def put(self, content: bytes) -> str:
        """Keep `content` and return its hash. When this returns, the bytes survive a power cut. Idempotent; a file of this name whose
        bytes were changed is put right.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.path(sha256)
        if path.exists() and path.stat().st_size == len(content) and path.read_bytes() == content:
            # A crash may have come between the renaming and the flush of the folder.
            flush_directory(path.parent)
            return sha256
        if not path.parent.exists():
            path.parent.mkdir(mode=0o700, exist_ok=True)
            flush_directory(self.directory)
        partial = path.with_name(f"{sha256}.{secrets.token_hex(4)}.part")
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            partial.rename(path)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
        flush_directory(path.parent)
        return sha256

    def get(self, sha256: str) -> bytes:
        """Return the bytes, checked against their name. Raises `ArchiveDamaged`."""
        try:
            content = self.path(sha256).read_bytes()
        except FileNotFoundError:
            raise ArchiveDamaged(f"The archive lacks {sha256}; restore it from a backup.") from None
        if hashlib.sha256(content).hexdigest() != sha256:
            raise ArchiveDamaged(f"The archived file {sha256} was changed; restore it from a backup.")
        return content

    def holds(self, sha256: str) -> bool:
        """Whether there is a file of that name; its bytes are not looked at."""
        return bool(re.fullmatch(r"[0-9a-f]{64}", sha256)) and self.path(sha256).is_file()

    def remove(self, sha256: str) -> bool:
        """Remove a file whose time of keeping is over. Return whether it was there."""
        try:
            self.path(sha256).unlink()
        except FileNotFoundError:
            return False
        return True

    def names(self) -> Iterator[str]:
        """Yield the hash of every archived file, in order."""
        for path in sorted(self.directory.glob("??/*")):
            if re.fullmatch(r"[0-9a-f]{64}", path.name):
                yield path.name

    def sweep(self, older_than: float = 0.0) -> int:
        """Remove what interrupted writes left behind, so many seconds ago or longer; without that only while no other process
        writes. Return how many files went.
        """
        left, now = list(self.directory.glob("??/*.part")), time.time()
        if older_than:
            left = [path for path in left if _written(path, now) < now - older_than]
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    def faults(self) -> Iterator[str]:
        """Yield a sentence for every file that does not match its name."""
        for sha256 in self.names():
            try:
                self.get(sha256)
            except ArchiveDamaged as fault:
                yield str(fault)


def _written(path: Path, otherwise: float) -> float:
    """Return when a file was last written to, or `otherwise` where it is gone."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return otherwise


def flush_directory(directory: Path) -> None:
    """Make a new name in `directory` survive a power cut."""
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
