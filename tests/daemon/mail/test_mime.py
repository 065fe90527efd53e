from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.mail.charsets import one_line, without_controls
from daemon.mail.file_names import label
from daemon.mail.mime import as_bytes
from daemon.mail.outgoing import Attachment, OutgoingMail
from tests.support.letters import names, opened

DATE = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=8)))
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def reply(**changes: object) -> OutgoingMail:
    given_: dict[str, object] = {
        "message_id": "<r-1@tieout.example>",
        "sender": "ar@tieout.example",
        "sender_name": "Example Trading",
        "recipient": "carol@acme.example",
        "subject": "Re: Statement",
        "text": "Dear Carol,\n\nall agrees.\n",
        "html": "<p>Dear Carol,</p>",
        "in_reply_to": "<m1@acme.example>",
        "references": ("<a@acme.example>", "<b@tieout.example>"),
        "attachments": (Attachment("differences.xlsx", b"PK\x03\x04", XLSX),),
    }
    return OutgoingMail(**{**given_, **changes})  # type: ignore[arg-type]


def read(content: bytes) -> EmailMessage:
    return message_from_bytes(content, policy=policy.default)


def body(mail: EmailMessage) -> str:
    return str(cast("EmailMessage", mail.get_body(("plain",))).get_content()).replace("\r\n", "\n")


def test_the_mail_is_what_the_standard_library_reads() -> None:
    mail = read(as_bytes(reply(), DATE))
    assert ("Example Trading", "ar@tieout.example") == (
        mail["From"].addresses[0].display_name,
        mail["From"].addresses[0].addr_spec,
    )
    assert "carol@acme.example" == mail["To"].addresses[0].addr_spec
    assert 1 == len(mail["To"].addresses)
    assert ("Re: Statement", "<r-1@tieout.example>") == (mail["Subject"], mail["Message-ID"])
    assert DATE == mail["Date"].datetime
    assert ("auto-replied", "All") == (mail["Auto-Submitted"], mail["X-Auto-Response-Suppress"])
    assert "<m1@acme.example>" == mail["In-Reply-To"]
    assert "<a@acme.example> <b@tieout.example> <m1@acme.example>" == mail["References"]
    assert mail["Cc"] is None
    assert mail["Bcc"] is None
    assert mail["Reply-To"] is None
    assert [] == mail.defects
    structure = [part.get_content_type() for part in mail.walk()]
    assert ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", XLSX] == structure
    assert "Dear Carol,\n\nall agrees.\n" == body(mail)
    (attachment,) = mail.iter_attachments()
    assert ("differences.xlsx", b"PK\x03\x04") == (attachment.get_filename(), attachment.get_content())


def test_a_mail_without_html_and_files_is_one_part() -> None:
    assert ["text/plain"] == [
        part.get_content_type() for part in read(as_bytes(reply(html="", attachments=()), DATE)).walk()
    ]


def test_the_same_mail_is_the_same_bytes() -> None:
    assert as_bytes(reply(), DATE) == as_bytes(reply(), DATE)
    assert as_bytes(reply(), DATE) != as_bytes(reply(message_id="<r-2@tieout.example>"), DATE)


def test_it_is_seven_bit_with_short_lines_and_whole_line_ends() -> None:
    name = "对账单差异明细表" * 12 + ".xlsx"
    content = as_bytes(
        reply(
            subject="回复：对账单" * 30,
            sender_name="示例贸易有限公司",
            text="您好。\n" * 50 + "x" * 2000,
            html="<p>é</p>" * 300,
            references=tuple(f"<{'r' * 60}{number}@acme.example>" for number in range(30)),
            attachments=(Attachment(name, bytes(range(256)) * 40, XLSX),),
        ),
        DATE,
    )
    assert content.isascii()
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 100
    mail = read(content)
    assert 10 == len(mail["References"].split())
    assert mail["References"].split()[-1] == "<m1@acme.example>"
    (attachment,) = mail.iter_attachments()
    assert name == attachment.get_filename()


@pytest.mark.parametrize("field", ["message_id", "sender", "recipient"])
@pytest.mark.parametrize(
    "value",
    [
        "",
        "<a b@c>",
        "a@b\r\nBcc: eve@evil.example",
        "a@b.example, c@d.example",
        "Carol <carol@acme.example>",
        "é@x.example",
    ],
)
def test_addresses_and_ids_that_are_not_ours_to_mend_are_refused(field: str, value: str) -> None:
    with pytest.raises(ValueError, match=r"is not"):
        as_bytes(reply(**{field: value}), DATE)


def test_a_domain_in_another_script_is_written_in_punycode() -> None:
    assert "carol@xn--bcher-kva.example" == read(as_bytes(reply(recipient="carol@bücher.example"), DATE))["To"]


def test_a_date_without_a_zone_and_a_crooked_media_type_are_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        as_bytes(reply(), datetime(2026, 3, 2))  # noqa: DTZ001 -- the fault that is refused
    with pytest.raises(ValueError, match="media type"):
        as_bytes(reply(attachments=(Attachment("a", b"", "text/plain\r\nX: y"),)), DATE)


def test_ids_that_cannot_stand_in_a_header_are_left_out() -> None:
    mail = read(as_bytes(reply(in_reply_to="<a\r\nBcc: x@y>", references=("<ok@x>", "no", "<ä@x>", "<a b@x>")), DATE))
    assert mail["In-Reply-To"] is None
    assert mail["Bcc"] is None
    assert "<ok@x>" == mail["References"]


TEXT = st.text(st.characters(codec="utf-8"), max_size=120)


@given(subject=TEXT, name=TEXT, text=TEXT, file=TEXT)
def test_whatever_customers_write_the_fields_stay_ours(subject: str, name: str, text: str, file: str) -> None:
    attachment = Attachment(file, b"x", XLSX)
    content = as_bytes(
        reply(subject=subject, sender_name=name, text=text, html="<p>" + text, attachments=(attachment,)), DATE
    )
    ordinary, mail = read(as_bytes(reply(), DATE)), read(content)
    assert list(ordinary.keys()) == list(mail.keys())
    assert [each.get_content_type() for each in ordinary.walk()] == [each.get_content_type() for each in mail.walk()]
    assert without_controls(text).rstrip("\n") == body(mail).rstrip("\n")
    found = opened(content, own=())
    assert one_line(subject, 300) == found.subject
    assert one_line(name, 120) == found.sender_name
    assert [label(file) or "attachment"] == names(found)


def test_our_own_mail_is_recognised_and_never_answered() -> None:
    mail = opened(as_bytes(reply(), DATE), own=("carol@acme.example",))
    assert "drop" == mail.automatic


def test_utc_is_written_as_such() -> None:
    assert b"Date: Mon, 02 Mar 2026 01:00:00 +0000\r\n" in as_bytes(reply(), DATE.astimezone(UTC))
