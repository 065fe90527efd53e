from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from daemon.config.settings import Outgoing
from daemon.outgoing.base import NotSent
from daemon.outgoing.folder import FolderTransport, file_name

MESSAGE_ID = "<r1@tieout.example>"


def transport(path: Path) -> FolderTransport:
    return FolderTransport(Outgoing(kind="folder", path=str(path)))


def send(way: FolderTransport, content: bytes = b"A: b\r\n\r\nc", message_id: str = MESSAGE_ID) -> str:
    return way.send(sender="a@b.example", recipient="c@d.example", message_id=message_id, content=content).answer


def test_a_reply_is_one_file_named_after_its_message_id(tmp_path: Path) -> None:
    send(transport(tmp_path / "out"))
    (file,) = (tmp_path / "out").iterdir()
    assert hashlib.sha256(MESSAGE_ID.encode()).hexdigest()[:32] + ".eml" == file.name == file_name(MESSAGE_ID)
    assert b"A: b\r\n\r\nc" == file.read_bytes()


def test_a_second_delivery_of_the_same_reply_changes_nothing(tmp_path: Path) -> None:
    send(transport(tmp_path))
    assert "lies there already" in send(transport(tmp_path))
    assert 1 == len(list(tmp_path.iterdir()))


def test_another_mail_under_the_same_id_overwrites_nothing(tmp_path: Path) -> None:
    send(transport(tmp_path))
    with pytest.raises(NotSent, match="another mail") as caught:
        send(transport(tmp_path), b"other")
    assert caught.value.permanent
    assert b"A: b\r\n\r\nc" == next(tmp_path.iterdir()).read_bytes()


def test_a_message_id_is_no_path(tmp_path: Path) -> None:
    send(transport(tmp_path / "out"), message_id="<../../x@y>")
    assert 1 == len(list((tmp_path / "out").iterdir()))
    assert ["out"] == [each.name for each in tmp_path.iterdir()]


def test_a_place_that_cannot_be_written_is_said_and_may_be_mended(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file where a directory should be")
    with pytest.raises(NotSent, match="cannot be written") as caught:
        send(transport(tmp_path / "out"))
    assert not caught.value.permanent
    with pytest.raises(NotSent, match="cannot be made"):
        transport(tmp_path / "out").check()


def test_a_missing_path_is_said() -> None:
    with pytest.raises(NotSent, match=r"outgoing\.path is empty"):
        send(FolderTransport(Outgoing(kind="folder")))


def test_the_check_makes_the_directory_and_names_it(tmp_path: Path) -> None:
    assert [f"replies are written to {tmp_path / 'out'}"] == transport(tmp_path / "out").check()
