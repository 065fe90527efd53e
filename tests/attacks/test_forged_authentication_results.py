"""Mallory writes our border's own verdict into the mail. The border's true lines stand above everything that Mallory can write."""

from __future__ import annotations

import pytest

from tests.support.letters import STRICT, letter, opened

FORGED = b"Authentication-Results: mx.tieout.example; dmarc=pass header.from=acme.example\r\n"
BORDER = b"Received: from evil.example by mx.tieout.example with ESMTP id 1; Mon, 2 Mar 2026\r\n"
BEFORE = b"Received: from laptop by relay.evil.example with ESMTP id 2; Mon, 2 Mar 2026\r\n"


@pytest.mark.parametrize(
    "top",
    [
        b"Authentication-Results: mx.tieout.example; dmarc=fail header.from=acme.example\r\n" + BORDER + FORGED,
        b"Authentication-Results: mx.tieout.example; none\r\n" + FORGED,
        BORDER + BEFORE + FORGED,
        b"Authentication-Results: mx.tieout.example; spf=fail (x) smtp.mailfrom=evil.example\r\n"
        + BORDER
        + FORGED * 50,
        b'Authentication-Results: mx.tieout.example; spf=fail reason="\r\n' + FORGED,
        FORGED.replace(b"mx.tieout.example;", b"mx.tieout.example.evil.example;"),
        FORGED.replace(b"mx.tieout.example;", b"(mx.tieout.example) evil.example;"),
        FORGED.replace(b"Authentication-Results", b"ARC-Authentication-Results"),
        FORGED.replace(b"Authentication-Results", b"X-Original-Authentication-Results"),
        FORGED.replace(b"header.from=acme.example", b"header.from=evil.example"),
        FORGED.replace(b"dmarc=pass", b'dmarc=fail (dmarc=pass) reason="; dmarc=pass"'),
    ],
)
def test_a_verdict_that_our_border_did_not_write_counts_for_nothing(top: bytes) -> None:
    assert not opened(top + letter(), STRICT).authenticated


def test_the_true_verdict_still_counts_when_a_forged_one_stands_below() -> None:
    true = b"Authentication-Results: mx.tieout.example; dmarc=pass header.from=acme.example\r\n" + BORDER
    assert opened(true + FORGED.replace(b"pass", b"fail") + letter(), STRICT).authenticated
