from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from daemon.observe.logs import silence
from daemon.store import Store, open_store
from tests.support.house import House
from tests.support.places import KINDS, Place, place_of


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture
def fresh_log() -> Iterator[None]:
    """Undo whatever the test does to the process's log."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield
    root.handlers[:] = before
    root.setLevel(level)
    logging.getLogger("tieout").setLevel(logging.NOTSET)
    logging.captureWarnings(capture=False)
    silence()
    structlog.contextvars.clear_contextvars()


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store made and furnished once; each test works on its own copy."""
    directory = tmp_path_factory.mktemp("furnished")
    store = open_store(directory / "state")
    House(directory).furnish(store)
    store.close()
    return directory / "state"


OVER_BOTH = {"test_desk", "test_receive", "test_release", "test_send", "test_service", "test_settle", "test_worker"}
"""The tests that run over SQLite and PostgreSQL: those of what must neither be lost nor done twice."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    chosen = any("kind" in mark.args[0] for mark in metafunc.definition.iter_markers("parametrize"))
    if "kind" in metafunc.fixturenames and not chosen:
        module = metafunc.module.__name__.rpartition(".")[2]
        metafunc.parametrize("kind", KINDS if module in OVER_BOTH else KINDS[:1])


@pytest.fixture
def place(request: pytest.FixtureRequest, house: House, kind: str, furnished: Path) -> Iterator[Place]:
    """The place of the house's store, furnished."""
    directory = house.directory / "state"
    if kind == "sqlite":
        shutil.copytree(furnished, directory)
    yield from place_of(request, kind, directory, "furnished_database")


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    opened = place.open()
    yield opened
    opened.close()
