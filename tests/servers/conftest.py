"""What tests over real servers share: a house with its books, and a store of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from daemon.store import Store, open_store
from tests.support.house import House


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture
def store(house: House) -> Iterator[Store]:
    opened = open_store(house.directory / "state")
    house.furnish(opened)
    yield opened
    opened.close()
