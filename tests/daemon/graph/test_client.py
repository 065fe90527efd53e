"""What needs no server; the rest stands in tests/servers/test_mailbox_graph.py and test_outgoing_graph.py."""

from __future__ import annotations

import pytest

from daemon.graph.client import GraphClient, GraphError


class NoTokens:
    def token(self) -> str:
        raise AssertionError("no request may leave")


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://graph.microsoft.com.evil.example/v1.0/users/x/messages",
        "http://graph.microsoft.com/v1.0/users/x/messages",
        "https://graph.microsoft.com@evil.example/v1.0",
        "//graph.microsoft.com/v1.0",
        "",
    ],
)
def test_no_link_leads_the_token_away(elsewhere: str) -> None:
    client = GraphClient("https://graph.microsoft.com", "ar@tieout.example", NoTokens())

    with pytest.raises(GraphError, match="not followed"):
        client.get(elsewhere)


def test_an_address_cannot_leave_its_place_in_the_path() -> None:
    client = GraphClient("https://graph.microsoft.com", "a/../b?c@tieout.example", NoTokens())

    assert "https://graph.microsoft.com/v1.0/users/a%2F..%2Fb%3Fc%40tieout.example/messages" == client.place("messages")
