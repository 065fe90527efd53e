"""What these tests share: scenes over each kind of database and mail, and the count of what was done to the service."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.crowd import furnish
from tests.faults.scenes import FolderScene, ImapScene, Scene
from tests.faults.tally import DEALT
from tests.support.dovecot import Dovecot
from tests.support.places import KINDS, Place
from tests.support.postgresql_server import PostgresqlServer
from tests.support.smtp_sink import SmtpSink

MakePlace = Callable[[Path], Place]
MakeScene = Callable[[Path], Scene]

DATABASES = pytest.mark.parametrize("make_place", KINDS, indirect=True)
MAILS = pytest.mark.parametrize(
    "make_scene", ["folder", pytest.param("imap", marks=pytest.mark.servers)], indirect=True
)


@pytest.fixture(scope="session")
def furnished_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite store with ledger and counterparties, to be copied."""
    directory = tmp_path_factory.mktemp("furnished")
    _furnish(Place(directory))
    return directory


@pytest.fixture(scope="session")
def crowded_database(postgresql: PostgresqlServer, migrated: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The same on the server."""
    name = postgresql.new_database(migrated)
    _furnish(Place(tmp_path_factory.mktemp("crowded"), postgresql.url(name)))
    return name


def _furnish(place: Place) -> None:
    store = place.open()
    furnish(store)
    store.close()


@pytest.fixture
def make_place(request: pytest.FixtureRequest, furnished_directory: Path) -> Iterator[MakePlace]:
    """Makes places of furnished stores, of the kind that the test names ("sqlite" where it names none)."""
    if getattr(request, "param", "sqlite") == "sqlite":
        yield lambda directory: Place(Path(shutil.copytree(furnished_directory, directory / "state")))
        return
    server: PostgresqlServer = request.getfixturevalue("postgresql")
    source: str = request.getfixturevalue("crowded_database")
    made: list[str] = []

    def on_the_server(directory: Path) -> Place:
        made.append(server.new_database(source))
        return Place(directory / "state", server.url(made[-1]))

    yield on_the_server
    for name in made:
        server.drop(name)


@pytest.fixture
def make_scene(request: pytest.FixtureRequest, make_place: MakePlace) -> MakeScene:
    """Makes scenes with the kind of mail that the test names ("folder" where it names none)."""
    if getattr(request, "param", "folder") == "folder":
        return lambda directory: FolderScene(directory, make_place(directory))
    dovecot: Dovecot = request.getfixturevalue("dovecot")
    make_sink: Callable[[str], SmtpSink] = request.getfixturevalue("smtp_sink_of_kind")
    return lambda directory: ImapScene(directory, make_place(directory), dovecot.new_user(), make_sink("none"))


@pytest.fixture
def scene(make_scene: MakeScene, tmp_path: Path) -> Scene:
    """One scene of the kinds that the test names."""
    return make_scene(tmp_path)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the test last that asks how often the service was struck; where only a part of these tests runs, it is not asked."""
    asking = [item for item in items if item.path.name == "test_tally.py"]
    here = {item.path for item in items if item.path.parent == Path(__file__).parent}
    items[:] = [item for item in items if item not in asking]
    if here >= set(Path(__file__).parent.glob("test_*.py")):
        items += asking
    else:
        config.hook.pytest_deselected(items=asking)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if DEALT:
        dealt = ", ".join(f"{number} {what}" for what, number in sorted(DEALT.items()))
        terminalreporter.write_line(f"The service was struck: {dealt}.")
