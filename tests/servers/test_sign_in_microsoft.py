"""Signing in with a token of Microsoft: the real msal against a stand-in over TLS, then real mail servers that take the token."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from daemon.mailboxes.base import PermanentMailboxError, TemporaryMailboxError
from daemon.outgoing.base import NotSent
from daemon.outgoing.smtp import SmtpTransport
from tests.support.dovecot import Dovecot
from tests.support.smtp_sink import SmtpSink
from tests.support.token_server import CLIENT_ID, CLIENT_SECRET, TENANT, TokenServer

pytestmark = pytest.mark.servers

MAIL = b"From: c@acme.example\r\nTo: ar@tieout.example\r\nSubject: x\r\nMessage-ID: <1@acme.example>\r\n\r\nhello\r\n"


def by_microsoft(tokens: TokenServer, **changes: object) -> dict[str, object]:
    return {
        "sign_in": "microsoft",
        "tenant": TENANT,
        "client_id": CLIENT_ID,
        "authority": tokens.address,
        **changes,
    }


def test_a_mailbox_is_read_with_a_token_of_microsoft_fetched_anew_for_each_connection(
    asking_dovecot: Dovecot, tokens: TokenServer, tmp_path: Path
) -> None:
    user = asking_dovecot.new_user()
    user.deliver(MAIL)
    tokens.user = user.name

    found = [user.uids(tmp_path, CLIENT_SECRET, **by_microsoft(tokens)) for _ in range(2)]

    assert [[1], [1]] == found
    assert ["https://outlook.office365.com/.default"] * 2 == [form["scope"] for form in tokens.asked]


def test_a_token_for_somebody_else_is_refused_by_the_server_and_never_shown(
    asking_dovecot: Dovecot, tokens: TokenServer, tmp_path: Path
) -> None:
    user = asking_dovecot.new_user()
    tokens.user = "somebody-else"

    with pytest.raises(PermanentMailboxError, match="refused the token") as refusal:
        user.uids(tmp_path, CLIENT_SECRET, **by_microsoft(tokens))

    assert not any(token in str(refusal.value) for token in tokens.tokens)


def test_a_wrong_client_secret_is_told_with_microsofts_reason_and_not_tried_for_ever(
    dovecot: Dovecot, tokens: TokenServer, tmp_path: Path
) -> None:
    with pytest.raises(PermanentMailboxError, match="AADSTS7000215: Invalid client secret") as refusal:
        dovecot.new_user().uids(tmp_path, "wrong one", **by_microsoft(tokens))

    assert "wrong one" not in str(refusal.value)


def test_a_service_that_is_busy_is_asked_again_later(dovecot: Dovecot, tokens: TokenServer, tmp_path: Path) -> None:
    tokens.refuses = (503, {"error": "temporarily_unavailable", "error_description": "try again"})

    with pytest.raises(TemporaryMailboxError, match="does not answer"):
        dovecot.new_user().uids(tmp_path, CLIENT_SECRET, **by_microsoft(tokens))


def test_a_place_to_sign_in_that_is_down_is_asked_again_later(
    dovecot: Dovecot, tokens: TokenServer, tmp_path: Path
) -> None:
    tokens.stop()

    with pytest.raises(TemporaryMailboxError, match="does not answer"):
        dovecot.new_user().uids(tmp_path, CLIENT_SECRET, **by_microsoft(tokens))


def test_each_cloud_asks_for_its_own_exchange(dovecot: Dovecot, tokens: TokenServer, tmp_path: Path) -> None:
    with pytest.raises((PermanentMailboxError, TemporaryMailboxError)):  # nobody listens for this token
        dovecot.new_user().uids(tmp_path, CLIENT_SECRET, **by_microsoft(tokens, cloud="china"))

    assert "https://partner.outlook.cn/.default" == tokens.asked[0]["scope"]


def test_a_reply_leaves_with_a_token(
    smtp_sink_of_kind: Callable[[str], SmtpSink], tokens: TokenServer, ca_file: Path
) -> None:
    sink = smtp_sink_of_kind("auth")
    sink.tokens = tokens.tokens
    tokens.user = "ar@tieout.example"
    outgoing = sink.outgoing(tls="starttls", ca_file=str(ca_file), user="ar@tieout.example", **by_microsoft(tokens))

    SmtpTransport(outgoing, lambda _: CLIENT_SECRET).send(
        sender="ar@tieout.example", recipient="c@acme.example", message_id="<1@tieout.example>", content=MAIL
    )

    assert ["ar@tieout.example"] == [received.sender for received in sink.received]


def test_a_token_that_the_smtp_server_refuses_leaves_the_reply_unsent(
    smtp_sink_of_kind: Callable[[str], SmtpSink], tokens: TokenServer, ca_file: Path
) -> None:
    sink = smtp_sink_of_kind("auth")
    outgoing = sink.outgoing(tls="starttls", ca_file=str(ca_file), user="ar@tieout.example", **by_microsoft(tokens))

    with pytest.raises(NotSent, match="refused the log-in") as refusal:
        SmtpTransport(outgoing, lambda _: CLIENT_SECRET).send(
            sender="ar@tieout.example", recipient="c@acme.example", message_id="<1@tieout.example>", content=MAIL
        )

    assert not refusal.value.permanent
    assert [] == sink.received
