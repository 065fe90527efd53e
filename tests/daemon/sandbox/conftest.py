"""One fork server for all tests of this folder; it loads no readers, so that it is there at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from daemon.sandbox.host import Sandbox


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox("tests.support.sandbox_probes:echo") as made:
        yield made
