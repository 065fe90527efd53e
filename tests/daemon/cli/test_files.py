"""A file named on the command line becomes a document under its bare name."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from daemon.cli.exits import UNUSABLE, CommandError
from daemon.cli.files import read_document


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
