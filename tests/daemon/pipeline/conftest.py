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


@pytest.fixture
def store(house: House, furnished: Path) -> Iterator[Store]:
    shutil.copytree(furnished, house.directory / "state")
    opened = open_store(house.directory / "state")
    yield opened
    opened.close()
