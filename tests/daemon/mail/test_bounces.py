from __future__ import annotations

import pytest

from daemon.mail.bounces import Delivery, DeliveryReport, Fate, delivery_report
from tests.support.letters import letter, multipart, opened, part

STATUS = (
    b"Reporting-MTA: dns; mx.acme.example\r\n\r\n"
    b"Final-Recipient: rfc822; Carol@acme.example\r\nAction: %b\r\nStatus: %b\r\n"
    b"Diagnostic-Code: smtp; 550 no such user\r\n"
)
RETURNED = b"Message-ID: <reply-1@tieout.example>\r\nSubject: Re: Statement\r\n"


def report(action: bytes = b"failed", status: bytes = b"5.1.1", kind: str = "text/rfc822-headers") -> bytes:
    return multipart(
        part(b"Your mail was not delivered.", "text/plain", encoding="7bit"),
        part(STATUS % (action, status), "message/delivery-status", encoding="7bit"),
        part(RETURNED + b"\r\nbody", kind, encoding="7bit"),
        subtype="report",
        From="Mail Delivery System <MAILER-DAEMON@mx.acme.example>",
    )


@pytest.mark.parametrize("kind", ["text/rfc822-headers", "message/rfc822"])
def test_a_report_names_the_reply_and_what_became_of_it(kind: str) -> None:
    fate = Fate("carol@acme.example", Delivery.FAILED, "5.1.1", "smtp; 550 no such user")
    assert DeliveryReport("<reply-1@tieout.example>", (fate,)) == delivery_report(report(kind=kind))


@pytest.mark.parametrize(
    ("action", "status", "delivery"),
    [
        (b"delayed", b"4.4.1", Delivery.DELAYED),
        (b"relayed", b"2.0.0", Delivery.DELIVERED),
        (b"nonsense", b"5.0.0", Delivery.FAILED),
        (b"nonsense", b"4.0.0", Delivery.UNKNOWN),
    ],
)
def test_a_delay_is_no_failure(action: bytes, status: bytes, delivery: Delivery) -> None:
    found = delivery_report(report(action, status))
    assert found is not None
    assert [delivery] == [fate.delivery for fate in found.fates]


def test_an_ordinary_mail_is_no_report() -> None:
    assert delivery_report(letter()) is None
    assert delivery_report(multipart(part(b"x", "text/plain"), subtype="report")) is None


def test_a_report_is_never_answered_and_holds_no_statement() -> None:
    mail = opened(report())
    assert "drop" == mail.automatic
    assert () == mail.documents
