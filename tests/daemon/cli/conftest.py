"""Running a command as a user does, within this process, and two stores that commands have filled."""

from __future__ import annotations

import contextlib
import io
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from daemon.__main__ import main
from daemon.cli.demo.directory import lay_out


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


def run(*arguments: object) -> Ended:
    """Run `tieout` with these arguments."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([str(argument) for argument in arguments])
    return Ended(code, out.getvalue(), err.getvalue())


@pytest.fixture
def tieout() -> Callable[..., Ended]:
    return run


@dataclass(frozen=True, slots=True)
class Demonstration:
    """A directory that `tieout demo` has filled, and what it printed. Only to be read: work on `copy`."""

    directory: Path
    ended: Ended

    @property
    def config(self) -> Path:
        return self.directory / "tieout.toml"

    def copy(self, to: Path) -> Path:
        """Copy everything to another place and return the configuration there."""
        shutil.copytree(self.directory, to, dirs_exist_ok=True)
        return to / "tieout.toml"


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """Run `tieout demo` once for all tests."""
    directory = tmp_path_factory.mktemp("demonstration") / "demo"
    return Demonstration(directory, run("demo", "--directory", directory))


@pytest.fixture(scope="session")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """The same mails and lists, taken in by the commands one by one, in mode review: every answer waits as a draft."""
    directory = tmp_path_factory.mktemp("reviewed")
    lay_out(directory)
    config = directory / "tieout.toml"
    config.write_text(config.read_text(encoding="utf-8").replace('"auto"', '"review"'), encoding="utf-8")
    for command in (("counterparty", "import", "counterparties.csv"), ("ledger", "import", "ledger.xlsx")):
        ended = run(*command[:2], directory / command[2], "-c", config)
        assert ended.code == 0, ended.err
    return Demonstration(directory, run("run", "--once", "-c", config))
