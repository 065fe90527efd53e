"""SIGKILL over real servers: Dovecot and an SMTP server see one reply at most, and the mailbox ends as it should."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import imapclient
import pytest

from daemon.config.settings import Settings
from daemon.pipeline.service import Service
from daemon.store import Store, open_store
from daemon.store.states import CaseState
from tests.faults.killing import ended
from tests.support.dovecot import Dovecot, User
from tests.support.house import House, mail, read_here, replace_struct, statement_pdf
from tests.support.smtp_sink import SmtpSink

pytestmark = pytest.mark.servers

BOUNDARIES = {
    "receive:archived": "sent",
    "receive:recorded": "sent",
    "reply:recorded": "sent",
    "send:sending": "uncertain",
    "send:accepted": "uncertain",
    "send:recorded": "sent",
    "settle:shown": "sent",
    "settle:recorded": "sent",
    "settle:copied": "sent",
}


@pytest.fixture
def user(dovecot: Dovecot) -> User:
    return dovecot.new_user()


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path)
    store = open_store(house.directory / "state")
    house.furnish(store)
    store.close()
    return house


def _run(house: House, found: Settings, user: User, on_step: Callable[[str], None] = lambda _: None) -> int:
    """Run the service once in a forked process. Return its exit code."""
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            store = open_store(house.directory / "state")
            Service(found, store, lambda _: user.password, on_step=on_step, read=read_here).run_once()
            os._exit(0)
        os._exit(1)
    return ended(child)


def _strike_at(step: str) -> Callable[[str], None]:
    def strike(name: str) -> None:
        if name == step:
            os.kill(os.getpid(), signal.SIGKILL)

    return strike


@contextlib.contextmanager
def _looking(house: House) -> Iterator[Store]:
    store = open_store(house.directory / "state")
    yield store
    store.close()


def _count(user: User, folder: str) -> int:
    client = imapclient.IMAPClient("127.0.0.1", port=user.server.port, ssl=False, timeout=30)
    client.login(user.name, user.password)
    try:
        if not client.folder_exists(folder):
            return 0
        client.select_folder(folder, readonly=True)
        return len(client.search())
    finally:
        client.logout()


@pytest.mark.parametrize(("step", "reply"), BOUNDARIES.items())
def test_a_kill_leaves_one_reply_at_most_and_the_mail_where_it_belongs(
    house: House, user: User, smtp_sink: SmtpSink, step: str, reply: str
) -> None:
    found = replace_struct(house.settings, mailboxes=(user.mailbox(when_done="move"),), outgoing=smtp_sink.outgoing())
    user.deliver(mail(("s.pdf", statement_pdf()), to=user.address))
    assert -signal.SIGKILL == _run(house, found, user, _strike_at(step))

    for _ in range(2):
        assert 0 == _run(house, found, user)

    with _looking(house) as store:
        (row,) = store.cases.overviews()
        assert ("confirm", reply) == (row.case.outcome, row.reply_state)
        assert {"sent": CaseState.DONE, "uncertain": CaseState.WAITING}[reply] == row.case.state
        assert [] == list(store.faults())
    assert (0 if step == "send:sending" else 1) == len(smtp_sink.received)
    assert 0 == _count(user, "INBOX")
    assert 1 == _count(user, "Tieout/Done" if reply == "sent" else "Tieout/Held")
    assert (1 if reply == "sent" else 0) == _count(user, "Sent")
