"""`tieout check` over several mailboxes at once: each says its lines, and one that fails hides no other."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from daemon.cli.check import Line, lines_of
from daemon.config.load import Found
from daemon.config.settings import Mailbox, Outgoing, Settings, Store
from tests.support.dovecot import PASSWORD as IMAP_PASSWORD
from tests.support.dovecot import Dovecot
from tests.support.exchange_server import PASSWORD as EXCHANGE_PASSWORD
from tests.support.exchange_server import ExchangeServer
from tests.support.graph_server import GraphServer
from tests.support.token_server import CLIENT_SECRET

pytestmark = pytest.mark.servers


@pytest.fixture
def found(
    tmp_path: Path, dovecot: Dovecot, graph_mailbox: Mailbox, exchange_mailbox: Mailbox, graph_outgoing: Outgoing
) -> Found:
    """A configuration with a mailbox of every kind."""
    mail = tmp_path / "mail"
    mail.mkdir()
    imap = dovecot.new_user().mailbox()
    for credential, secret in (
        ("imap-secret", IMAP_PASSWORD),
        ("graph-secret", CLIENT_SECRET),
        ("exchange-secret", EXCHANGE_PASSWORD),
    ):
        file = tmp_path / credential
        file.write_text(secret + "\n")
        file.chmod(0o600)
    return Found(
        Settings(
            store=Store(directory=str(tmp_path / "state")),
            mailboxes=(
                Mailbox(name="folder", kind="folder", path=str(mail), address="a@tieout.example"),
                msgspec.structs.replace(imap, name="imap", credential="imap-secret"),
                msgspec.structs.replace(graph_mailbox, name="graph", credential="graph-secret"),
                msgspec.structs.replace(exchange_mailbox, name="exchange", credential="exchange-secret"),
            ),
            outgoing=msgspec.structs.replace(graph_outgoing, credential="graph-secret"),
        ),
        tmp_path / "tieout.toml",
    )


def _of(lines: list[Line], what: str) -> list[tuple[str, str]]:
    return [(line.answer, line.found) for line in lines if line.what == what]


def test_every_kind_of_mailbox_says_what_works(found: Found) -> None:
    lines = list(lines_of(found))
    for name in ("folder", "imap", "graph", "exchange"):
        told = _of(lines, f"mailbox {name}")
        assert told, name
        assert {"ok"} == {answer for answer, _ in told}, told
    assert ("ok", "boss@tieout.example is refused: the application sees only what it should") in _of(
        lines, "mailbox graph"
    )
    assert any("the server hints at new mail" in text for _, text in _of(lines, "mailbox exchange"))
    assert {"ok"} == {answer for answer, _ in _of(lines, "outgoing")}


def test_what_fails_is_told_with_what_to_do_and_the_others_are_tried_all_the_same(
    found: Found, graph: GraphServer, exchange: ExchangeServer, tmp_path: Path
) -> None:
    graph.everybody = True
    exchange.users.clear()
    (tmp_path / "imap-secret").unlink()
    lines = list(lines_of(found))

    assert [("fails", True)] == [
        (answer, "limit it to this mailbox" in text) for answer, text in _of(lines, "mailbox graph")
    ]
    assert [("fails", True)] == [(a, "refused the password" in text) for a, text in _of(lines, "mailbox exchange")]
    assert [("fails", True)] == [(a, "imap-secret" in text) for a, text in _of(lines, "mailbox imap")]
    assert {"ok"} == {answer for answer, _ in _of(lines, "mailbox folder")}
    assert {"ok"} == {answer for answer, _ in _of(lines, "outgoing")}
    told = "\n".join(line.found for line in lines)
    assert [] == [
        secret
        for secret in (CLIENT_SECRET, EXCHANGE_PASSWORD)
        if secret in told.replace("exchange-secret", "").replace("imap-secret", "")
    ]
