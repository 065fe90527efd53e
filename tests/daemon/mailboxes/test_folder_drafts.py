from __future__ import annotations

from pathlib import Path

import pytest

from daemon.config.settings import Mailbox
from daemon.mailboxes.base import PermanentMailboxError
from daemon.mailboxes.folder import FolderConnection

DRAFT = b"Message-ID: <tieout.1@us.example>\r\n\r\nx\r\n"


def connection(tmp_path: Path, root: Path) -> FolderConnection:
    mailbox = Mailbox(name="ar", kind="folder", path=str(root), drafts_folder="Drafts")
    return FolderConnection(mailbox, tmp_path / "state")


@pytest.mark.parametrize(("is_maildir", "where"), [(True, ".Drafts"), (False, "Drafts")])
def test_drafts_lie_in_a_maildir_and_are_found_whatever_flags_a_mail_program_sets(
    tmp_path: Path, is_maildir: bool, where: str
) -> None:
    root = tmp_path / "inbox"
    for name in ("new", "cur", "tmp") if is_maildir else ("",):
        (root / name).mkdir(parents=True)
    found = connection(tmp_path, root)
    before = found.drafts_mark()
    found.lay_draft(DRAFT)
    assert before != found.drafts_mark()
    (draft,) = found.drafts()
    (path,) = (root / where / "cur").iterdir()
    assert path.name.endswith(":2,DS")
    path.rename(path.with_name(path.name + "F"))
    assert DRAFT == found.filed(draft)
    assert found.remove_draft(draft)
    assert not found.remove_draft(draft)
    assert (None, []) == (found.filed(draft), found.drafts())


def test_what_is_in_the_bin_is_no_draft_any_more(tmp_path: Path) -> None:
    root = tmp_path / "inbox"
    root.mkdir()
    found = connection(tmp_path, root)
    found.lay_draft(DRAFT)
    (path,) = (root / "Drafts" / "cur").iterdir()
    path.rename(path.with_name(path.name + "T"))
    assert [] == found.drafts()


def test_an_mbox_file_keeps_no_drafts(tmp_path: Path) -> None:
    root = tmp_path / "inbox.mbox"
    root.write_bytes(b"")
    with pytest.raises(PermanentMailboxError, match="take drafts_folder away"):
        connection(tmp_path, root).drafts()
