from __future__ import annotations

from collections.abc import Iterator

import pytest

from daemon.store import Store
from tests.support.places import Place


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    opened = place.open()
    yield opened
    opened.close()
