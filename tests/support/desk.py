"""The desk as staff use it: a real server on a free port of this machine, over a store that the pipeline has filled.

The mails of the demonstration are worked on once per session and per mode; every test gets a copy of its own.
"""

from __future__ import annotations

import datetime as dt
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest
import requests

from daemon.cli.demo import company
from daemon.cli.demo.directory import lay_out
from daemon.cli.imports import import_counterparties, import_ledger
from daemon.config.credentials import secrets_beside
from daemon.config.load import load
from daemon.config.settings import Settings
from daemon.observe.logs import silence
from daemon.pipeline.desk import PipelineDesk
from daemon.pipeline.service import Service
from daemon.pipeline.work import Work
from daemon.review.auth.forms import token_of
from daemon.review.server import Server
from daemon.review.services import Services, no_secret
from daemon.store import Store, open_store
from daemon.store.users import Role
from parsers.ledgers.entry import Role as LedgerRole


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """A desk that is being served. `store` is the same one: what a test changes there the pages show."""

    url: str
    directory: Path
    store: Store
    settings: Settings
    work: Work

    def session(self, name: str = "carol", role: Role = Role.CLERK) -> str:
        """Return the token of a session of somebody with this role, who is made where he is not known."""
        now = dt.datetime.now(dt.UTC)
        with self.store.writing() as tx:
            if self.store.users.get(name, tx) is None:
                self.store.users.add(tx, name, role, now)
            return self.store.users.open_session(tx, name, now, dt.timedelta(hours=1))

    def seen(self, case: int) -> str:
        """Return which words the reply of a case has, as a page would say it."""
        reply = self.store.outbox.of_case(case)
        return "" if reply is None else reply.mail

    def ticked(self, *cases: int) -> dict[str, list[str]]:
        """Return the form of the queue with these cases ticked."""
        return {"case": [str(case) for case in cases], "seen": [f"{case}:{self.seen(case)}" for case in cases]}

    def visitor(self, name: str = "carol", role: Role = Role.CLERK) -> Visitor:
        """Return somebody signed in, who asks without a browser."""
        return Visitor(self.url, self.session(name, role))


class Visitor:
    """Somebody who asks for pages and sends forms as a browser would."""

    def __init__(self, url: str, token: str = "") -> None:
        self.url = url
        self.http = requests.Session()
        self.http.trust_env = False
        if token:
            self.http.cookies.set("tieout-session", token)

    def get(self, path: str, **more: Any) -> requests.Response:
        return self.http.get(self.url + path, timeout=60, **{"allow_redirects": False, **more})

    def post(self, path: str, data: dict[str, Any] | None = None, **more: Any) -> requests.Response:
        """Send a form with the token that its page would carry."""
        cookie = self.http.cookies.get("tieout-session") or self.http.cookies.get("tieout-visitor") or ""
        form = {"form_token": token_of(cookie), **(data or {})}
        return self.http.post(self.url + path, data=form, timeout=60, **{"allow_redirects": False, **more})


OpensDesk = Callable[..., AbstractContextManager[OpenDesk]]


def _filled(directory: Path, mode: str) -> Path:
    """Lay the demonstration out and have the service work on its mails in a mode, at the demonstration's moment."""
    lay_out(directory)
    config = directory / "tieout.toml"
    config.write_text(config.read_text(encoding="utf-8").replace('"auto"', f'"{mode}"'), encoding="utf-8")
    settings, now = load(config), company.NOW
    silence()
    store = open_store(settings.store.directory)
    import_counterparties(store, directory / "counterparties.csv", now=now, by="demo")
    import_ledger(store, directory / "ledger.xlsx", role=LedgerRole.CUSTOMER, account=None, now=now, by="demo")
    service = Service(settings, store, secrets_beside(directory), clock=lambda: now)
    service.run_once()
    assert service.troubles == ()
    store.close()
    return directory


@pytest.fixture(scope="session")
def filled_by_mode(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Give the filled directory of a mode, made when first asked for. Only to be copied."""
    made: dict[str, Path] = {}

    def filled(mode: str) -> Path:
        if mode not in made:
            made[mode] = _filled(tmp_path_factory.mktemp(f"filled-{mode}") / "demo", mode)
        return made[mode]

    return filled


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@pytest.fixture
def opens_desk(filled_by_mode: Callable[[str], Path], tmp_path: Path) -> OpensDesk:
    """Give what opens a desk: `with opens_desk(mode="review", four_eyes_above=Decimal(5)) as desk:`; the keys are of [desk]."""

    @contextmanager
    def opened(
        *, mode: str = "review", secret: Callable[[str], str] = no_secret, **changes: object
    ) -> Iterator[OpenDesk]:
        directory = tmp_path / "desk"
        shutil.copytree(filled_by_mode(mode), directory)
        settings = load(directory / "tieout.toml")
        listen = {"listen": f"127.0.0.1:{free_port()}", **changes}
        settings = msgspec.structs.replace(settings, desk=msgspec.structs.replace(settings.desk, **listen))
        store = open_store(settings.store.directory)
        work = Work(settings, store)
        server = Server(Services(settings=settings, store=store, desk=PipelineDesk(work), secret=secret))
        server.start()
        try:
            yield OpenDesk(f"http://{settings.desk.listen}", directory, store, settings, work)
        finally:
            server.stop()
            store.close()

    return opened


@pytest.fixture
def desk(opens_desk: OpensDesk) -> Iterator[OpenDesk]:
    """A desk in mode review: every answer waits as a draft."""
    with opens_desk() as opened:
        yield opened


@pytest.fixture
def automatic_desk(opens_desk: OpensDesk) -> Iterator[OpenDesk]:
    """A desk in mode auto: what was proven has left."""
    with opens_desk(mode="auto") as opened:
        yield opened
