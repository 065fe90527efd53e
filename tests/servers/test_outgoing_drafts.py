"""Replies through a mailbox that keeps drafts, Microsoft 365 and Exchange alike: on which side of the order to send a failure fell."""

from __future__ import annotations

import pytest

from daemon.outgoing.base import InDoubt, KnowsWhatLeft, NotSent
from daemon.outgoing.connect import transport
from tests.support.named_sites import NamedSite

pytestmark = pytest.mark.servers

MAIL = (
    b"From: ar@tieout.example\r\nTo: c@acme.example\r\nSubject: Your statement\r\nAuto-Submitted: auto-replied\r\n"
    b"Message-ID: <r1@tieout.example>\r\n\r\nAgreed.\r\n"
)


def send(site: NamedSite) -> str:
    way_out = transport(site.outgoing, lambda _: site.secret)
    return way_out.send(
        sender="ar@tieout.example", recipient="c@acme.example", message_id="<r1@tieout.example>", content=MAIL
    ).answer


def test_a_reply_is_sent_as_it_is_with_its_own_header(named: NamedSite) -> None:
    answer = send(named)

    assert "accepted" in answer
    assert [MAIL] == [item.content for item in named.sent()]
    assert [] == named.drafts()


def test_a_second_attempt_finds_the_first_in_sent(named: NamedSite) -> None:
    send(named)

    assert send(named).startswith("found in Sent")
    assert 1 == len(named.sent())


@pytest.mark.parametrize("step", ["look", "draft"])
def test_a_failure_before_the_order_is_surely_not_sent(named: NamedSite, step: str) -> None:
    named.fails(step, False)

    with pytest.raises(NotSent) as error:
        send(named)

    assert not error.value.permanent
    assert [] == named.sent()


def test_a_draft_that_an_earlier_attempt_left_is_taken_up_again(named: NamedSite) -> None:
    named.busy("send", 30)
    with pytest.raises(NotSent) as error:
        send(named)

    send(named)

    assert 30.0 == error.value.wait
    assert (0, 1) == (len(named.drafts()), len(named.sent()))


def test_a_draft_whose_answer_was_lost_is_taken_up_too(named: NamedSite) -> None:
    named.fails("draft", True)
    with pytest.raises(NotSent):
        send(named)

    send(named)

    assert (0, 1) == (len(named.drafts()), len(named.sent()))


def test_a_lost_answer_to_the_order_is_settled_by_the_copy(named: NamedSite) -> None:
    named.fails("send", True)

    assert send(named).startswith("found in Sent")


def test_no_answer_to_the_order_and_no_copy_stays_in_doubt(named: NamedSite) -> None:
    named.fails("send", False)

    with pytest.raises(InDoubt, match="may have been accepted"):
        send(named)


def test_what_left_is_known_by_its_message_id(named: NamedSite) -> None:
    way_out = transport(named.outgoing, lambda _: named.secret)
    assert isinstance(way_out, KnowsWhatLeft)
    assert "" == way_out.has_left(sender="ar@tieout.example", message_id="<r1@tieout.example>")
    send(named)
    assert way_out.has_left(sender="ar@tieout.example", message_id="<r1@tieout.example>").startswith("found in Sent")
    assert "" == way_out.has_left(sender="ar@tieout.example", message_id="<r2@tieout.example>")
    named.fails("look", False)
    with pytest.raises(NotSent):
        way_out.has_left(sender="ar@tieout.example", message_id="<r1@tieout.example>")
