"""DKIM signatures that are sound and prove nothing of what we would answer: partial, expired, of another domain, without the field that says
what the parts are.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from daemon.store import Store
from tests.support.attacking import because, guarded, run
from tests.support.house import House, statement_mail, statement_pdf
from tests.support.signing import Names, record, sign

MAIL = statement_mail().replace(b"\n", b"\r\n")
NAMES = Names(
    {"acme.example": record(), "news.acme.example": record(), "evil.test": record(), "bolt.example": record()}
)
ALL = [b"from", b"to", b"subject", b"date", b"message-id", b"mime-version"]


@pytest.mark.parametrize(
    "signed",
    [
        sign(MAIL, length=True),
        sign(MAIL, length=True) + b"\r\n--=_1\r\nContent-Type: text/plain\r\n\r\nOur bank account has changed.\r\n",
        sign(MAIL, "news.acme.example"),
        sign(MAIL, "bolt.example"),
        sign(sign(MAIL, "evil.test"), "bolt.example"),
        sign(MAIL, include_headers=ALL).replace(b'boundary="=_1"', b'boundary="=_2"'),
        sign(MAIL, include_headers=ALL).replace(b"multipart/mixed", b"text/plain"),
        sign(MAIL, include_headers=[name for name in ALL if name != b"date"]),
        re.sub(rb"bh=[^;]+;", b"bh=" + b"A" * 43 + b"=;", sign(MAIL)),
        sign(MAIL) + statement_pdf(),
    ],
    ids=[
        "partial", "partial with more behind it", "below the domain", "another customer", "two others", "another boundary",
        "another type", "no Date", "another body's hash", "another body",
    ],
)  # fmt: skip
def test_it_vouches_for_nothing(house: House, store: Store, signed: bytes) -> None:
    (summary,) = run(house, store, signed, settings=guarded(house, check_dkim=True), look_up=NAMES)
    assert ("hold", []) == (summary.outcome, house.sent())
    assert "signature" in because(summary)


def test_a_signature_without_content_type_holds_while_the_parts_begin_where_it_says(house: House, store: Store) -> None:
    """Google signs so; nothing was put in."""
    signed = sign(MAIL, include_headers=ALL)
    (summary,) = run(house, store, signed, settings=guarded(house, check_dkim=True), look_up=NAMES)
    assert ("confirm", "sent") == (summary.outcome, summary.reply_state), because(summary)


@pytest.mark.parametrize(("ends", "answered"), [(timedelta(days=-3), False), (timedelta(days=3), True)])
def test_a_signature_vouches_until_its_end(house: House, store: Store, ends: timedelta, answered: bool) -> None:
    """Its end is signed too (RFC 6376 3.5, x=): who kept the mail cannot make it younger."""
    signed = sign(MAIL, ends=int((datetime.now(tz=UTC) + ends).timestamp()))
    (summary,) = run(house, store, signed, settings=guarded(house, check_dkim=True), look_up=NAMES)
    assert answered is ("sent" == summary.reply_state), because(summary)


def test_five_foreign_signatures_do_not_hide_the_sixth_for_ever(house: House, store: Store) -> None:
    """Only so many are looked at, so that nobody makes us ask the DNS a thousand times; the mail is held then, not lost."""
    content = sign(MAIL)
    for _ in range(8):
        content = sign(content, "evil.test")
    names = Names({"acme.example": record(), "evil.test": record()})
    (summary,) = run(house, store, content, settings=guarded(house, check_dkim=True), look_up=names)
    assert ("hold", []) == (summary.outcome, house.sent())
    assert len(names.asked) <= 5
