"""Replies through Graph against a stand-in over TLS: on which side of `send` a failure fell."""

from __future__ import annotations

import msgspec
import pytest

from daemon.config.settings import Outgoing
from daemon.outgoing.base import InDoubt, NotSent
from daemon.outgoing.connect import transport
from tests.support.graph_server import Fault, GraphServer
from tests.support.token_server import CLIENT_SECRET

pytestmark = pytest.mark.servers

MAIL = (
    b"From: ar@tieout.example\r\nTo: c@acme.example\r\nSubject: Your statement\r\nAuto-Submitted: auto-replied\r\n"
    b"Message-ID: <r1@tieout.example>\r\n\r\nAgreed.\r\n"
)


def send(outgoing: Outgoing) -> str:
    return (
        transport(outgoing, lambda _: CLIENT_SECRET)
        .send(sender="ar@tieout.example", recipient="c@acme.example", message_id="<r1@tieout.example>", content=MAIL)
        .answer
    )


@pytest.mark.parametrize("status", [0, 401, 403, 429, 503])
def test_a_failure_before_send_is_surely_not_sent(graph: GraphServer, graph_outgoing: Outgoing, status: int) -> None:
    graph.faults += [Fault("POST .*/messages$", status), Fault("POST .*/messages$", status)]

    with pytest.raises(NotSent) as error:
        send(graph_outgoing)

    assert not error.value.permanent
    assert [] == graph.in_folder("sentitems")


def test_a_mail_that_is_no_mail_for_microsoft_stays_so(graph: GraphServer, graph_outgoing: Outgoing) -> None:
    graph.faults.append(Fault("POST .*/messages$", 400, "ErrorMimeContentInvalid"))

    with pytest.raises(NotSent, match="ErrorMimeContentInvalid") as error:
        send(graph_outgoing)

    assert error.value.permanent


@pytest.mark.parametrize("status", [0, 408, 500, 503])
def test_no_answer_to_send_and_nothing_in_sent_stays_in_doubt(
    graph: GraphServer, graph_outgoing: Outgoing, status: int
) -> None:
    graph.faults.append(Fault("/send$", status))

    with pytest.raises(InDoubt, match="may have been accepted"):
        send(graph_outgoing)


def test_a_lost_answer_is_settled_though_the_service_gave_the_draft_another_message_id(
    graph: GraphServer, graph_outgoing: Outgoing
) -> None:
    graph.renames = True
    graph.faults.append(Fault("/send$", 504, after=True))

    assert "found in Sent" == send(graph_outgoing)
    assert ["<service-r1@tieout.example>"] == [item.message_id for item in graph.in_folder("sentitems")]


def test_the_check_says_that_it_may_write(graph: GraphServer, graph_outgoing: Outgoing) -> None:
    way_out = transport(graph_outgoing, lambda _: CLIENT_SECRET)
    lines = way_out.check()
    graph.faults.append(Fault("drafts", 403, "ErrorAccessDenied"))

    assert ["Microsoft 365 lets 11111111-2222-3333-4444-555555555555 write in ar@tieout.example"] == lines
    with pytest.raises(NotSent, match=r"Mail\.ReadWrite"):
        way_out.check()


def test_without_a_user_each_reply_leaves_through_the_mailbox_it_comes_from(
    graph: GraphServer, graph_outgoing: Outgoing
) -> None:
    send(msgspec.structs.replace(graph_outgoing, user=""))

    assert 1 == len(graph.in_folder("sentitems"))
