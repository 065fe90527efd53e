"""A configuration with an empty store."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "tieout.toml"
    path.write_text('[desk]\nurl = "https://desk.example.com"\n[store]\ndirectory = "state"\n', encoding="utf-8")
    return path
