"""Running a command as a user does, within this process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from daemon.__main__ import main


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


@pytest.fixture
def tieout(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """Return a function that runs `tieout` with these arguments."""

    def run(*arguments: object) -> Ended:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Ended(code, printed.out, printed.err)

    return run
