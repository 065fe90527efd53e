"""A store in which one counterparty's numbers were learned."""

from __future__ import annotations

from pathlib import Path

import pytest

from daemon.store import forms
from daemon.store.numbers import NUMBERS
from daemon.store.opening import open_store
from tests.daemon.cli.conftest import Demonstration


@pytest.fixture
def config(demonstration: Demonstration, tmp_path: Path) -> Path:
    """The demonstration, its first answered case with evidence of two series."""
    config = demonstration.copy(tmp_path)
    store = open_store(config.parent / "state")
    case = next(
        each.case for each in reversed(store.cases.overviews()) if each.reply_state == "sent" and each.case.account
    )
    evidence = [((f"A/26/{number:05}",), (f"SI-{100_000 + number}",)) for number in (17, 18, 29)]
    with store.writing() as tx:
        store.cases.put_finding(tx, case.id, NUMBERS, forms.keep_numbers([*evidence, (("X-9",), ("SI-7",))]))
    store.close()
    (config.parent / "code").write_text(case.counterparty, encoding="utf-8")
    return config


@pytest.fixture
def code(config: Path) -> str:
    return (config.parent / "code").read_text(encoding="utf-8")
