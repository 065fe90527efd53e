"""The rooms import only downwards: the contracts in pyproject.toml hold."""

from __future__ import annotations

import subprocess
import sys

from tests.house.source import ROOT


def test_the_contracts_between_the_rooms_hold() -> None:
    # In its own process, so that what it imports does not stay in this one.
    program = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    result = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert 0 == result.returncode, result.stdout + result.stderr
    assert "KEPT" in result.stdout
