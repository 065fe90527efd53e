from __future__ import annotations

import pytest

from daemon.config.settings import Authenticity
from tests.support.letters import LAX, STRICT, letter, opened

PASS = "mx.tieout.example; dmarc=pass header.from=acme.example"
OUR_HOP = "from mail.acme.example by mx.tieout.example with ESMTPS id 1; Mon, 2 Mar 2026"
FOREIGN_HOP = "from laptop by mail.acme.example with ESMTP id 2; Mon, 2 Mar 2026"


def trace(*fields: tuple[str, str], settings: Authenticity = STRICT, sender: str = "carol@acme.example") -> bool:
    """Open a mail with these fields on top, in this order."""
    top = "".join(f"{name}: {value}\r\n" for name, value in fields).encode()
    return opened(top + letter(From=sender), settings).authenticated


def results(value: str) -> tuple[str, str]:
    return ("Authentication-Results", value)


def received(value: str) -> tuple[str, str]:
    return ("Received", value)


def test_a_pass_of_our_border_counts() -> None:
    assert trace(results(PASS), received(OUR_HOP), received(FOREIGN_HOP))
    assert trace(received(OUR_HOP), results(PASS), received(FOREIGN_HOP))
    assert trace(received("from mx by imap.tieout.example with LMTP id 3"), received(OUR_HOP), results(PASS))
    assert trace(results(PASS))


@pytest.mark.parametrize(
    "fields",
    [
        (),
        (received(OUR_HOP), received(FOREIGN_HOP), results(PASS)),
        (results("mx.evil.example; dmarc=pass header.from=acme.example"),),
        (results("mx.tieout.example; dmarc=fail header.from=acme.example"), results(PASS)),
        (results("mx.tieout.example; spf=pass smtp.mailfrom=acme.example"), results(PASS)),
        (results("mx.tieout.example; dmarc=pass header.from=evil.example"),),
        (results("mx.tieout.example; dmarc=pass"),),
        (results("mx.tieout.example; spf=fail (dmarc=pass header.from=acme.example)"),),
        (results("mx.tieout.example; spf=pass (never closed"), results(PASS)),
        (results("mx.tieout.example; dmarc=pass header.from=acme.example; dmarc=fail header.from=acme.example"),),
        (results("mx.tieout.example.evil.example; dmarc=pass header.from=acme.example"),),
        (("ARC-Authentication-Results", "i=1; " + PASS),),
        (("X-Authentication-Results", PASS),),
        (results("dmarc=pass header.from=acme.example"),),
    ],
)
def test_what_others_say_or_what_says_less_does_not_count(fields: tuple[tuple[str, str], ...]) -> None:
    assert not trace(*fields)


@pytest.mark.parametrize(
    ("signer", "sender", "expected"),
    [
        ("header.d=acme.example", "carol@acme.example", True),
        ("header.i=@acme.example", "carol@acme.example", True),
        ("header.d=acme.example", "carol@mail.acme.example", True),
        ("header.d=mail.acme.example", "carol@acme.example", False),
        ("header.d=evil.example", "carol@acme.example", False),
        ("header.d=co.uk", "carol@acme.co.uk", False),
        ("header.d=example", "carol@acme.example", False),
        ("header.d=cme.example", "carol@acme.example", False),
        ("", "carol@acme.example", False),
    ],
)
def test_a_signature_counts_only_where_it_speaks_for_the_senders_domain(
    signer: str, sender: str, expected: bool
) -> None:
    assert expected == trace(results(f"mx.tieout.example; dkim=pass {signer}; dmarc=none"), sender=sender)


def test_a_signature_does_not_outweigh_a_dmarc_failure() -> None:
    fields = results("mx.tieout.example; dkim=pass header.d=acme.example; dmarc=fail header.from=acme.example")
    assert not trace(fields)


def test_microsoft_365() -> None:
    settings = Authenticity(authserv_id="m365")
    hops = (
        received("from a.prod.outlook.com (2603::1) by b.prod.outlook.com (2603::2) with HTTPS; Mon"),
        received("from c.mail.protection.outlook.com by a.outlook.office365.com (10.0.0.1) with Microsoft SMTP Server"),
    )
    verdict = "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=acme.example; dkim=none; dmarc={} action=none header.from=acme.example;compauth={}"
    border = received(
        "from mail.acme.example (192.0.2.1) by c.mail.protection.outlook.com (10.0.0.2) with Microsoft SMTP Server"
    )
    assert trace(*hops, results(verdict.format("pass", "pass reason=100")), border, settings=settings)
    assert trace(*hops, results(verdict.format("bestguesspass", "pass reason=109")), border, settings=settings)
    assert not trace(*hops, results(verdict.format("none", "fail reason=001")), border, settings=settings)
    assert not trace(*hops, results(verdict.format("none", "pass reason=703")), border, settings=settings)
    forged = results(verdict.format("pass", "pass reason=100"))
    assert not trace(*hops, border, received(FOREIGN_HOP), forged, settings=settings)
    assert not trace(results(verdict.format("fail", "fail reason=000")), border, forged, settings=settings)


def test_gmail() -> None:
    settings = Authenticity(authserv_id="mx.google.com")
    hops = (
        received("by 2002:a05:6a10:1 with SMTP id x1; Mon"),
        received("from mail.acme.example by mx.google.com with ESMTPS id y"),
    )
    passed = results(
        "mx.google.com; dkim=pass header.i=@acme.example header.s=s; dmarc=pass (p=NONE sp=NONE) header.from=acme.example"
    )
    assert trace(*hops, passed, received(FOREIGN_HOP), settings=settings)
    assert not trace(*hops, received(FOREIGN_HOP), passed, settings=settings)


def test_where_nothing_is_required_a_clean_sender_suffices() -> None:
    mail = opened(letter(), LAX)
    assert (True, "not required by configuration") == (mail.authenticated, mail.authenticated_because)
    assert not opened(letter(From=["a@acme.example", "b@acme.example"]), LAX).authenticated
    assert not opened(letter(From="nobody"), LAX).authenticated


def test_without_a_name_for_our_border_nobody_is_authenticated() -> None:
    mail = opened(letter(Authentication_Results="; dmarc=pass header.from=acme.example"), Authenticity())
    assert not mail.authenticated
    assert "No authserv_id is configured" in mail.authenticated_because
