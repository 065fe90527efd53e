"""`tieout check` tries everything and says it line by line; one thing that fails does not hide the next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from daemon.cli import exits
from tests.daemon.cli.conftest import Demonstration, Ended


def test_a_sound_configuration_is_ok_throughout(demonstration: Demonstration, tieout: Callable[..., Ended]) -> None:
    ended = tieout("check", "-c", demonstration.config)
    assert exits.DONE == ended.code, ended.out
    assert "fails" not in ended.out
    wanted = ["configuration", "store", "counterparties", "ledger", "mailbox statements", "outgoing"]
    assert [] == [word for word in wanted if word not in ended.out]


def test_every_failure_is_told_and_the_exit_code_is_one(tmp_path: Path, tieout: Callable[..., Ended]) -> None:
    (tmp_path / "tieout.toml").write_text(
        '[company]\nname = "Acme"\n'
        '[[mailboxes]]\nname = "gone"\nkind = "folder"\npath = "gone"\naddress = "a@acme.example"\n'
        '[[mailboxes]]\nname = "secret"\nhost = "127.0.0.1"\nport = 1\ntls = "none"\naddress = "b@acme.example"\n'
        '[outgoing]\nkind = "folder"\npath = "out"\n',
        encoding="utf-8",
    )
    ended = tieout("check", "-c", tmp_path / "tieout.toml")
    assert exits.FAILED == ended.code
    lines = ended.out.splitlines()
    assert "fails" in next(line for line in lines if line.startswith("mailbox gone"))
    assert "imap-password" in next(line for line in lines if line.startswith("mailbox secret"))
    assert "ok" in next(line for line in lines if line.startswith("outgoing"))
    assert "look" in next(line for line in lines if line.startswith("ledger"))
    assert "look" in next(line for line in lines if line.startswith("authenticity"))


def test_a_misspelt_key_is_unusable(tmp_path: Path, tieout: Callable[..., Ended]) -> None:
    (tmp_path / "tieout.toml").write_text("[policy]\nmod = 'auto'\n", encoding="utf-8")
    ended = tieout("check", "-c", tmp_path / "tieout.toml")
    assert exits.UNUSABLE == ended.code
    assert 'did you mean "mode"?' in ended.err


def test_in_shadow_it_is_said_that_nothing_leaves(
    demonstration: Demonstration, tmp_path: Path, tieout: Callable[..., Ended]
) -> None:
    config = demonstration.copy(tmp_path)
    config.write_text(config.read_text(encoding="utf-8").replace('"auto"', '"shadow"'), encoding="utf-8")
    assert "nothing leaves" in tieout("check", "-c", config).out


def test_a_store_that_cannot_be_opened_is_told_and_the_rest_is_tried(
    tmp_path: Path, tieout: Callable[..., Ended]
) -> None:
    (tmp_path / "occupied").write_text("x", encoding="utf-8")
    (tmp_path / "tieout.toml").write_text(
        '[store]\ndirectory = "occupied"\n[outgoing]\nkind = "folder"\npath = "out"\n', encoding="utf-8"
    )
    ended = tieout("check", "-c", tmp_path / "tieout.toml")
    lines = ended.out.splitlines()
    assert "fails" in next(line for line in lines if line.startswith("store"))
    assert "ok" in next(line for line in lines if line.startswith("outgoing"))


@pytest.mark.parametrize(
    ("desk", "answer"),
    [
        ("enabled = false", "look"),
        ('listen = "127.0.0.1:0"', "ok"),
        ('listen = "0.0.0.0:0"', "look"),
        ('listen = "0.0.0.0:0"\ntrusted_proxies = ["10.0.0.1"]', "ok"),
        ('listen = "203.0.113.7:8533"', "fails"),
    ],
)
def test_it_says_whether_the_desk_can_be_served(
    tmp_path: Path, tieout: Callable[..., Ended], desk: str, answer: str
) -> None:
    (tmp_path / "tieout.toml").write_text(f"[desk]\n{desk}\n", encoding="utf-8")
    lines = tieout("check", "-c", tmp_path / "tieout.toml").out.splitlines()
    assert answer in next(line for line in lines if line.startswith("desk "))
