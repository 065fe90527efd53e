from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from daemon.mailboxes.base import TemporaryMailboxError
from daemon.mailboxes.memory import Memory, memory_file, recall, remember

START = datetime(2026, 3, 1, tzinfo=UTC)


def test_what_is_remembered_comes_back(tmp_path: Path) -> None:
    path = memory_file(tmp_path, "ar")
    memory = Memory(uidvalidity=7, first_start=START, backlog_until=3, next_uid=9, uids={"a": 8}, held={"7-1": "<a@b>"})
    remember(path, memory)
    assert memory == recall(path)
    assert ["ar.json"] == [each.name for each in path.parent.iterdir()]


@pytest.mark.parametrize("content", [b"", b"{", b'{"uidvalidity": "x"}', b"\xff"])
def test_nothing_and_the_unreadable_are_forgotten(tmp_path: Path, content: bytes) -> None:
    path = memory_file(tmp_path, "ar")
    assert recall(path) is None
    path.parent.mkdir()
    path.write_bytes(content)
    assert recall(path) is None


def test_a_mailboxs_name_is_no_path(tmp_path: Path) -> None:
    assert tmp_path / "mailboxes" / "etc_passwd.json" == memory_file(tmp_path, "../../etc/passwd")
    assert tmp_path / "mailboxes" / "应收_账款.json" == memory_file(tmp_path, "应收 账款")


def test_a_place_that_cannot_be_written_is_a_failure_of_the_world(tmp_path: Path) -> None:
    (tmp_path / "mailboxes").write_text("a file where a directory should be")
    with pytest.raises(TemporaryMailboxError, match="cannot be written"):
        remember(memory_file(tmp_path, "ar"), Memory(uidvalidity=1, first_start=START))
