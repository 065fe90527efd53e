"""The demonstration replaces its own directory and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from daemon.cli.demo.directory import MARK, lay_out
from daemon.cli.demo.mails import mails
from daemon.cli.exits import UNUSABLE, CommandError
from daemon.config.load import load, ready_to_serve


def test_what_lies_there_is_a_mailbox_and_a_configuration_that_serves_it(tmp_path: Path) -> None:
    lay_out(tmp_path / "demo")
    settings = load(tmp_path / "demo" / "tieout.toml")
    assert [] == ready_to_serve(settings)
    assert str(tmp_path / "demo" / "mailbox") == settings.mailboxes[0].path
    lying = sorted((tmp_path / "demo" / "mailbox" / "new").iterdir())
    assert [mail.content for mail in mails()] == [file.read_bytes() for file in lying]


def test_a_second_time_everything_is_made_anew(tmp_path: Path) -> None:
    lay_out(tmp_path)
    (tmp_path / "answers" / "old.eml").write_text("old", encoding="utf-8")
    lay_out(tmp_path)
    assert [] == list((tmp_path / "answers").iterdir())


@pytest.mark.parametrize("name", ["thesis.txt", "tieout.toml"])
def test_a_directory_of_somebody_else_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("precious", encoding="utf-8")
    with pytest.raises(CommandError, match="--directory") as error:
        lay_out(tmp_path)
    assert UNUSABLE == error.value.code
    assert "precious" == (tmp_path / name).read_text(encoding="utf-8")


def test_something_strange_in_an_earlier_demonstration_stops_it_too(tmp_path: Path) -> None:
    lay_out(tmp_path)
    (tmp_path / "my notes.txt").write_text("precious", encoding="utf-8")
    with pytest.raises(CommandError, match="my notes"):
        lay_out(tmp_path)
    assert (tmp_path / MARK).is_file()


def test_a_file_or_a_link_is_no_directory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path)
    for name in ("file", "link"):
        with pytest.raises(CommandError, match="no directory"):
            lay_out(tmp_path / name)
