"""A signed mail with a field put in above the signed one: whoever shows the topmost shows what nobody signed."""

from __future__ import annotations

import pytest

from daemon.store import Store
from tests.support.attacking import because, guarded, run
from tests.support.house import House, statement_mail
from tests.support.signing import Names, sign

SIGNED = sign(statement_mail().replace(b"\n", b"\r\n"))


@pytest.mark.parametrize(
    "field",
    [
        b"Subject: Our new bank account",
        b"To: ar@us.example",
        b"Cc: ar@us.example\r\nCc: eve@evil.test",
        b"Date: Thu, 02 Apr 2026 08:00:00 +0000",
        b"Message-ID: <other@acme.example>",
        b"Content-Type: text/html",
        b'Content-Type: multipart/mixed; boundary="other"',
        b"MIME-Version: 2.0",
        b"Content-Transfer-Encoding: base64\r\nContent-Transfer-Encoding: 7bit",
        b"From: mallory@evil.test",
        b"Reply-To: mallory@evil.test\r\nReply-To: ap@acme.example",
    ],
)
def test_nothing_is_answered(house: House, store: Store, field: bytes) -> None:
    settings = guarded(house, check_dkim=True)
    (summary,) = run(house, store, field + b"\r\n" + SIGNED, settings=settings, look_up=Names())
    assert summary.outcome in {"hold", "ignore"}
    assert [] == house.sent()
    assert any(word in because(summary) for word in ("more than once", "From lines"))


def test_the_same_words_about_the_parts_twice_are_no_trick(house: House, store: Store) -> None:
    """Some programs write so; whichever line is taken, the parts are the same."""
    (summary,) = run(house, store, b"MIME-Version: 1.0\n" + statement_mail())
    assert ("confirm", "sent") == (summary.outcome, summary.reply_state), because(summary)


def test_as_it_was_signed_it_is_answered(house: House, store: Store) -> None:
    (summary,) = run(house, store, SIGNED, settings=guarded(house, check_dkim=True), look_up=Names())
    assert ("confirm", "sent") == (summary.outcome, summary.reply_state), because(summary)
