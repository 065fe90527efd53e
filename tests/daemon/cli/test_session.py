"""A command on the store: the configuration that was named, or the defaults; one sentence where the store refuses."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from daemon.cli import exits
from daemon.cli.session import local_time, now, person, session
from daemon.config.load import ConfigMissing, Found
from daemon.config.settings import Settings
from tests.daemon.cli.conftest import Demonstration, run


def test_a_configuration_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigMissing), session(tmp_path / "none.toml"):
        pass
    assert exits.UNUSABLE == run("status", "-c", tmp_path / "none.toml").code


def test_without_a_configuration_the_store_is_made_where_the_command_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("STATE_DIRECTORY", "CONFIGURATION_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)
    ended = run("status")
    assert exits.DONE == ended.code, ended.err
    assert (tmp_path / "tieout-state").is_dir()


def test_a_store_that_cannot_be_used_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "occupied").write_text("x", encoding="utf-8")
    (tmp_path / "tieout.toml").write_text('[store]\ndirectory = "occupied"\n', encoding="utf-8")
    ended = run("status", "-c", tmp_path / "tieout.toml")
    assert exits.FAILED == ended.code
    assert "occupied" in ended.err
    assert 1 == ended.err.count("\n")


def test_times_are_shown_as_the_company_s_clock_has_them() -> None:
    moment = dt.datetime(2026, 11, 5, 2, 0, tzinfo=dt.UTC)
    assert "2026-11-05 10:00" == local_time(moment, Found(Settings(), None))
    assert now().tzinfo is dt.UTC


def test_whoever_is_at_the_keyboard_has_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "carol")
    assert "carol" == person()

    def nobody() -> str:
        raise KeyError("uid 12345")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert "unknown" == person()


def test_an_original_that_was_changed_is_a_sentence(demonstration: Demonstration, tmp_path: Path) -> None:
    config = demonstration.copy(tmp_path)
    for file in (tmp_path / "state" / "archive").rglob("*"):
        if file.is_file():
            file.chmod(0o600)
            file.write_bytes(b"changed")
    ended = run("case", "show", 3, "--save", tmp_path / "out", "-c", config)
    assert exits.FAILED == ended.code
    assert 1 == ended.err.count("\n")
    assert "Traceback" not in ended.err


def test_a_database_that_is_none_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "tieout.toml").write_text("", encoding="utf-8")
    (tmp_path / "tieout-state").mkdir()
    (tmp_path / "tieout-state" / "tieout.sqlite").write_bytes(b"this is no database" * 100)
    ended = run("status", "-c", tmp_path / "tieout.toml")
    assert exits.FAILED == ended.code
    assert "not a database" in ended.err
    assert 1 == ended.err.count("\n")
