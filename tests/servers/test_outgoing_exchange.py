"""Replies through Exchange against a stand-in over TLS: on which side of SendItem a failure fell."""

from __future__ import annotations

import msgspec
import pytest

from daemon.config.settings import Outgoing
from daemon.outgoing.base import NotSent
from daemon.outgoing.connect import transport
from tests.support.exchange_server import PASSWORD, ExchangeServer, Fault

pytestmark = pytest.mark.servers

MAIL = (
    b"From: ar@tieout.example\r\nTo: c@acme.example\r\nSubject: Your statement\r\nAuto-Submitted: auto-replied\r\n"
    b"Message-ID: <r1@tieout.example>\r\n\r\nAgreed.\r\n"
)


def send(outgoing: Outgoing) -> str:
    way_out = transport(outgoing, lambda _: PASSWORD)
    return way_out.send(
        sender="ar@tieout.example", recipient="c@acme.example", message_id="<r1@tieout.example>", content=MAIL
    ).answer


@pytest.mark.parametrize("code", ["", "ErrorServerBusy", "ErrorQuotaExceeded"])
def test_a_failure_before_senditem_is_surely_not_sent(
    exchange: ExchangeServer, exchange_outgoing: Outgoing, code: str
) -> None:
    exchange.faults.append(Fault("CreateItem", code))

    with pytest.raises(NotSent) as error:
        send(exchange_outgoing)

    assert not error.value.permanent
    assert [] == exchange.in_folder("Sent Items")


def test_the_check_says_that_it_may_write(exchange: ExchangeServer, exchange_outgoing: Outgoing) -> None:
    by_address = msgspec.structs.replace(exchange_outgoing, user=exchange.address)
    exchange.users.append(exchange.address)
    way_out = transport(by_address, lambda _: PASSWORD)
    lines = way_out.check()
    exchange.faults.append(Fault("GetFolder", "ErrorAccessDenied"))

    assert ["127.0.0.1 lets ar@tieout.example write drafts"] == lines
    with pytest.raises(NotSent, match="ErrorAccessDenied"):
        way_out.check()
