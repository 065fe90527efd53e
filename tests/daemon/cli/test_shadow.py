"""`tieout shadow` over the demonstration's mails: the same decisions, nothing sent, nothing touched."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from daemon.cli import exits
from tests.daemon.cli.conftest import Ended


@pytest.fixture
def demo(tmp_path: Path, tieout: Callable[..., Ended]) -> Path:
    directory = tmp_path / "demo"
    assert exits.DONE == tieout("demo", "--directory", directory).code
    return directory


def fingerprint(directory: Path) -> dict[str, str]:
    return {
        str(path.relative_to(directory)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(directory.rglob("*"))
        if path.is_file()
    }


def test_what_would_have_been_answered_is_shown_and_saved_and_nothing_is_touched(
    demo: Path, tieout: Callable[..., Ended], tmp_path: Path
) -> None:
    mails = demo / "mails"
    before = fingerprint(mails), fingerprint(demo)

    ended = tieout(
        "shadow", "--mailbox", mails, "--ledger", demo / "ledger.xlsx", "--counterparties", demo / "counterparties.csv",
        "--save", tmp_path / "out", "-c", demo / "tieout.toml",
    )  # fmt: skip

    assert exits.DONE == ended.code
    saved = sorted((tmp_path / "out").glob("*.eml"))
    assert saved
    assert f"{len(saved)} of " in ended.out
    assert "Nothing was sent." in ended.out
    assert before == (fingerprint(mails), fingerprint(demo))
    assert all(b"Auto-Submitted: auto-replied" in path.read_bytes() for path in saved)


def test_without_a_list_the_configured_counterparties_count(demo: Path, tieout: Callable[..., Ended]) -> None:
    ended = tieout("shadow", "--mailbox", demo / "mails", "--ledger", demo / "ledger.xlsx", "-c", demo / "tieout.toml")

    assert exits.DONE == ended.code
    assert "would have been answered" in ended.out
    assert "stranger: name a list" not in ended.out


def test_our_own_address_must_be_known(demo: Path, tieout: Callable[..., Ended]) -> None:
    ended = tieout("shadow", "--mailbox", demo / "mails", "--ledger", demo / "ledger.xlsx")

    assert exits.UNUSABLE == ended.code
    assert "--address" in ended.err
