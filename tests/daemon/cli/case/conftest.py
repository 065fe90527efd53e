"""A store in mode review of one's own, to decide about."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.daemon.cli.conftest import Demonstration


@pytest.fixture
def config(reviewed: Demonstration, tmp_path: Path) -> Path:
    """Return the configuration of a copy in which every answer waits as a draft."""
    return reviewed.copy(tmp_path)
