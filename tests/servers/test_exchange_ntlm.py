"""Exchange with NTLM, as companies have it: the real handshake of three steps on each connection, client and server by pyspnego."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from daemon.config.settings import Mailbox, Outgoing
from daemon.mailboxes.base import Cursor, PermanentMailboxError, Settled
from daemon.mailboxes.exchange import ExchangeConnection
from daemon.outgoing.connect import transport
from tests.support.exchange_server import PASSWORD, USER, ExchangeServer

pytestmark = pytest.mark.servers

MAIL = b"From: ar@tieout.example\r\nMessage-ID: <r1@tieout.example>\r\n\r\nAgreed.\r\n"


@pytest.fixture
def domain(exchange: ExchangeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ExchangeServer:
    """The stand-in asks for NTLM and knows one account."""
    accounts = tmp_path / "accounts"
    accounts.write_text(":".join((*USER.split("\\"), PASSWORD)) + "\n")
    monkeypatch.setenv("NTLM_USER_FILE", str(accounts))
    exchange.ntlm = True
    return exchange


def test_mail_is_fetched_and_marked_and_hinted_at(
    domain: ExchangeServer, exchange_mailbox: Mailbox, tmp_path: Path
) -> None:
    item = domain.deliver(b"Subject: x\r\n\r\nx")
    mailbox = msgspec.structs.replace(exchange_mailbox, exchange_auth="ntlm")
    with ExchangeConnection(mailbox, lambda _: PASSWORD, tmp_path) as connection:
        (mail,) = connection.fetch(Cursor())
        connection.settle(0, 0, Settled.DONE, mail.remote)
        assert any("the server hints" in line for line in connection.check())
    assert (b"Subject: x\r\n\r\nx", ["Tieout done"]) == (mail.content, item.categories)
    assert domain.handshakes >= 1


def test_a_reply_leaves(domain: ExchangeServer, exchange_outgoing: Outgoing) -> None:
    way_out = transport(msgspec.structs.replace(exchange_outgoing, exchange_auth="ntlm"), lambda _: PASSWORD)
    way_out.send(sender="ar@tieout.example", recipient="c@x.example", message_id="<r1@tieout.example>", content=MAIL)
    assert [MAIL] == [item.content for item in domain.in_folder("Sent Items")]


@pytest.mark.parametrize(("user", "password"), [(USER, "wrong one"), ("TIEOUT\\nobody", PASSWORD)])
def test_a_wrong_password_or_name_is_refused_in_a_sentence(
    domain: ExchangeServer, exchange_mailbox: Mailbox, tmp_path: Path, user: str, password: str
) -> None:
    mailbox = msgspec.structs.replace(exchange_mailbox, exchange_auth="ntlm", user=user)
    with (
        pytest.raises(PermanentMailboxError, match="refused the password"),
        ExchangeConnection(mailbox, lambda _: password, tmp_path),
    ):
        pass
    assert [] == domain.asked


def test_a_server_that_asks_for_another_way_is_told_apart(
    domain: ExchangeServer, exchange_mailbox: Mailbox, tmp_path: Path
) -> None:
    """The password is never sent in the clear of Basic to a server that did not ask for it so, and the sentence names the setting."""
    domain.ntlm = False
    mailbox = msgspec.structs.replace(exchange_mailbox, exchange_auth="ntlm")
    with (
        pytest.raises(PermanentMailboxError, match="exchange_auth"),
        ExchangeConnection(mailbox, lambda _: PASSWORD, tmp_path),
    ):
        pass
