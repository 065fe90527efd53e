"""How things stand, in one screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from daemon.cli import exits
from tests.daemon.cli.conftest import Demonstration, Ended


def test_mails_cases_replies_lists_and_mode_are_told(reviewed: Demonstration, tieout: Callable[..., Ended]) -> None:
    ended = tieout("status", "-c", reviewed.config)
    assert exits.DONE == ended.code
    wanted = [
        "mode       review",
        "mailboxes  statements",
        "on file    7 counterparties",
        "ledger.xlsx",
        "up to 2026-10-31",
    ]
    assert [] == [word for word in wanted if word not in ended.out]
    assert re.search(r"^mails +recognised +12$", ended.out, flags=re.MULTILINE)
    assert re.search(r"^replies +draft +7$", ended.out, flags=re.MULTILINE)


def test_an_empty_store_says_what_to_do_first(tmp_path: Path, tieout: Callable[..., Ended]) -> None:
    (tmp_path / "tieout.toml").write_text("", encoding="utf-8")
    assert "tieout ledger import FILE" in tieout("status", "-c", tmp_path / "tieout.toml").out
