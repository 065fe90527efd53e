from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from daemon.store import Store, open_store
from tests.support.house import House


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store made and furnished once; each attack is run on its own copy."""
    directory = tmp_path_factory.mktemp("attacked")
    store = open_store(directory / "state")
    House(directory).furnish(store)
    store.close()
    return directory / "state"


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture
def store(house: House, attacked: Path) -> Iterator[Store]:
    shutil.copytree(attacked, house.directory / "state")
    opened = open_store(house.directory / "state")
    yield opened
    opened.close()
