"""Replies as files: <hash of the Message-ID>.eml in a directory. The name makes a second delivery of the same reply harmless."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from daemon.config.settings import Outgoing
from daemon.outgoing.base import NotSent, Receipt


class FolderTransport:
    """Writes each mail whole or not at all: temporary file, fsync, rename, fsync of the directory."""

    def __init__(self, outgoing: Outgoing) -> None:
        self._directory = Path(outgoing.path)
        self._configured = bool(outgoing.path)

    def send(self, *, sender: str, recipient: str, message_id: str, content: bytes) -> Receipt:
        """Write `content`. A file of the same bytes that lies there already counts as delivered."""
        del sender, recipient  # both stand in the mail
        target = self._directory / file_name(message_id)
        try:
            self._prepare()
            if target.exists():
                if target.read_bytes() == content:
                    return Receipt(f"{target.name} lies there already")
                raise NotSent(
                    f"{target} already holds another mail of the same Message-ID: move it away.", permanent=True
                )
            self._write(target, content)
        except OSError as error:
            raise NotSent(f"{target} cannot be written: {error.strerror}.", permanent=False) from error
        return Receipt(f"written to {target.name}")

    def has_left(self, *, sender: str, message_id: str) -> str:
        del sender
        target = self._directory / file_name(message_id)
        return f"{target.name} lies in the folder of replies" if self._configured and target.is_file() else ""

    def check(self) -> list[str]:
        try:
            self._prepare()
        except OSError as error:
            raise NotSent(f"{self._directory} cannot be made: {error.strerror}.", permanent=True) from error
        if not os.access(self._directory, os.W_OK):
            raise NotSent(f"{self._directory} is not writable: change its owner.", permanent=True)
        return [f"replies are written to {self._directory}"]

    def _prepare(self) -> None:
        if not self._configured:
            raise NotSent("outgoing.path is empty: name the directory that replies are written to.", permanent=True)
        self._directory.mkdir(parents=True, exist_ok=True)

    def _write(self, target: Path, content: bytes) -> None:
        handle, temporary = tempfile.mkstemp(dir=self._directory, prefix=".", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            Path(temporary).chmod(0o640)
            Path(temporary).rename(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        directory = os.open(self._directory, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)


def file_name(message_id: str) -> str:
    """Return the name of the file for a Message-ID."""
    return hashlib.sha256(message_id.encode()).hexdigest()[:32] + ".eml"
