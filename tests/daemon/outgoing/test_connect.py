from __future__ import annotations

from pathlib import Path

from daemon.config.settings import Outgoing
from daemon.outgoing.connect import transport
from daemon.outgoing.folder import FolderTransport
from daemon.outgoing.smtp import SmtpTransport


def test_each_kind_has_its_transport(tmp_path: Path) -> None:
    def secret(_: str) -> str:
        raise AssertionError("a secret is asked for when the connection opens, not before")

    assert isinstance(transport(Outgoing(kind="folder", path=str(tmp_path)), secret), FolderTransport)
    assert isinstance(transport(Outgoing(kind="smtp", host="h"), secret), SmtpTransport)
