"""The Exchange connector against a stand-in over TLS, through the real exchangelib."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from daemon.config.settings import Mailbox
from daemon.mail.incoming import RawMail
from daemon.mailboxes.base import Cursor, PermanentMailboxError, Settled, TemporaryMailboxError
from daemon.mailboxes.connect import connect
from daemon.mailboxes.exchange import ExchangeConnection
from tests.support.exchange_server import PASSWORD, ExchangeServer, Fault

pytestmark = pytest.mark.servers


def content(number: int) -> bytes:
    return (
        f"From: c@acme.example\r\nTo: ar@tieout.example\r\nSubject: Statement {number}\r\n"
        f"Message-ID: <m{number}@acme.example>\r\n\r\nPlease find it attached.\r\n"
    ).encode()


def opened(mailbox: Mailbox, state: Path, password: str = PASSWORD) -> ExchangeConnection:
    connection = connect(mailbox, lambda _: password, state)
    assert isinstance(connection, ExchangeConnection)
    return connection


def look(mailbox: Mailbox, state: Path, mark: str = "") -> list[RawMail]:
    with opened(mailbox, state) as connection:
        return list(connection.fetch(Cursor(mark=mark)))


def test_a_busy_server_says_how_long_to_wait_and_is_not_asked_again_by_the_library(
    exchange: ExchangeServer, exchange_mailbox: Mailbox, tmp_path: Path
) -> None:
    exchange.faults.append(Fault("SyncFolderItems", "ErrorServerBusy", back_off=17_000))

    with pytest.raises(TemporaryMailboxError, match="ErrorServerBusy") as error:
        look(exchange_mailbox, tmp_path)

    assert (17.0, 1) == (error.value.wait, exchange.asked.count("SyncFolderItems"))


@pytest.mark.parametrize("operation", ["GetFolder", "SyncFolderItems", "GetItem"])
@pytest.mark.parametrize("code", ["", "ErrorInternalServerTransientError"])
def test_what_fails_for_the_moment_is_tried_again_later(
    exchange: ExchangeServer, exchange_mailbox: Mailbox, tmp_path: Path, operation: str, code: str
) -> None:
    exchange.deliver(content(1))
    exchange.faults.append(Fault(operation, code))

    with pytest.raises(TemporaryMailboxError):
        look(exchange_mailbox, tmp_path)


def test_a_wrong_password_is_told_once(exchange: ExchangeServer, exchange_mailbox: Mailbox, tmp_path: Path) -> None:
    with (
        pytest.raises(PermanentMailboxError, match="refused the password") as error,
        opened(exchange_mailbox, tmp_path, "wrong one"),
    ):
        pass

    assert "wrong one" not in str(error.value)


def test_a_certificate_of_nobody_is_not_trusted(
    exchange: ExchangeServer, exchange_mailbox: Mailbox, tmp_path: Path
) -> None:
    with (
        pytest.raises(PermanentMailboxError, match="certificate"),
        opened(msgspec.structs.replace(exchange_mailbox, ca_file=""), tmp_path),
    ):
        pass

    assert [] == exchange.asked


def test_a_held_mail_is_found_again_though_its_name_changed_when_it_was_moved(
    exchange: ExchangeServer, exchange_mailbox: Mailbox, tmp_path: Path
) -> None:
    item = exchange.deliver(content(1))
    moving = msgspec.structs.replace(exchange_mailbox, when_done="move")
    with opened(moving, tmp_path) as connection:
        (mail,) = connection.fetch(Cursor())
        connection.settle(0, 0, Settled.HELD, mail.remote)
        connection.settle(0, 0, Settled.HELD, mail.remote)
        held = exchange.folders[item.folder]
    with opened(moving, tmp_path) as connection:
        connection.settle(0, 0, Settled.DONE, mail.remote)
        connection.settle(0, 0, Settled.DONE, mail.remote)

    assert ("Held", "Done") == (held[0], exchange.folders[item.folder][0])
