from __future__ import annotations

from pathlib import Path

from daemon.config.settings import Mailbox
from daemon.mailboxes.connect import connect
from daemon.mailboxes.folder import FolderConnection
from daemon.mailboxes.imap import ImapConnection


def test_each_kind_has_its_connector(tmp_path: Path) -> None:
    def secret(_: str) -> str:
        raise AssertionError("a secret is asked for when the connection opens, not before")

    assert isinstance(connect(Mailbox(name="a", kind="folder", path=str(tmp_path)), secret, tmp_path), FolderConnection)
    assert isinstance(connect(Mailbox(name="a", kind="imap", host="h"), secret, tmp_path), ImapConnection)
