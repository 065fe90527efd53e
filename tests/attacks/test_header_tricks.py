"""Headers said twice, folded oddly, ended early, in foreign alphabets: one sender or none, one recipient, and no other."""

from __future__ import annotations

import pytest

from daemon.store import Store
from parsers.ledgers.counterparty import Counterparty
from tests.support.attacking import because, left, run
from tests.support.house import House, mail, statement_pdf

SOUND = mail(("statement.pdf", statement_pdf()))
FROM = b"From: ap@acme.example\n"


def _with(*fields: bytes) -> bytes:
    return b"".join(field + b"\n" for field in fields) + SOUND


@pytest.mark.parametrize(
    "fields",
    [
        (b"From: mallory@evil.test",),
        (b"From: ap@acme.example",),
        (b"FROM : mallory@evil.test",),
        (b"From\t: mallory@evil.test",),
        (b"from: mallory@evil.test,",),
        (b"From: \n mallory@evil.test",),
        (b"Sender: ar@us.example",),
        (b"Auto-Submitted: auto-generated",),
        (b"X-Auto-Response-Suppress: All",),
        (b"List-Id: <x.example>",),
        (b"Precedence: bulk",),
        (b"Return-Path: <>",),
        (b"X-Loop: yes",),
        *((b"Received: from a by b; Mon, 2 Mar 2026 10:00:00 +0000",) * 101 for _ in range(1)),
    ],
    ids=lambda fields: fields[0][:30].decode(),
)
def test_a_doubtful_or_automatic_header_gets_no_answer(house: House, store: Store, fields: tuple[bytes, ...]) -> None:
    (summary,) = run(house, store, _with(*fields))
    assert summary.outcome in {"hold", "ignore"}, because(summary)
    assert because(summary)
    assert [] == house.sent()


@pytest.mark.parametrize(
    "fields",
    [
        (b"Reply-To: mallory@evil.test",),
        (b"Resent-From: mallory@evil.test", b"Resent-To: mallory@evil.test"),
        (b"Cc: mallory@evil.test, eve@evil.test",),
        (b"Bcc: mallory@evil.test",),
        (b"Return-Path: <mallory@evil.test>",),
        (b"Return-Receipt-To: mallory@evil.test", b"Disposition-Notification-To: mallory@evil.test"),
        (b"Errors-To: mallory@evil.test", b"X-Original-From: mallory@evil.test"),
        (b"Mail-Followup-To: mallory@evil.test", b"Mail-Reply-To: mallory@evil.test"),
    ],
    ids=lambda fields: fields[0][:30].decode(),
)
def test_the_answer_goes_to_the_one_address_on_file(house: House, store: Store, fields: tuple[bytes, ...]) -> None:
    (summary,) = run(house, store, _with(*fields))
    (message,) = left(house)
    assert "ap@acme.example" == summary.recipient
    assert [] == [name for name in ("Cc", "Bcc", "Reply-To", "Disposition-Notification-To") if message[name]]
    assert "evil.test" not in message.as_string()


@pytest.mark.parametrize(
    "sender",
    [
        "ap＠acme.example",
        "ap@acme。example",
        "ａｐ@acme.example",
        "ap@аcme.example",
        "ap@acme.example.",
        "AP@ACME.EXAMPLE",
        '"ap"@acme.example',
        "(a)ap(b)@(c)acme.example(d)",
        "ap+invoices@acme.example",
        "ap@acme.example\u200b",
        "ap@xn--acme-.example",
        "=?utf-8?q?ap=40acme.example?=",
        "ap@acme.example <mallory@evil.test>",
        "<ap@acme.example>, ap@acme.example",
        "ap@acme.example@evil.test",
        "ap%acme.example@evil.test",
        "<@evil.test:ap@acme.example>",
        "ap@[acme.example]",
        "\u1d43p@acme.example",
        "ap@acme.example\u0338",
    ],
)
def test_an_address_spelt_otherwise_is_the_one_on_file_or_gets_nothing(house: House, store: Store, sender: str) -> None:
    content = SOUND.replace(FROM, f"From: {sender}\n".encode())
    (summary,) = run(house, store, content)
    assert [] == [message["To"] for message in left(house) if message["To"] != "ap@acme.example"]
    if not house.sent():
        assert "hold" == summary.outcome


def test_upper_case_quotes_and_comments_are_the_same_address(house: House, store: Store) -> None:
    for number, sender in enumerate(
        ("AP@ACME.EXAMPLE", '"ap"@acme.example', "(x) ap@acme.example. (y)".replace(". ", " "))
    ):
        content = SOUND.replace(FROM, f"From: {sender}\n".encode()).replace(b"mail-1@", b"mail-%d@" % number)
        summaries = run(house, store, content)
        assert "C-1001" == summaries[0].counterparty


def test_hidden_copies_and_crowds_are_held(house: House, store: Store) -> None:
    blind = SOUND.replace(b"To: ar@us.example", b"To: undisclosed-recipients:;")
    (summary,) = run(house, store, blind)
    assert ("hold", []) == (summary.outcome, house.sent())


def test_an_early_blank_line_hides_no_sender(house: House, store: Store) -> None:
    """What stands behind the first blank line is text, also where it looks like a header."""
    (summary,) = run(house, store, b"From: mallory@evil.test\n\n" + SOUND)
    assert ("hold", []) == (summary.outcome, house.sent())


@pytest.mark.parametrize("written", ["stra\u00dfe", "\u017ftrasse", "\u212aurt", "\ufb01scal"])
def test_letters_that_some_programs_fold_are_not_folded_into_an_address_on_file(
    house: House, store: Store, written: str
) -> None:
    for code, local in (("A", "strasse"), ("B", "kurt"), ("C", "fiscal")):
        store.counterparties.put(Counterparty(code=code, name=code, addresses=(f"{local}@acme.example",)))
    (summary,) = run(house, store, SOUND.replace(FROM, f"From: {written}@acme.example\n".encode()))
    assert ("hold", []) == (summary.outcome, house.sent())
