"""The Exchange connector against a stand-in over TLS, through the real exchangelib."""

from __future__ import annotations

import datetime as dt
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


def test_mails_come_as_they_were_sent_and_the_mark_with_the_last_of_each_page(
    exchange: ExchangeServer, exchange_mailbox: Mailbox, tmp_path: Path
) -> None:
    for number in range(120):
        exchange.deliver(content(number))

    found = look(exchange_mailbox, tmp_path)

    assert [content(number) for number in range(120)] == [mail.content for mail in found]
    assert [49, 99, 119] == [number for number, mail in enumerate(found) if mail.mark]


def test_only_what_is_new_since_the_mark_is_fetched(
    exchange: ExchangeServer, exchange_mailbox: Mailbox, tmp_path: Path
) -> None:
    exchange.deliver(content(1))
    mark = look(exchange_mailbox, tmp_path)[-1].mark
    exchange.deliver(content(2))

    assert [content(2)] == [mail.content for mail in look(exchange_mailbox, tmp_path, mark)]


def test_a_sync_state_that_is_no_longer_known_leads_to_a_full_look(
    exchange: ExchangeServer, exchange_mailbox: Mailbox, tmp_path: Path
) -> None:
    exchange.deliver(content(1))
    mark = look(exchange_mailbox, tmp_path)[-1].mark
    exchange.unknown_state = True

    assert [content(1)] == [mail.content for mail in look(exchange_mailbox, tmp_path, mark)]


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


def test_a_mail_above_the_limit_comes_as_its_header_only(
    exchange: ExchangeServer, exchange_mailbox: Mailbox, tmp_path: Path
) -> None:
    exchange.deliver(content(1) + b"x" * 1_100_000)

    (mail,) = look(exchange_mailbox, tmp_path)

    assert mail.too_large
    assert b"Subject: Statement 1" in mail.content
    assert mail.content.endswith(b"\r\n\r\n")


def test_what_lay_there_before_the_first_look_is_backlog(
    exchange: ExchangeServer, exchange_mailbox: Mailbox, tmp_path: Path
) -> None:
    exchange.deliver(content(1), dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    exchange.deliver(content(2), dt.datetime.now(tz=dt.UTC) + dt.timedelta(seconds=5))

    assert [True, False] == [mail.backlog for mail in look(exchange_mailbox, tmp_path)]


def test_another_machine_that_takes_over_knows_since_when_the_mailbox_is_watched(
    exchange: ExchangeServer, exchange_mailbox: Mailbox, tmp_path: Path
) -> None:
    """Else what came between the death of one and the first look of the other would count as there before, and stay unanswered."""
    exchange.deliver(content(1), dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    exchange.deliver(content(2), dt.datetime(2026, 1, 3, tzinfo=dt.UTC))
    with opened(exchange_mailbox, tmp_path / "another") as connection:
        found = list(connection.fetch(Cursor(started=dt.datetime(2026, 1, 2, tzinfo=dt.UTC))))

    assert [True, False] == [mail.backlog for mail in found]


def test_handled_mail_is_marked_beside_what_people_marked(
    exchange: ExchangeServer, exchange_mailbox: Mailbox, tmp_path: Path
) -> None:
    item = exchange.deliver(content(1))
    item.categories = ["Blue"]
    shown = []
    with opened(exchange_mailbox, tmp_path) as connection:
        (mail,) = connection.fetch(Cursor())
        for outcome in (Settled.HELD, Settled.HELD, Settled.DONE):
            connection.settle(0, 0, outcome, mail.remote)
            shown.append(item.categories)

    assert [["Blue", "Tieout held"], ["Blue", "Tieout held"], ["Blue", "Tieout done"]] == shown


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


def test_a_mail_that_is_gone_is_nothing_to_settle(
    exchange: ExchangeServer, exchange_mailbox: Mailbox, tmp_path: Path
) -> None:
    with opened(exchange_mailbox, tmp_path) as connection:
        connection.settle(0, 0, Settled.DONE, "I-gone")

    assert [] == exchange.items


def test_the_check_says_what_was_found(exchange: ExchangeServer, exchange_mailbox: Mailbox, tmp_path: Path) -> None:
    exchange.deliver(content(1))
    with opened(exchange_mailbox, tmp_path) as connection:
        lines = connection.check()

    assert "Inbox: 1 mails" in lines


def test_a_folder_that_is_not_there_is_said_at_once(
    exchange: ExchangeServer, exchange_mailbox: Mailbox, tmp_path: Path
) -> None:
    with pytest.raises(PermanentMailboxError, match="no folder Nowhere"):
        look(msgspec.structs.replace(exchange_mailbox, folder="Nowhere"), tmp_path)
