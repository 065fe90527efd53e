"""Folders are found by the name that every Exchange knows, or by their path."""

from __future__ import annotations

import pytest

from daemon.config.settings import Mailbox
from daemon.exchange.folders import folder_of
from daemon.exchange.session import ExchangeError, ExchangeSession
from tests.support.exchange_server import PASSWORD, ExchangeServer

pytestmark = pytest.mark.servers


def test_a_path_is_walked_and_made_where_it_may_be(exchange: ExchangeServer, exchange_mailbox: Mailbox) -> None:
    session = ExchangeSession(exchange_mailbox, exchange_mailbox.address, lambda _: PASSWORD)
    with session.asking("open folders") as account:
        assert "Inbox" == folder_of(account, "inbox").name
        made = folder_of(account, "Tieout/Held", make=True)
        assert made.id == folder_of(account, "Tieout/Held").id
    with pytest.raises(ExchangeError, match="no folder Tieout/Nowhere"), session.asking("open a folder") as account:
        folder_of(account, "Tieout/Nowhere")
    session.close()
    assert ["Tieout", "Held"] == [shown for shown, _ in exchange.folders.values()][-2:]
