"""A draft leaves once, in the name of who approved it, and only where the policy lets it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from daemon.cli import exits
from daemon.store.opening import open_store
from tests.daemon.cli.case.cases import LAKESIDE, answers, number_of, state_of
from tests.daemon.cli.conftest import Ended


def test_an_approved_draft_leaves_once(config: Path, tieout: Callable[..., Ended]) -> None:
    number = number_of(config, LAKESIDE)
    assert exits.DONE == tieout("case", "approve", number, "-c", config).code
    assert exits.DONE == tieout("run", "--once", "-c", config).code
    (answer,) = answers(config)
    assert b"finance@lakeside-clinics.example" in answer.read_bytes()
    assert "done sent" == state_of(config, number)
    again = tieout("case", "approve", number, "-c", config)
    assert exits.FAILED == again.code
    assert "nothing to approve" in again.err
    tieout("run", "--once", "-c", config)
    assert [answer] == answers(config)


def test_who_approved_is_kept(config: Path, tieout: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "carol")
    number = number_of(config, LAKESIDE)
    tieout("case", "approve", number, "-c", config)
    store = open_store(config.parent / "state")
    actors = {row.actor for row in store.audit.rows(int(number))}
    assert [] == list(store.audit.faults())
    store.close()
    assert "carol" in actors


def test_in_shadow_nobody_can_let_anything_out(config: Path, tieout: Callable[..., Ended]) -> None:
    config.write_text(config.read_text(encoding="utf-8").replace('"review"', '"shadow"'), encoding="utf-8")
    ended = tieout("case", "approve", number_of(config, LAKESIDE), "-c", config)
    assert exits.FAILED == ended.code
    assert "shadow" in ended.err
    tieout("run", "--once", "-c", config)
    assert [] == answers(config)


def test_an_address_taken_off_the_list_stops_the_draft(config: Path, tieout: Callable[..., Ended]) -> None:
    listed = config.parent / "counterparties.csv"
    text = listed.read_text(encoding="utf-8-sig")
    listed.write_text(text.replace("finance@lakeside-clinics.example", "other@lakeside-clinics.example"), "utf-8")
    assert exits.DONE == tieout("counterparty", "import", listed, "-c", config).code
    ended = tieout("case", "approve", number_of(config, LAKESIDE), "-c", config)
    assert exits.FAILED == ended.code
    assert "not on file" in ended.err


def test_what_two_people_must_approve_is_refused_whoever_is_at_the_keyboard(
    config: Path, tieout: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_text(config.read_text(encoding="utf-8") + "\n[desk]\nfour_eyes_above = 1\n", encoding="utf-8")
    number = number_of(config, LAKESIDE)
    for name in ("carol", "ann"):
        monkeypatch.setenv("LOGNAME", name)
        ended = tieout("case", "approve", number, "-c", config)
        assert exits.FAILED == ended.code
        assert "at the desk" in ended.err
    tieout("run", "--once", "-c", config)
    assert [] == answers(config)
