"""Commands are found by the files of their folder."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from daemon.cli.commands import Folder


def test_a_module_that_offers_no_command_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "commands_of_a_test"
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "show_.py").write_text("import click\nCOMMAND = click.Command('show')\n", encoding="utf-8")
    (package / "shared.py").write_text("COMMAND = 'no command'\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    folder = Folder("commands_of_a_test", [str(package)], "test", "")
    context = click.Context(folder)
    assert ["show"] == folder.list_commands(context)
    assert folder.get_command(context, "show") is not None
    assert folder.get_command(context, "shared") is None
    assert folder.get_command(context, "nothing") is None
