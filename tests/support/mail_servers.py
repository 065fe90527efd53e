"""Fixtures: real mail servers on loopback, started once a session.

`dovecot.new_user()` gives a fresh mailbox with `address`, `password`, `mailbox(**changes)` (its configuration) and `deliver(bytes)`
through LMTP. `smtp_sink` keeps what is sent in `received`, fails on demand, and gives its configuration by `outgoing(**changes)`.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import trustme

from daemon.config.settings import Mailbox, Outgoing
from tests.support.dovecot import Dovecot
from tests.support.exchange_server import USER as EXCHANGE_USER
from tests.support.exchange_server import ExchangeServer
from tests.support.graph_server import GraphServer
from tests.support.named_sites import NamedSite, of_exchange, of_graph
from tests.support.scripted_imap import Script, ScriptedImap
from tests.support.smtp_sink import SinkServer, SmtpSink
from tests.support.token_server import CLIENT_ID, TENANT, TokenServer


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """The authority that signed the test servers' certificates."""
    return trustme.CA()


@pytest.fixture(scope="session")
def ca_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ca") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


@pytest.fixture(scope="session")
def server_context(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1", "localhost").configure_cert(context)
    return context


@pytest.fixture(scope="session")
def dovecot(authority: trustme.CA) -> Iterator[Dovecot]:
    if Dovecot.program() is None:
        pytest.skip("Dovecot is not installed: apt install dovecot-imapd dovecot-lmtpd")
    certificate = authority.issue_cert("127.0.0.1", "localhost")
    server = Dovecot()
    try:
        server.start(
            b"".join(each.bytes() for each in certificate.cert_chain_pems), certificate.private_key_pem.bytes()
        )
        yield server
    finally:
        server.stop()


@pytest.fixture
def smtp_sink_of_kind(server_context: ssl.SSLContext) -> Iterator[Callable[[str], SmtpSink]]:
    """Makes sinks of a kind: "none", "starttls", "tls", or "auth" (STARTTLS and a password)."""
    servers: list[SinkServer] = []

    def make(kind: str) -> SmtpSink:
        sink = SmtpSink()
        servers.append(SinkServer(sink, server_context, kind))
        return sink

    yield make
    for server in servers:
        server.stop()


@pytest.fixture
def smtp_sink(smtp_sink_of_kind: Callable[[str], SmtpSink]) -> SmtpSink:
    """A sink without TLS, on loopback."""
    return smtp_sink_of_kind("none")


@pytest.fixture
def scripted_imap() -> Iterator[Callable[..., ScriptedImap]]:
    servers: list[ScriptedImap] = []

    def make(*scripts: Script) -> ScriptedImap:
        server = ScriptedImap(*scripts)
        servers.append(server)
        return server

    yield make
    for server in servers:
        server.stop()
    assert [] == [failure for server in servers for failure in server.failures]


@pytest.fixture
def tokens(server_context: ssl.SSLContext, ca_file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TokenServer]:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(ca_file))
    server = TokenServer(server_context)
    yield server
    server.stop()


@pytest.fixture
def asking_dovecot(dovecot: Dovecot, tokens: TokenServer) -> Iterator[Dovecot]:
    """A Dovecot that asks about tokens; what the token server gave is what holds."""
    introspection = TokenServer(None, dovecot.tokens_port)
    introspection.tokens = tokens.tokens
    yield dovecot
    introspection.stop()


@pytest.fixture
def graph(server_context: ssl.SSLContext, tokens: TokenServer) -> Iterator[GraphServer]:
    """Microsoft Graph with one mailbox, ar@tieout.example."""
    server = GraphServer(server_context, tokens.tokens)
    yield server
    server.stop()


@pytest.fixture
def graph_mailbox(graph: GraphServer, tokens: TokenServer) -> Mailbox:
    """The configuration that watches its inbox."""
    return Mailbox(
        name="ar",
        kind="graph",
        address=graph.address,
        sign_in="microsoft",
        tenant=TENANT,
        client_id=CLIENT_ID,
        authority=tokens.address,
        graph=graph.base,
        foreign_mailbox="boss@tieout.example",
        max_megabytes=1,
    )


@pytest.fixture
def graph_outgoing(graph: GraphServer, tokens: TokenServer) -> Outgoing:
    """The configuration that sends from it."""
    return Outgoing(
        kind="graph",
        user=graph.address,
        sign_in="microsoft",
        tenant=TENANT,
        client_id=CLIENT_ID,
        authority=tokens.address,
        graph=graph.base,
    )


@pytest.fixture
def exchange(server_context: ssl.SSLContext) -> Iterator[ExchangeServer]:
    """An Exchange Server with one mailbox, ar@tieout.example."""
    server = ExchangeServer(server_context)
    yield server
    server.stop()
    assert [] == server.failures


@pytest.fixture
def exchange_mailbox(exchange: ExchangeServer, ca_file: Path) -> Mailbox:
    """The configuration that watches its inbox."""
    return Mailbox(
        name="ar",
        kind="exchange",
        address=exchange.address,
        host="127.0.0.1",
        port=exchange.port,
        user=EXCHANGE_USER,
        ca_file=str(ca_file),
        exchange_auth="basic",
        max_megabytes=1,
    )


@pytest.fixture
def exchange_outgoing(exchange: ExchangeServer, ca_file: Path) -> Outgoing:
    """The configuration that sends from it."""
    return Outgoing(
        kind="exchange",
        host="127.0.0.1",
        port=exchange.port,
        user=EXCHANGE_USER,
        ca_file=str(ca_file),
        exchange_auth="basic",
    )


@pytest.fixture(params=["graph", "exchange"])
def named(request: pytest.FixtureRequest) -> NamedSite:
    """A mailbox whose mails have names, at each service that has such."""
    given = request.getfixturevalue
    if request.param == "graph":
        return of_graph(given("graph"), given("graph_mailbox"), given("graph_outgoing"))
    return of_exchange(given("exchange"), given("exchange_mailbox"), given("exchange_outgoing"))
