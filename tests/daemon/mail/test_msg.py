"""Mails saved by Outlook, written by the tests' own maker of compound files."""

from __future__ import annotations

from contextlib import suppress
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daemon.cli.files import documents_in
from daemon.mail.msg import MOST_ATTACHMENTS, Unreadable, is_saved_mail, saved_mail
from parsers.document import Document
from tests.support.compound_files import Message, compound_file, message_file, text_stream
from tests.support.letters import PDF, attached, codes, multipart, names, opened
from tests.support.mutating import mutated
from tests.support.rich_text import packed

TABLE = b"<table><tr><th>Date</th><th>No.</th><th>Amount</th></tr>%s</table>" % b"".join(
    b"<tr><td>2026-03-0%d</td><td>INV-%d</td><td>1,23%d.00</td></tr>" % (day, day, day) for day in (1, 2, 3)
)


def test_words_and_files_come_out_with_their_long_names() -> None:
    large = PDF + bytes(9000)
    content = message_file(
        Message(subject="对账单", body="Please confirm.", attached=[("对账单 march.pdf", large), ("b.csv", b"1,2")])
    )
    assert is_saved_mail(content)
    found = saved_mail(content)
    assert found is not None
    assert ("对账单", "Please confirm.", "", False) == (found.subject, found.text, found.html, found.only_rich_text)
    assert [Document("对账单 march.pdf", large), Document("b.csv", b"1,2")] == [
        each.document for each in found.attached
    ]


def test_eight_bit_texts_are_read_by_the_code_page_that_the_mail_names() -> None:
    mail = Message(
        subject="往来对账", body="请核对", attached=[("三月.csv", b"1,2")], narrow="gbk", numbers={0x3FFD0003: 936}
    )
    found = saved_mail(message_file(mail))
    assert found is not None
    assert ("往来对账", "请核对", "三月.csv") == (found.subject, found.text, found.attached[0].document.name)


def test_a_saved_mail_attached_to_a_mail_gives_its_files_and_its_words() -> None:
    inner = Message(subject="Fw", body="our bank account has changed", attached=[("inner.pdf", PDF)])
    content = message_file(Message(body="see attached", attached=[("outer.csv", b"1,2"), ("Fw statement", inner)]))
    mail = opened(multipart(attached(content, "statement.msg", "application/vnd.ms-outlook")))
    assert ["outer.csv", "inner.pdf"] == names(mail)
    assert "see attached" in mail.text
    assert "our bank account has changed" in mail.text


def test_a_table_in_the_saved_mails_body_counts_as_a_document() -> None:
    mail = opened(multipart(attached(message_file(Message(html=TABLE)), "s.msg", "application/octet-stream")))
    assert ["mail-body.html"] == names(mail)


def test_pictures_shown_in_the_text_are_set_aside() -> None:
    content = message_file(
        Message(body="hi", attached=[("image001.png", b"\x89PNG" + bytes(99))], file_numbers={0x37140003: 4})
    )
    mail = opened(multipart(attached(content, "s.msg", "application/octet-stream")))
    assert [] == names(mail)
    assert any("image001.png" in why for why in mail.skipped)


def test_a_file_that_is_only_a_link_is_said() -> None:
    content = message_file(Message(body="hi", attached=[("cloud.pdf", b"")], file_numbers={0x37050003: 7}))
    assert ["unread_part"] == codes(opened(multipart(attached(content, "s.msg", "application/octet-stream"))))


def test_words_that_stand_only_in_damaged_rich_text_are_said() -> None:
    content = message_file(Message(streams={"__substg1.0_10090102": b"LZFu"}))
    assert ["unread_part"] == codes(opened(multipart(attached(content, "s.msg", "application/octet-stream"))))


def test_a_table_that_stands_only_in_rich_text_is_a_document() -> None:
    cells = "".join(f"{{\\*\\htmltag64 <tr><td>2026-03-0{n}<td>INV-{n}<td>{n}.50</tr>}}" for n in range(1, 4))
    rtf = f"{{\\rtf1\\ansi\\fromhtml1 \\deff0{{\\*\\htmltag <table>}}{cells}{{\\*\\htmltag </table>}}}}".encode()
    streams = {"__substg1.0_10090102": packed(rtf)}
    for body in (None, "2026-03-01 INV-1 1.50"):  # the plain body beside it has lost the columns
        content = message_file(Message(body=body, streams=streams))
        mail = opened(multipart(attached(content, "s.msg", "application/octet-stream")))
        assert (["mail-body.html"], []) == (names(mail), codes(mail))


def test_words_that_stand_only_in_rich_text_are_the_mails_words() -> None:
    streams = {"__substg1.0_10090102": packed(b"{\\rtf1\\ansi Our bank account has changed\\par}")}
    mail = opened(multipart(attached(message_file(Message(streams=streams)), "s.msg", "application/octet-stream")))
    assert "Our bank account has changed" in mail.text


def test_mails_inside_mails_inside_mails_end() -> None:
    mail = Message(body="innermost")
    for _ in range(9):
        mail = Message(attached=[("next", mail)])
    assert ["nested_too_deep"] == codes(
        opened(multipart(attached(message_file(mail), "s.msg", "application/octet-stream")))
    )


def test_a_flood_of_attachments_is_refused() -> None:
    content = message_file(Message(attached=[(f"{number}.csv", b"1") for number in range(MOST_ATTACHMENTS + 1)]))
    with pytest.raises(Unreadable) as refused:
        saved_mail(content)
    assert "archive_too_large" == refused.value.code


def test_a_damaged_file_is_said() -> None:
    content = message_file(Message(body="hi", attached=[("a.pdf", PDF)]))[:1500]
    mail = opened(multipart(attached(content, "s.msg", "application/octet-stream")))
    assert (["broken_msg"], []) == (codes(mail), names(mail))


def test_another_compound_file_is_a_document_as_ever() -> None:
    inner = {"__properties_version1.0": bytes(32), **text_stream(0x1000, "hi")}
    content = compound_file({"Workbook": b"x", "MBD0001": inner})
    assert saved_mail(content) is None
    mail = opened(multipart(attached(content, "book.xls", "application/vnd.ms-excel")))
    assert ["book.xls"] == names(mail)
    assert not is_saved_mail(compound_file({"Workbook": b"x"}))


def test_a_saved_mail_in_an_archive_or_on_the_command_line_stands_for_its_files() -> None:
    content = message_file(Message(body="hi", attached=[("a.pdf", PDF)]))
    documents, problems = documents_in(Document("statement.msg", content))
    assert (["a.pdf"], ()) == ([document.name for document in documents], problems)


@settings(deadline=None, max_examples=150)
@given(st.integers(0, 10**9))
def test_no_damage_does_more_than_to_be_said(seed: int) -> None:
    inner = Message(subject="Fw", body="inner", attached=[("inner.pdf", PDF)])
    sound = message_file(Message(subject="s", body="b" * 5000, attached=[("a.csv", b"1,2"), ("m", inner)]))
    with suppress(Unreadable):
        saved_mail(mutated(sound, Random(seed)))
