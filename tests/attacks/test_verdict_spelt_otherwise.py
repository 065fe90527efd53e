"""The verdict of our border with a part of it changed: another domain, another name, a later version, an unclear spelling."""

from __future__ import annotations

import pytest

from daemon.store import Store
from tests.support.attacking import PASS, because, guarded, run
from tests.support.house import House, statement_mail

SOUND = statement_mail()


def _says(results: str) -> bytes:
    return f"Authentication-Results: mx.us.example; {results}\n".encode()


@pytest.mark.parametrize(
    "top",
    [
        PASS.replace(b"acme.example", b"evil.test"),
        PASS.replace(b"acme.example", b"mail.acme.example"),
        PASS.replace(b"acme.example", b"acme.example.evil.test"),
        PASS.replace(b"acme.example", "acme\u3002example".encode()),
        PASS.replace(b"acme.example", b"\xff\xfe"),
        PASS.replace(b" header.from=acme.example", b""),
        PASS.replace(b"mx.us.example;", b"mx.us.example 2;"),
        PASS.replace(b"mx.us.example;", b"mx.us.example.;"),
        PASS.replace(b"mx.us.example;", b"evil.test (mx.us.example;"),
        _says("dmarc=bestguesspass header.from=acme.example"),
        _says("dmarc=pass header.from=acme.example; dmarc=fail header.from=acme.example"),
        _says("dmarc=pass header.from=acme.example; dmarc=pass header.from=evil.test"),
        _says("spf=pass smtp.mailfrom=ap@acme.example"),
        _says("dkim=pass header.d=news.acme.example"),
        _says("dkim=pass header.d=example"),
        _says("dkim=fail header.d=acme.example; dkim=pass header.d=evil.test"),
        _says("arc=pass")
        + b"ARC-Authentication-Results: i=1; mx.us.example; dmarc=pass header.from=acme.example\n"
        + b"ARC-Seal: i=1; cv=none; d=acme.example\n",
        b"X-A: 1\n " + PASS,
        b"X-A: 1\x0b" + PASS,
        b"X-A: 1\x1c" + PASS,
        "X-A: 1\u0085".encode() + PASS,
        "X-A: 1\u2028".encode() + PASS,
    ],
)
def test_it_counts_for_nothing_and_staff_read_why(house: House, store: Store, top: bytes) -> None:
    (summary,) = run(house, store, top + SOUND, settings=guarded(house))
    assert ("hold", "C-1001", []) == (summary.outcome, summary.counterparty, house.sent())
    assert "stuck" != summary.state
    assert "acme.example" in because(summary) or "Authentication-Results" in because(summary)


@pytest.mark.parametrize(
    "top",
    [
        PASS,
        PASS.replace(b"mx.us.example;", b"MX.US.Example;"),
        PASS.replace(b"mx.us.example;", b"mx.us.example 1;"),
        PASS.replace(b"mx.us.example;", b"(our border) mx.us.example (Postfix);"),
        PASS.replace(b"dmarc=pass", b"dmarc = pass"),
    ],
)
def test_what_the_rfc_allows_is_our_border_all_the_same(house: House, store: Store, top: bytes) -> None:
    (summary,) = run(house, store, top + SOUND, settings=guarded(house))
    assert ("confirm", "sent") == (summary.outcome, summary.reply_state), because(summary)


def test_a_verdict_inside_a_part_of_the_mail_is_none(house: House, store: Store) -> None:
    inside = SOUND.replace(b"Content-Type: text/plain", PASS + b"Content-Type: text/plain")
    assert inside != SOUND
    (summary,) = run(house, store, inside, settings=guarded(house))
    assert ("hold", []) == (summary.outcome, house.sent())
