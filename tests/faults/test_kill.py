"""SIGKILL at every step boundary and at any moment: nothing is lost, nothing is answered twice, nothing is damaged."""

from __future__ import annotations

import random
import signal
from pathlib import Path

import pytest

from daemon.store import open_store
from tests.faults.killing import (
    boundaries,
    ended,
    furnished,
    killed_after,
    killed_at,
    killed_in,
    look,
    replay_stuck,
    run_in_child,
)
from tests.support.house import mail, statement_pdf

MAILS = {
    "agreed": mail(("s.pdf", statement_pdf()), subject="agreed", number=1),
    "stranger": mail(("s.pdf", statement_pdf()), subject="stranger", sender="m@elsewhere.example", number=2),
}
OUTCOMES = {"agreed": "confirm", "stranger": "hold"}
MAY_BE_UNCERTAIN = {"send:sending", "transport:connected", "transport:accepted", "send:accepted"}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("template") / "state"


def test_a_kill_at_any_boundary_costs_one_step_and_nothing_else(tmp_path: Path, template: Path) -> None:
    (tmp_path / "whole").mkdir()
    undisturbed = furnished(tmp_path / "whole", MAILS, template)
    names = boundaries(undisturbed)
    assert OUTCOMES == {subject: outcome for subject, (outcome, _) in look(undisturbed, MAILS).items()}
    assert MAY_BE_UNCERTAIN < set(names)
    for number, name in enumerate(names):
        directory = tmp_path / f"{number}"
        directory.mkdir()
        house = furnished(directory, MAILS, template)
        assert -signal.SIGKILL == killed_at(house, number), f"{name} was not reached"

        assert 0 == ended(run_in_child(house))

        found = look(house, MAILS)
        assert OUTCOMES == {subject: outcome for subject, (outcome, _) in found.items()}, f"killed at {name}"
        uncertain = [subject for subject, (_, reply) in found.items() if reply == "uncertain"]
        assert (1 if name in MAY_BE_UNCERTAIN else 0) == len(uncertain), f"killed at {name}"


@pytest.mark.parametrize("seed", range(3))
def test_kills_at_any_moment_lose_and_double_nothing(tmp_path: Path, template: Path, seed: int) -> None:
    """The service is killed again and again while mails come in; at most the replies then on their way are uncertain."""
    chance = random.Random(seed)
    kills = 12
    mails = {
        f"m{number}": mail(("s.pdf", statement_pdf(date=f"{number + 1} Mar 2026")), subject=f"m{number}", number=number)
        for number in range(kills)
    }
    house = furnished(tmp_path, {}, template)
    for name, content in mails.items():
        house.deliver(content, name)
        killed_after(house, chance.uniform(0.02, 0.5))

    assert 0 == ended(run_in_child(house))
    if replay_stuck(house, mails):  # three kills may well fall into one step of one mail
        assert 0 == ended(run_in_child(house))

    assert set(mails) == set(look(house, mails))


def test_a_paper_that_kills_its_reader_ends_stuck_and_keeps_nobody_waiting(tmp_path: Path, template: Path) -> None:
    """A fault in a native library takes the whole process along; after three times a person looks at the mail."""
    house = furnished(tmp_path, {"agreed": MAILS["agreed"]}, template)
    for _ in range(3):
        assert -signal.SIGKILL == killed_in(house, "recognise:read")
    house.deliver(MAILS["stranger"], "stranger")

    assert 0 == ended(run_in_child(house))

    store = open_store(house.directory / "state")
    rows = store.cases.overviews()
    assert {"stuck", "waiting"} == {str(row.case.state) for row in rows}
    assert any("ended 3 times" in row.case.trace for row in rows)
    store.close()
    assert 1 == replay_stuck(house, MAILS)
    assert 0 == ended(run_in_child(house))
    found = look(house, {name: MAILS[name] for name in ("agreed", "stranger")})
    assert {"agreed": ("confirm", "sent"), "stranger": ("hold", "")} == found
