"""Replies through Exchange against a stand-in over TLS: on which side of SendItem a failure fell."""

from __future__ import annotations

import msgspec
import pytest

from daemon.config.settings import Outgoing
from daemon.outgoing.base import InDoubt, KnowsWhatLeft, NotSent
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


def test_a_reply_is_sent_as_it_is_with_its_own_header(exchange: ExchangeServer, exchange_outgoing: Outgoing) -> None:
    answer = send(exchange_outgoing)

    assert "accepted" in answer
    assert [MAIL] == [item.content for item in exchange.in_folder("Sent Items")]
    assert [] == exchange.in_folder("Drafts")


def test_a_second_attempt_finds_the_first_in_sent_items(exchange: ExchangeServer, exchange_outgoing: Outgoing) -> None:
    send(exchange_outgoing)

    assert "found in Sent Items" == send(exchange_outgoing)
    assert 1 == len(exchange.in_folder("Sent Items"))


@pytest.mark.parametrize("code", ["", "ErrorServerBusy", "ErrorQuotaExceeded"])
def test_a_failure_before_senditem_is_surely_not_sent(
    exchange: ExchangeServer, exchange_outgoing: Outgoing, code: str
) -> None:
    exchange.faults.append(Fault("CreateItem", code))

    with pytest.raises(NotSent) as error:
        send(exchange_outgoing)

    assert not error.value.permanent
    assert [] == exchange.in_folder("Sent Items")


def test_a_draft_that_an_earlier_attempt_left_is_taken_up_again(
    exchange: ExchangeServer, exchange_outgoing: Outgoing
) -> None:
    exchange.faults.append(Fault("SendItem", "ErrorServerBusy", back_off=30_000))
    with pytest.raises(NotSent) as error:
        send(exchange_outgoing)

    send(exchange_outgoing)

    assert 30.0 == error.value.wait
    assert (0, 1) == (len(exchange.in_folder("Drafts")), len(exchange.in_folder("Sent Items")))


def test_a_lost_answer_to_senditem_is_settled_by_the_copy(
    exchange: ExchangeServer, exchange_outgoing: Outgoing
) -> None:
    exchange.faults.append(Fault("SendItem", after=True))

    assert "found in Sent Items" == send(exchange_outgoing)


def test_no_answer_to_senditem_and_no_copy_stays_in_doubt(
    exchange: ExchangeServer, exchange_outgoing: Outgoing
) -> None:
    exchange.faults.append(Fault("SendItem"))

    with pytest.raises(InDoubt, match="may have been accepted"):
        send(exchange_outgoing)


def test_the_check_says_that_it_may_write(exchange: ExchangeServer, exchange_outgoing: Outgoing) -> None:
    by_address = msgspec.structs.replace(exchange_outgoing, user=exchange.address)
    exchange.users.append(exchange.address)
    way_out = transport(by_address, lambda _: PASSWORD)
    lines = way_out.check()
    exchange.faults.append(Fault("GetFolder", "ErrorAccessDenied"))

    assert ["127.0.0.1 lets ar@tieout.example write drafts"] == lines
    with pytest.raises(NotSent, match="ErrorAccessDenied"):
        way_out.check()


def test_what_left_is_known_by_its_message_id(exchange: ExchangeServer, exchange_outgoing: Outgoing) -> None:
    way_out = transport(exchange_outgoing, lambda _: PASSWORD)
    assert isinstance(way_out, KnowsWhatLeft)
    assert "" == way_out.has_left(sender="ar@tieout.example", message_id="<r1@tieout.example>")
    send(exchange_outgoing)
    assert "found in Sent Items" == way_out.has_left(sender="ar@tieout.example", message_id="<r1@tieout.example>")
    assert "" == way_out.has_left(sender="ar@tieout.example", message_id="<r2@tieout.example>")
