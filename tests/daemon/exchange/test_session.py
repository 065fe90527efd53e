"""What needs no server; the rest stands in tests/servers/test_mailbox_exchange.py and test_outgoing_exchange.py."""

from __future__ import annotations

import pytest

from daemon.config.credentials import CredentialError
from daemon.config.settings import Mailbox
from daemon.exchange.session import ExchangeError, ExchangeSession


def mailbox(**changes: object) -> Mailbox:
    return Mailbox(name="ar", kind="exchange", address="ar@corp.example", host="ex.corp.example", **changes)  # type: ignore[arg-type]


def test_opening_asks_the_server_nothing_and_names_its_place_as_configured() -> None:
    session = ExchangeSession(mailbox(), "ar@corp.example", lambda _: "secret")
    protocol = session.account.protocol

    assert "https://ex.corp.example/EWS/Exchange.asmx" == protocol.service_endpoint
    assert "Exchange2016" == protocol.version.api_version
    session.close()


def test_another_port_is_taken_as_it_stands() -> None:
    session = ExchangeSession(mailbox(port=8443), "ar@corp.example", lambda _: "secret")

    assert "https://ex.corp.example:8443/EWS/Exchange.asmx" == session.account.protocol.service_endpoint
    session.close()


def test_a_missing_password_is_said_before_anything_is_asked() -> None:
    def missing(name: str) -> str:
        raise CredentialError(f'The credential "{name}" is missing.')

    with pytest.raises(ExchangeError, match="imap-password") as error:
        _ = ExchangeSession(mailbox(), "ar@corp.example", missing).account

    assert error.value.permanent
