from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.mail.incoming import OpenedMail
from daemon.mail.opening import open_mail
from rules.model.case_facts import Automatic
from tests.support.letters import LAX, OURS, PDF, attached, codes, letter, multipart, opened, raw


def test_a_mail_reads_as_it_was_meant() -> None:
    mail = opened(
        letter(
            Subject="=?gb2312?B?ttTVy7Wl?= 3",
            References="<a@tieout.example> <b@acme.example>",
            In_Reply_To="<c@tieout.example>",
            Cc="Boss <Boss@ACME.example>",
            Reply_To="Pay <pay@acme.example>",
        )
    )
    assert ("carol@acme.example", "Carol Chen") == (mail.sender, mail.sender_name)
    assert "对账单 3" == mail.subject
    assert "<m1@acme.example>" == mail.message_id
    assert ("<a@tieout.example>", "<b@acme.example>", "<c@tieout.example>") == mail.references
    assert (OURS, "boss@acme.example") == mail.to
    assert "pay@acme.example" == mail.reply_to
    assert datetime(2026, 3, 2, 1, 0, tzinfo=UTC) == mail.sent_at
    assert "Dear colleagues,\nplease find our statement." == mail.text
    assert (Automatic.NO, True, ()) == (mail.automatic, mail.authenticated, mail.problems)


@pytest.mark.parametrize("date", [None, "", "yesterday", "Mon, 99 Foo 2026 99:99", "Mon, 02 Mar 2026 09:00:00 +9999"])
def test_a_date_that_cannot_be_read_is_absent(date: str | None) -> None:
    assert opened(letter(Date=date)).sent_at is None


def test_a_time_without_a_zone_is_utc() -> None:
    assert datetime(2026, 3, 2, 9, 0, tzinfo=UTC) == opened(letter(Date="Mon, 02 Mar 2026 09:00:00 -0000")).sent_at


def test_a_mail_above_the_limit_has_a_sender_and_a_problem() -> None:
    mail = open_mail(raw(letter(b""), too_large=True), [OURS], LAX)
    assert "carol@acme.example" == mail.sender
    assert ["mail_too_large"] == codes(mail)


def test_where_from_leaves_a_doubt_there_is_no_sender() -> None:
    mail = opened(letter(From=["Carol <carol@acme.example>", "eve@evil.example"]))
    assert ("", Automatic.HOLD, False) == (mail.sender, mail.automatic, mail.authenticated)
    assert "Carol <carol@acme.example> | eve@evil.example" == mail.sender_name


def test_our_addresses_are_compared_in_one_form() -> None:
    assert Automatic.NO is opened(letter(To="ar@BÜCHER.example"), own=("AR@xn--bcher-kva.example",)).automatic


def test_opening_is_a_function_of_the_bytes() -> None:
    content = multipart(attached(PDF, "s.pdf"), attached(PDF, "t.pdf"))
    assert opened(content) == opened(content)


@given(st.binary(max_size=300))
def test_any_bytes_open(content: bytes) -> None:
    assert isinstance(opened(content), OpenedMail)


PIECES = st.sampled_from(
    [
        b"Content-Type: multipart/mixed; boundary=b\r\n",
        b"Content-Type: message/rfc822\r\n",
        b"Content-Type: multipart/digest; boundary=c\r\n",
        b"Content-Type: text/html; charset=nonsense\r\n",
        b"Content-Type: ;;=\r\n",
        b"Content-Transfer-Encoding: base64\r\n",
        b"Content-Transfer-Encoding: x-uuencode\r\n",
        b"Content-Disposition: attachment; filename*0*=x''%; filename*x=1\r\n",
        b"From: =?x?b?=?= <a@\xff>\r\n",
        b"\r\n",
        b"--b\r\n",
        b"--b--\r\n",
        b"--c\r\n",
        b"begin 644 x\r\n",
        b"<table><tr><td>1\r\n",
        b"QUJD\xff=\r\n",
        b"PK\x03\x04\r\n",
    ]
)


@given(st.lists(PIECES, max_size=25))
def test_any_structure_opens(pieces: list[bytes]) -> None:
    assert isinstance(opened(b"".join(pieces)), OpenedMail)
