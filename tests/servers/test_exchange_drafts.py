"""The Drafts folder as the connector sees it, against the stand-in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from daemon.config.settings import Mailbox
from daemon.mailboxes.base import KeepsDrafts
from daemon.mailboxes.connect import connect
from tests.support.exchange_server import PASSWORD, ExchangeServer
from tests.support.house import replace_struct

pytestmark = pytest.mark.servers

OURS, OTHER = "<tieout.1@us.example>", "<tieout.2@us.example>"
DRAFT = f"Message-ID: {OURS}\r\nX-Tieout-Case: 1 {OURS}\r\nTo: <a@b.example>\r\n\r\nx\r\n".encode()


def test_a_draft_is_laid_found_read_and_taken_away_once(
    exchange: ExchangeServer, exchange_mailbox: Mailbox, tmp_path: Path
) -> None:
    mailbox = replace_struct(exchange_mailbox, drafts_folder="Drafts")
    with connect(mailbox, lambda _: PASSWORD, tmp_path) as connection:
        assert isinstance(connection, KeepsDrafts)
        assert ("", []) == (connection.drafts_mark(), connection.drafts())
        connection.lay_draft(DRAFT)
        assert "drafts that wait for a person: Drafts, 1 mails" in connection.check()
        (draft,) = connection.drafts()
        assert DRAFT == connection.filed(draft)
        assert connection.remove_draft(draft)
        assert not connection.remove_draft(draft)
        assert (None, []) == (connection.filed(draft), connection.drafts())


def test_sent_shows_what_came_there_since_but_no_other_reply_of_ours(
    exchange: ExchangeServer, exchange_mailbox: Mailbox, tmp_path: Path
) -> None:
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    for message_id, age in ((OURS, 0), (OTHER, 0), ("<x@laptop.example>", 0), ("<old@laptop.example>", 7)):
        content = f"Message-ID: {message_id}\r\n\r\nx\r\n".encode()
        exchange.deliver(content, now - dt.timedelta(days=age), folder="F-sentitems")
    with connect(exchange_mailbox, lambda _: PASSWORD, tmp_path) as connection:
        assert isinstance(connection, KeepsDrafts)
        found = connection.sent_about(now, OURS, "")
        assert found is not None
        ids = sorted(mail.header.split(b"\r\n")[0].decode().removeprefix("Message-ID: ") for mail in found)
        assert [OURS, "<x@laptop.example>"] == ids
