"""A counterparty list with a poisoned address must not smuggle commands or a second recipient into the SMTP session."""

from __future__ import annotations

import pytest

from daemon.outgoing.base import NotSent
from daemon.outgoing.smtp import SmtpTransport
from tests.support.smtp_sink import SmtpSink


@pytest.mark.parametrize(
    "recipient",
    [
        "carol@acme.example>\r\nRCPT TO:<eve@evil.example",
        "carol@acme.example\nRCPT TO:<eve@evil.example>",
        "carol@acme.example,eve@evil.example@x",
        "carol@acme.example> SIZE=1",
        "<carol@acme.example>",
    ],
)
def test_the_server_hears_nothing_of_it(smtp_sink: SmtpSink, recipient: str) -> None:
    transport = SmtpTransport(smtp_sink.outgoing(), lambda _: "")
    with pytest.raises(NotSent) as caught:
        transport.send(sender="ar@tieout.example", recipient=recipient, message_id="<a@b>", content=b"A: b\r\n\r\n")
    assert caught.value.permanent
    assert ([], []) == (smtp_sink.commands, smtp_sink.received)


def test_a_dot_line_in_the_text_does_not_end_the_mail(smtp_sink: SmtpSink) -> None:
    content = b"A: b\r\n\r\n.\r\nMAIL FROM:<eve@evil.example>\r\n.\n.\rQUIT\r\n"
    SmtpTransport(smtp_sink.outgoing(), lambda _: "").send(
        sender="ar@tieout.example", recipient="carol@acme.example", message_id="<a@b>", content=content
    )
    assert [("carol@acme.example",)] == [mail.recipients for mail in smtp_sink.received]
    assert b"MAIL FROM:<eve@evil.example>" in smtp_sink.received[0].content
