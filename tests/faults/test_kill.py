"""SIGKILL at every step boundary and at any moment: nothing is lost, nothing is answered twice, nothing is damaged."""

from __future__ import annotations

import random
import signal
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.faults.killing import (
    PlacedHouse,
    boundaries,
    delivered,
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
from tests.support.places import KINDS, Place
from tests.support.postgresql_server import PostgresqlServer

MAILS = {
    "agreed": mail(("s.pdf", statement_pdf()), subject="agreed", number=1),
    "stranger": mail(("s.pdf", statement_pdf()), subject="stranger", sender="m@elsewhere.example", number=2),
}
OUTCOMES = {"agreed": "confirm", "stranger": "hold"}
MAY_BE_UNCERTAIN = {"send:sending", "transport:connected", "transport:accepted", "send:accepted"}


Furnish = Callable[[Path, Mapping[str, bytes]], PlacedHouse]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("template") / "state"


@pytest.fixture(params=KINDS)
def furnish(request: pytest.FixtureRequest, template: Path) -> Iterator[Furnish]:
    """Give what makes a furnished house over each kind of database."""
    if request.param == "sqlite":
        yield lambda directory, mails: furnished(directory, mails, template)
        return
    server: PostgresqlServer = request.getfixturevalue("postgresql")
    made: list[str] = []

    def over_postgresql(directory: Path, mails: Mapping[str, bytes]) -> PlacedHouse:
        made.append(server.new_database(request.getfixturevalue("furnished_database")))
        return delivered(directory, Place(directory / "state", server.url(made[-1])), mails)

    yield over_postgresql
    for name in made:
        server.drop(name)


def test_a_kill_at_any_boundary_costs_one_step_and_nothing_else(tmp_path: Path, furnish: Furnish) -> None:
    (tmp_path / "whole").mkdir()
    undisturbed = furnish(tmp_path / "whole", MAILS)
    names = boundaries(undisturbed)
    assert OUTCOMES == {subject: outcome for subject, (outcome, _) in look(undisturbed, MAILS).items()}
    assert MAY_BE_UNCERTAIN < set(names)
    for number, name in enumerate(names):
        directory = tmp_path / f"{number}"
        directory.mkdir()
        house = furnish(directory, MAILS)
        assert -signal.SIGKILL == killed_at(house, number), f"{name} was not reached"

        assert 0 == ended(run_in_child(house))

        found = look(house, MAILS)
        assert OUTCOMES == {subject: outcome for subject, (outcome, _) in found.items()}, f"killed at {name}"
        uncertain = [subject for subject, (_, reply) in found.items() if reply == "uncertain"]
        assert (1 if name in MAY_BE_UNCERTAIN else 0) == len(uncertain), f"killed at {name}"


@pytest.mark.parametrize("seed", range(3))
def test_kills_at_any_moment_lose_and_double_nothing(tmp_path: Path, furnish: Furnish, seed: int) -> None:
    """The service is killed again and again while mails come in; at most the replies then on their way are uncertain."""
    chance = random.Random(seed)
    kills = 12
    mails = {
        f"m{number}": mail(("s.pdf", statement_pdf(date=f"{number + 1} Mar 2026")), subject=f"m{number}", number=number)
        for number in range(kills)
    }
    house = furnish(tmp_path, {})
    for name, content in mails.items():
        house.deliver(content, name)
        killed_after(house, chance.uniform(0.02, 0.5))

    assert 0 == ended(run_in_child(house))
    if replay_stuck(house, mails):  # three kills may well fall into one step of one mail
        assert 0 == ended(run_in_child(house))

    assert set(mails) == set(look(house, mails))


def test_a_paper_that_kills_its_reader_ends_stuck_and_keeps_nobody_waiting(tmp_path: Path, furnish: Furnish) -> None:
    """A fault in a native library takes the whole process along; after three times a person looks at the mail."""
    house = furnish(tmp_path, {"agreed": MAILS["agreed"]})
    for _ in range(3):
        assert -signal.SIGKILL == killed_in(house, "recognise:read")
    house.deliver(MAILS["stranger"], "stranger")

    assert 0 == ended(run_in_child(house))

    store = house.place.open()
    rows = store.cases.overviews()
    assert {"stuck", "waiting"} == {str(row.case.state) for row in rows}
    assert any("ended 3 times" in row.case.trace for row in rows)
    store.close()
    assert 1 == replay_stuck(house, MAILS)
    assert 0 == ended(run_in_child(house))
    found = look(house, {name: MAILS[name] for name in ("agreed", "stranger")})
    assert {"agreed": ("confirm", "sent"), "stranger": ("hold", "")} == found
