"""A file named on the command line becomes a document under its bare name."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from daemon.cli.exits import UNUSABLE, CommandError
from daemon.cli.files import read_document, recognised
from daemon.sandbox.host import Sandbox


def test_the_name_is_a_label_and_never_a_path(tmp_path: Path) -> None:
    file = tmp_path / "对账单.csv"
    file.write_bytes(b"a,b\n")
    document = read_document(file)
    assert ("对账单.csv", b"a,b\n") == (document.name, document.content)
    assert hashlib.sha256(b"a,b\n").hexdigest() == document.sha256


def test_what_cannot_be_read_is_unusable(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read") as error:
        read_document(tmp_path)
    assert UNUSABLE == error.value.code


def test_a_file_is_read_apart(tmp_path: Path) -> None:
    file = tmp_path / "statement.csv"
    file.write_bytes(b"Date,Reference,Debit,Credit,Balance\n2026-03-01,A1,10.00,,10.00\n2026-03-02,A2,,3.00,7.00\n")
    found = recognised(file)
    assert ("statement.csv", 2) == (found.name, len(found.statements[0].lines))


def test_a_sandbox_that_does_not_start_is_said_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "statement.csv"
    file.write_bytes(b"x")
    with Sandbox("no_such_module:x") as broken:
        monkeypatch.setattr("daemon.sandbox.apart.shared", lambda: broken)
        with pytest.raises(CommandError, match="cannot start"):
            recognised(file)
