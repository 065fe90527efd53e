"""Hints from an Exchange stand-in over a connection that stays open: they come soon, may fail for ever, and never stand in anybody's way."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from daemon.config.settings import Mailbox
from daemon.exchange.listening import Listener
from daemon.exchange.session import ExchangeSession
from daemon.mailboxes.base import Cursor
from daemon.mailboxes.exchange import ExchangeConnection
from tests.support.exchange_server import PASSWORD, ExchangeServer, Fault
from tests.support.serving import until

pytestmark = pytest.mark.servers

LONG = 60.0  # only keeps a failing test from hanging


@contextmanager
def listening(server: ExchangeServer, mailbox: Mailbox, again: float = 0.05) -> Iterator[Listener]:
    listener = Listener(ExchangeSession(mailbox, mailbox.address, lambda _: PASSWORD), "INBOX", again=again)
    try:
        yield listener
    finally:
        listener.stop()
        server.stop_streams()
        until(lambda: not [each for each in threading.enumerate() if each.name == "tieout-exchange-hints"])


def settled(server: ExchangeServer, listener: Listener) -> None:
    """Wait until the connection stands and its own first hint is taken."""
    listener.hint(0)
    until(lambda: server.streams == 1)
    while listener.hint(0.1):
        pass


def test_new_mail_is_hinted_at_and_the_first_connection_too(
    exchange: ExchangeServer, exchange_mailbox: Mailbox
) -> None:
    with listening(exchange, exchange_mailbox) as listener:
        assert listener.hint(LONG)
        settled(exchange, listener)
        exchange.deliver(b"Subject: x\r\n\r\nx")
        assert listener.hint(LONG)
        exchange.deliver(b"Subject: y\r\n\r\ny")
        assert listener.hint(LONG)
    assert exchange.asked.count("Subscribe") == 1


def test_what_lands_in_another_folder_is_no_hint(exchange: ExchangeServer, exchange_mailbox: Mailbox) -> None:
    with listening(exchange, exchange_mailbox) as listener:
        settled(exchange, listener)
        exchange.deliver(b"Subject: x\r\n\r\nx", folder="F-drafts")
        assert not listener.hint(0.3)


@pytest.mark.parametrize("code", ["", "ErrorInvalidSubscription", "ErrorSubscriptionNotFound"])
def test_a_subscription_that_went_bad_is_made_anew(
    exchange: ExchangeServer, exchange_mailbox: Mailbox, code: str
) -> None:
    exchange.faults.append(Fault("GetStreamingEvents", code))
    with listening(exchange, exchange_mailbox) as listener:
        settled(exchange, listener)
        assert exchange.asked.count("Subscribe") >= 2
        exchange.deliver(b"Subject: x\r\n\r\nx")
        assert listener.hint(LONG)


def test_a_server_that_closes_at_once_is_not_asked_without_end(
    exchange: ExchangeServer, exchange_mailbox: Mailbox
) -> None:
    exchange.stop_streams()
    with listening(exchange, exchange_mailbox, again=LONG) as listener:
        listener.hint(LONG)
        until(lambda: exchange.asked.count("GetStreamingEvents") == 1)
        listener.hint(0.5)
        assert 1 == exchange.asked.count("GetStreamingEvents")


def test_a_server_that_knows_no_subscriptions_leaves_the_looks_of_every_minute(
    exchange: ExchangeServer, exchange_mailbox: Mailbox, tmp_path: Path
) -> None:
    exchange.faults += [Fault("Subscribe", "ErrorInvalidSubscriptionRequest") for _ in range(3)]
    exchange.deliver(b"Subject: x\r\n\r\nx")
    with ExchangeConnection(exchange_mailbox, lambda _: PASSWORD, tmp_path) as connection:
        assert any("no hints at new mail" in line for line in connection.check())
        assert not connection.wait(0.2)
        assert 1 == len(list(connection.fetch(Cursor())))


def test_the_mailbox_is_read_while_the_listener_listens(
    exchange: ExchangeServer, exchange_mailbox: Mailbox, tmp_path: Path
) -> None:
    """Each has a connection of its own; one that streams would keep the other waiting for minutes."""
    with ExchangeConnection(exchange_mailbox, lambda _: PASSWORD, tmp_path) as connection:
        assert any("the server hints at new mail" in line for line in connection.check())
        connection.wait(0)
        until(lambda: exchange.streams == 1)
        exchange.deliver(b"Subject: x\r\n\r\nx")
        assert connection.wait(LONG)
        assert [b"Subject: x\r\n\r\nx"] == [mail.content for mail in connection.fetch(Cursor())]
        assert 1 == exchange.streams
    exchange.stop_streams()
    until(lambda: exchange.streams == 0)
